import { randomBytes } from 'node:crypto';
import { uuid7 } from '../../src/lib/domain/kernel/uuid';
import type { Role } from '../../src/lib/domain/kernel/actor';
import { dayOf } from '../../src/lib/domain/kernel/day';
import { hexIn, hexOf, slipCode, slipToSign } from '../../src/lib/domain/slip/code';
import type { SlipFacts } from '../../src/lib/domain/slip/schema';
import { makePair, sign } from '../../src/lib/protocol/signing';
import { demoPeople } from './people';

// People of a demonstration who collect money without a screen: what they do goes up as raw operations.

/** A fresh id. */
export const id = (): string => uuid7(Date.now(), randomBytes(10));

type Raw = { kind: string; home: string; body: Record<string, unknown> };

/** Somebody signed in, with a device of their own. */
export interface RawPhone {
	personId: string;
	/** Asks as a page of the app does; throws for anything but success. */
	ask(path: string, body: unknown): Promise<unknown>;
	/** Sends commands; throws for the first that was not applied. */
	act(...commands: [name: string, args: unknown][]): Promise<void>;
	/** Living rows of everything that the person may see. */
	rows(): Promise<Raw[]>;
	/** The code on this phone's receipt of a payment. */
	slip(facts: Omit<SlipFacts, 'day'>): Promise<string>;
}

/** Signs in as the first person of that role. */
export async function rawPhone(url: string, role: Role): Promise<RawPhone> {
	const { personId } = (await demoPeople(url)).find((one) => one.role === role)!;
	let cookie = '';
	const deviceId = id();
	let seq = 0;
	const ask = async (path: string, body: unknown) => {
		const response = await fetch(url + path, {
			method: 'POST',
			headers: { origin: url, cookie, 'content-type': 'application/json' },
			body: JSON.stringify(body)
		});
		cookie ||= response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
		if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
		return response.json();
	};
	await ask('/api/demo/sign-in', { personId });
	return {
		personId,
		ask,
		async act(...commands) {
			const at = Date.now();
			const operations = commands.map(([command, args], i) => ({
				...{ opId: id(), seq: ++seq, command, version: 1, args, at },
				...{ clock: `${at}-${String(i).padStart(4, '0')}`, base: {}, scope: '' }
			}));
			const answer = (await ask('/api/sync/push', { protocol: 1, deviceId, operations })) as {
				receipts: { result: string }[];
			};
			const bad = answer.receipts.find(({ result }) => result !== 'applied');
			if (bad) throw new Error(JSON.stringify(bad));
		},
		async rows() {
			const { heads } = (await ask('/api/sync/heads', { protocol: 1, deviceId, token: null })) as {
				heads: [string, ...unknown[]][];
			};
			const from = new Map<string, number>(heads.map(([home]) => [home, 0]));
			const found: Raw[] = [];
			for (let more = true; more;) {
				const page = (await ask('/api/sync/pull', {
					...{ protocol: 1, deviceId, limit: 2_000 },
					from: [...from]
				})) as { rows: Raw[]; cursors: [string, number][]; more: boolean };
				found.push(...page.rows.filter(({ body }) => body));
				for (const [home, cursor] of page.cursors) from.set(home, cursor);
				more = page.more;
			}
			return found;
		},
		async slip(facts) {
			const { privateKey, publicKey } = await makePair();
			const { certificate } = (await ask('/api/slips/certify', {
				deviceId,
				publicKey: hexOf(publicKey)
			})) as { certificate: string };
			const toSign = slipToSign({ ...facts, day: dayOf(Date.now()) }, hexIn(certificate))!;
			return slipCode(toSign.bytes, await sign(privateKey, toSign.message));
		}
	};
}

/** An open campaign for 300 yuan a household in the first leader's unit. */
export interface RawCampaign {
	office: RawPhone;
	leader: RawPhone;
	campaignId: string;
	levyId: string;
	/** Households in the order of their doors. */
	households: { id: string; door: string }[];
	/** The leader takes cash; answers the booking's id. */
	collect(household: number, fen: number): Promise<string>;
}

/** The office draws a campaign up and opens it. `title`: what everybody reads. */
export async function openCampaign(url: string, title: string): Promise<RawCampaign> {
	const [office, leader] = [await rawPhone(url, 'office'), await rawPhone(url, 'unitLeader')];
	const rows = await leader.rows();
	const homes = rows.filter(({ kind }) => kind === 'household');
	const unitId = homes[0]!.body.unitId as string;
	const unit = rows.find(({ kind, body }) => kind === 'area' && body.id === unitId)!.body;
	const areaId = (unit.path as string[])[1]!;
	const households = homes
		.filter(({ body }) => body.unitId === unitId)
		.map(({ body }) => ({ id: body.id as string, door: body.door as string }))
		.sort((a, b) => Number(a.door) - Number(b.door))
		.slice(0, 12);
	const [campaignId, levyId] = [id(), id()];
	const content = {
		...{ title, purpose: '旧门锁不上，换成新的。', offers: [], chosen: null, dueOn: null },
		resolution: { matter: 'voluntary', on: null, words: '', ballots: [] },
		plan: {
			costFen: 30_000 * households.length + 500_000,
			method: { by: 'fixed', eachFen: 30_000 },
			sources: [{ id: id(), kind: 'estate', called: '', fen: 500_000 }],
			exemptions: [],
			sharers: households.map(({ id: householdId, door }, place) => ({
				...{ id: householdId, unitId, door, place },
				...{ area: null, floor: null, persons: null, agreedFen: null }
			}))
		}
	};
	await office.act(
		['campaign.draft', { id: campaignId, areaId, seen: 0, content }],
		['campaign.open', { id: campaignId, seen: 1, levies: [{ id: levyId, unitId }] }]
	);
	return {
		...{ office, leader, campaignId, levyId, households },
		async collect(household, fen) {
			const bookingId = id();
			const paid = { fen, method: 'cash', reference: null, into: 'collector' };
			const householdId = households[household]!.id;
			await leader.act(['fee.collect', { id: bookingId, levyId, householdId, paid }]);
			return bookingId;
		}
	};
}
