import type { Books } from '$lib/app/campaigns';
import { ledgerOf } from '$lib/domain/booking/select';
import type { BookedFact, Booking } from '$lib/domain/booking/schema';
import type { Campaign } from '$lib/domain/campaign/schema';
import { standingOf } from '$lib/domain/ledger/standing';
import type { Levy } from '$lib/domain/levy/schema';
import { idOf } from '$lib/domain/test-world';

// Books for the tests: two households behind 101 and 102, asked for 300 yuan each.

const clockAt = (n: number) => `${1_700_000_000_000 + n * 60_000}-0000`;
const person = (name: string) => ({
	...{ personId: idOf(name), name, role: 'office' as const }
});
const word = (name: string, by: string, n: number) => ({
	...{ id: idOf(name), by: person(by), at: 1_700_000_000_000 + n * 60_000, clock: clockAt(n) }
});

/** Ids of the two households. */
export const homes = [idOf('home-101'), idOf('home-102')] as const;
const campaignId = idOf('campaign');
const levyId = idOf('levy');

/** An act of the book; `n` is the minute, and orders it. */
export const booking = (
	name: string,
	n: number,
	by: string,
	fact: BookedFact,
	more: Partial<Booking> = {}
): Booking => ({
	...word(name, by, n),
	...{ campaignId, areaId: idOf('area'), fact, no: null, words: '' },
	levyId: fact.kind === 'collection' ? levyId : null,
	...{ refunds: [], reversal: null, confirmations: [], gone: [], isGiven: true, isAside: false },
	...more
});

/** Cash of a household. */
export const cashFrom = (name: string, n: number, by: string, home: 0 | 1, fen: number) =>
	booking(name, n, by, {
		...{ kind: 'collection', householdId: homes[home], isLate: false },
		...{ fen, method: 'cash', reference: null, into: 'collector' }
	});

/** Somebody's word about a booking. */
export const said = word;

/** The books over these acts, with a supplier that asks for 700 yuan and an estate committee that gives 100. */
export function booksWith(bookings: Booking[]): Books {
	const shares = homes.map((householdId, i) => ({
		...{ householdId, door: `10${i + 1}`, fen: 30_000 },
		why: { kind: 'fixed' as const, fen: 30_000 }
	}));
	const taken: Record<string, number> = {};
	for (const { fact, reversal } of bookings)
		if (fact.kind === 'collection' && !reversal)
			taken[fact.householdId] = (taken[fact.householdId] ?? 0) + fact.fen;
	const opened = { ...word('opened', 'A', 0), shares };
	const levy: Levy = {
		...{ id: levyId, campaignId, unitId: idOf('unit'), title: 'Pipe', purpose: '', dueOn: null },
		...{ state: 'open', shares, turns: [opened], notes: {}, taken, late: {}, receipts: 0 }
	};
	const campaign: Campaign = {
		...{ id: campaignId, areaId: idOf('area'), state: 'open', seen: 2, closed: null, shown: null },
		...{ by: person('A'), at: 0, opened: null, levies: [{ id: levyId, unitId: idOf('unit') }] },
		...{ title: 'Pipe', purpose: '', dueOn: null, revisions: [], chosen: idOf('supplier') },
		offers: [{ id: idOf('supplier'), supplier: 'Waterworks', fen: 70_000, words: '' }],
		resolution: { matter: 'voluntary', on: null, words: '', ballots: [] },
		plan: {
			costFen: 70_000,
			method: { by: 'fixed', eachFen: 30_000 },
			sharers: homes.map((id, place) => ({
				...{ id, unitId: idOf('unit'), door: `10${place + 1}`, place, area: 8_000, floor: 1 },
				...{ persons: 2, agreedFen: null }
			})),
			sources: [{ id: idOf('estate'), kind: 'estate', called: '', fen: 'rest' }],
			exemptions: []
		}
	};
	const names = new Map(['A', 'B', 'C'].map((name) => [idOf(name), name]));
	const standing = standingOf(ledgerOf([levy], bookings));
	return { campaign, levies: [levy], bookings, standing, names };
}
