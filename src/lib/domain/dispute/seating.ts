import type { Appointment } from '../appointment/schema';
import { isPostOn } from '../kernel/in-force';
import type { CommandDef } from '../kernel/record';
import { refuse } from '../kernel/refusal';
import { ok } from '../kernel/result';
import { answering, inCase, running } from './acting';
import { AssignSeat, HandUp, UnassignSeat } from './args';
import { caseReads, changed, findCase, moveOn, told } from './make';
import type { Seat } from './schema';
import { areaAt, levelsAbove, mainSeat, openSeats, partsFor } from './seats';

/** The seats with a new one among them. A new `main` makes helpers of those before: they were asked first, and stay. */
const withSeat = (seats: readonly Seat[], seat: Seat): Seat[] => [
	...seats.map((one) =>
		seat.part === 'main' && one.part === 'main' && one.to === null
			? { ...one, part: 'helper' as const, mainUntil: seat.from }
			: one
	),
	seat
];

const assign: CommandDef<AssignSeat> = {
	...inCase<AssignSeat>('dispute.assign', answering),
	schema: AssignSeat,
	reads: (args) => [...caseReads(args), { kind: 'appointment', id: args.appointmentId }],
	decide(reading, args, context) {
		const found = findCase(reading, args);
		if (!found.ok) return found;
		const dispute = found.value;
		const { id, appointmentId, part, words } = args;
		const post = reading.get<Appointment>('appointment', appointmentId);
		if (!post) return refuse('appointmentUnknown', 'appointmentId');
		if (!isPostOn({ ...post, appointmentId: post.id }, context.today))
			return refuse('appointmentEnded', 'appointmentId');
		// Nobody of another community, and no office: it sees the list and not the cases.
		if (!isOver(post.areaId, dispute.path, reading.pathOf(post.areaId)))
			return refuse('seatElsewhere', 'appointmentId');
		if (!partsFor(post.role).includes(part)) return refuse('seatWrong', 'part');
		const same = openSeats(dispute).find((one) => one.appointmentId === appointmentId);
		if (same?.part === part) return refuse('seatTaken', 'appointmentId');
		const { clock } = context;
		const { role, areaId, personId, name } = post;
		const seat: Seat = {
			id,
			part,
			role,
			areaId,
			appointmentId,
			personId,
			name,
			from: clock,
			to: null
		};
		const others = dispute.seats.map((one) => (one === same ? { ...one, to: clock } : one));
		if (same && part !== 'main' && mainSeat(dispute) === same) return refuse('seatLast', 'part');
		const patch = { seats: withSeat(others, seat) };
		return ok([
			...changed(reading, dispute, 'seated', patch, clock),
			told(dispute, { id, fact: { kind: 'assigned', seatId: id, name, part }, words }, context)
		]);
	}
};

/** Whether an area lies in the community of a case, or is what the community lies in. */
const isOver = (areaId: string, path: readonly string[], own: readonly string[] | undefined) =>
	path.slice(0, 2).includes(areaId) || own?.[1] === path[1] || path.includes(areaId);

const unassign: CommandDef<UnassignSeat> = {
	...inCase<UnassignSeat>('dispute.unassign', answering),
	schema: UnassignSeat,
	decide(reading, args, context) {
		const found = findCase(reading, args);
		if (!found.ok) return found;
		const dispute = found.value;
		const { id, seatId, words } = args;
		const seat = dispute.seats.find((one) => one.id === seatId);
		if (!seat) return refuse('seatUnknown', 'seatId');
		if (seat.to !== null) return refuse('seatEnded', 'seatId');
		// Somebody answers for a case at any time.
		if (mainSeat(dispute) === seat) return refuse('seatLast', 'seatId');
		const { clock } = context;
		const seats = dispute.seats.map((one) => (one === seat ? { ...one, to: clock } : one));
		const { name, part } = seat;
		return ok([
			...changed(reading, dispute, 'unseated', { seats }, clock),
			told(dispute, { id, fact: { kind: 'unassigned', seatId, name, part }, words }, context)
		]);
	}
};

const handUp: CommandDef<HandUp> = {
	...inCase<HandUp>('dispute.handUp', running),
	schema: HandUp,
	decide(reading, args, context) {
		const found = findCase(reading, args);
		if (!found.ok) return found;
		const dispute = found.value;
		const { id, to, seen, words } = args;
		const areaId = areaAt(to, dispute.path);
		if (!areaId) return refuse('notUp', 'to');
		const isUp = levelsAbove(dispute).includes(to);
		const seat: Seat = {
			...{ id, part: 'main', role: to, areaId, appointmentId: null, personId: null, name: '' },
			...{ from: context.clock, to: null }
		};
		const fact = { kind: 'handedUp' as const, seatId: id, to };
		const patch = { seats: withSeat(dispute.seats, seat) };
		const fault = isUp ? undefined : ({ code: 'notUp', field: 'to' } as const);
		const move = { from: ['open', 'agreed'] as const, type: 'handedUp', patch, fault };
		return moveOn(reading, dispute, seen, { ...move, told: { id, fact, words } }, context);
	}
};

export const seating: readonly CommandDef[] = [assign, unassign, handUp];
