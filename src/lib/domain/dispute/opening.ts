import { postFor } from '../kernel/authority';
import { compareClocks } from '../kernel/clock';
import type { CommandDef } from '../kernel/record';
import { refuse } from '../kernel/refusal';
import { fail, ok } from '../kernel/result';
import { rights } from '../kernel/rights';
import { inCase, running } from './acting';
import { AmendDispute, OpenDispute, type Correction } from './args';
import { changed, findCase, placeReads, told, type Patch } from './make';
import { householdsOf, partiesFault } from './parties';
import type { Dispute, Seat } from './schema';

const open: CommandDef<OpenDispute> = {
	name: 'dispute.open',
	version: 1,
	schema: OpenDispute,
	roles: rights['dispute.open'],
	reads: ({ id, parties }) => [
		{ kind: 'dispute', id },
		{ kind: 'docket', id },
		...householdsOf(parties)
	],
	readsThen: ({ placeId }, reading) => placeReads(reading.pathOf(placeId) ?? []),
	area: ({ placeId }) => placeId,
	decide(reading, { placeId, ...args }, { actor, by, at, clock, today }) {
		if (reading.get('dispute', args.id)) return refuse('caseExists', 'id');
		const path = reading.pathOf(placeId);
		const areaId = path?.[1];
		if (!path || !areaId) return refuse('areaUnknown', 'placeId');
		const fault = partiesFault(args.parties, args.parties, reading, today);
		if (fault) return fail(fault);
		const post = postFor(actor, rights['dispute.open'], path, today);
		if (!post) return refuse('notAllowed');
		// Who is asked first answers for it until somebody else does (首接负责).
		const seat: Seat = {
			...{ id: args.id, part: 'main', role: post.role, areaId: post.areaId },
			...{ appointmentId: post.appointmentId, personId: by.personId, name: by.name },
			...{ from: clock, to: null }
		};
		const dispute: Dispute = {
			...args,
			...{ areaId, placeId, path: [...path], number: null, openedOn: today, openedAt: at, by },
			...{ stamps: {}, seats: [seat], turns: [{ id: args.id, to: 'open', by, at, clock }] },
			...{ extendedTo: null, reportedAt: null, agreement: null, plans: [] },
			...{ heardOn: null, prevented: null, last: clock }
		};
		return ok(changed(reading, dispute, 'opened', dispute, clock));
	}
};

const pathOf = (change: Correction): string =>
	change.field === 'party' ? `party:${change.to.id}` : change.field;

/** What a correction comes to; undefined where somebody wrote the field later, in whatever order the two arrive. */
function corrected(
	dispute: Dispute,
	change: Correction,
	stamp: { clock: string; actId: string }
): Patch | undefined {
	const path = pathOf(change);
	const known = dispute.stamps[path];
	const isEarlier =
		known && (compareClocks(stamp.clock, known.clock) || (stamp.actId < known.actId ? -1 : 1)) < 0;
	if (isEarlier) return undefined;
	const stamps = { ...dispute.stamps, [path]: stamp };
	if (change.field !== 'party') return { stamps, [change.field]: change.to };
	const others = dispute.parties.filter(({ id }) => id !== change.to.id);
	return { stamps, parties: [...others, change.to].sort((a, b) => (a.id < b.id ? -1 : 1)) };
}

const amend: CommandDef<AmendDispute> = {
	...inCase<AmendDispute>('dispute.amend', running),
	schema: AmendDispute,
	mayBeHeld: true,
	reads: (args) => [
		...inCase('dispute.amend', running).reads(args),
		...(args.change.field === 'party' ? householdsOf([args.change.to]) : [])
	],
	decide(reading, args, context) {
		const dispute = findCase(reading, args);
		if (!dispute.ok) return dispute;
		const { id, change } = args;
		const { clock, today } = context;
		const patch = corrected(dispute.value, change, { clock, actId: id });
		if (change.field === 'party') {
			const parties = patch?.parties ?? dispute.value.parties;
			const fault = partiesFault(parties, [change.to], reading, today);
			if (fault) return fail(fault);
		}
		return ok([
			...(patch ? changed(reading, dispute.value, 'corrected', patch, clock) : []),
			told(dispute.value, { id, fact: { kind: 'amended', change } }, context)
		]);
	}
};

export const opening: readonly CommandDef[] = [open, amend];
