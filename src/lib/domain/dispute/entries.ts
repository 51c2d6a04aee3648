import { compareClocks, laterClock } from '../kernel/clock';
import type { CommandDef, Event, KindDef } from '../kernel/record';
import { refuse } from '../kernel/refusal';
import { ok } from '../kernel/result';
import { everybody, inCase } from './acting';
import { AddEntry, AmendEntry } from './args';
import { changed, findCase, told, type Patch } from './make';
import type { CaseEntry, EntryAmendment } from './schema';
import { isWorded } from './select';

const add: CommandDef<AddEntry> = {
	...inCase<AddEntry>('dispute.addEntry', everybody),
	schema: AddEntry,
	mayBeHeld: true,
	decide(reading, args, context) {
		const found = findCase(reading, args);
		if (!found.ok) return found;
		const dispute = found.value;
		const { id, fact, step, words, photos, sounds } = args;
		const patch: Patch = {};
		if (fact.kind === 'session') {
			const isKnown = fact.present.every((one) =>
				dispute.parties.some((party) => party.id === one)
			);
			if (!isKnown) return refuse('partyUnknown', 'fact.present');
			if (dispute.heardOn === null) patch.heardOn = context.today;
		}
		if (fact.kind === 'report') {
			if (dispute.colour !== 'red') patch.colour = 'red';
			if (dispute.reportedAt === null) patch.reportedAt = fact.toldAt;
		}
		if (fact.kind === 'evidence' && !photos?.length && !sounds?.length && words === '')
			return refuse('wordsMissing', 'words');
		if ((fact.kind === 'note' || fact.kind === 'inquiry') && words === '')
			return refuse('wordsMissing', 'words');
		// A note leaves the case's own record alone, so that a long case stays light; a number it gets with the next turn.
		const touches = Object.keys(patch).length > 0;
		return ok([
			...(touches ? changed(reading, dispute, 'heard', patch, context.clock) : []),
			told(dispute, { id, fact, step, words, photos, sounds }, context)
		]);
	}
};

const amend: CommandDef<AmendEntry> = {
	...inCase<AmendEntry>('dispute.amendEntry', everybody),
	schema: AmendEntry,
	mayBeHeld: true,
	reads: ({ caseId, entryId }) => [
		{ kind: 'dispute', id: caseId },
		{ kind: 'caseEntry', id: entryId }
	],
	readsThen: () => [],
	decide(reading, { id, caseId, entryId, words, photos, sounds }, { by, at, clock }) {
		const dispute = findCase(reading, { id, caseId });
		if (!dispute.ok) return dispute;
		const entry = reading.get<CaseEntry>('caseEntry', entryId);
		if (!entry || entry.caseId !== caseId || !isWorded(entry.fact))
			return refuse('entryUnknown', 'entryId');
		if (entry.cleared) return refuse('recordErased', 'entryId', { erasure: entry.cleared });
		if (entry.by.personId !== by.personId) return refuse('entryNotYours', 'entryId');
		if (entry.amendments.some((one) => one.id === id)) return refuse('entryExists', 'id');
		if (words === '' && !photos?.length && !sounds?.length) return refuse('wordsMissing', 'words');
		const data: EntryAmendment = {
			...{ id, by, at, clock, words },
			...(photos ? { photos } : {}),
			...(sounds ? { sounds } : {})
		};
		return ok([{ kind: 'caseEntry', id: entryId, type: 'caseEntry.amended', data }]);
	}
};

/** In order of their clocks, so that every order of arrival says the same. */
const withAmendment = (entry: CaseEntry, amendment: EntryAmendment): CaseEntry => ({
	...entry,
	amendments: [...entry.amendments, amendment].sort(
		(a, b) => compareClocks(a.clock, b.clock) || (a.id < b.id ? -1 : 1)
	)
});

/** That something was done, when and by whom stays; what was said goes. */
function withoutWords(entry: CaseEntry, erasure: string): CaseEntry {
	const { id, caseId, areaId, by, at, clock, step, amendments } = entry;
	return {
		...{ id, caseId, areaId, by, at, clock, step, fact: { kind: 'note' }, words: '' },
		amendments: amendments.map((one) => ({
			...{ id: one.id, by: one.by, at: one.at, clock: one.clock, words: '' }
		})),
		cleared: erasure
	};
}

function evolve(entry: CaseEntry | undefined, event: Event): CaseEntry {
	switch (event.type) {
		case 'caseEntry.added':
			return event.data as CaseEntry;
		case 'caseEntry.amended':
			return withAmendment(entry!, event.data as EntryAmendment);
		case 'caseEntry.cleared':
			return withoutWords(entry!, (event.data as { erasure: string }).erasure);
		default:
			throw new Error(`caseEntry: unknown event ${event.type}`);
	}
}

/** What was said and done in cases. Each lies in the home of its case. */
export const caseEntryKind: KindDef<CaseEntry> = {
	kind: 'caseEntry',
	evolve,
	home: ({ areaId, caseId }) => ({ areaId, dataClass: 'case', own: caseId }),
	about: ({ caseId }) => caseId,
	clock: ({ clock, amendments }) =>
		amendments.reduce((last, one) => laterClock(last, one.clock), clock),
	commands: [add, amend]
};
