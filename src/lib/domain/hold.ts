import { heldEvent } from './held/commands';
import type { Held } from './held/schema';
import { parseCommand, type Command } from './handle';
import type { Actor, Post } from './kernel/actor';
import { postFor } from './kernel/authority';
import { isPostOn } from './kernel/in-force';
import { clockOf, type Clock } from './kernel/clock';
import { dayOf, type Day } from './kernel/day';
import type { Id } from './kernel/id';
import type { Event, Reading } from './kernel/record';
import type { Refusal } from './kernel/refusal';
import { ok, type Result } from './kernel/result';
import type { Booking } from './booking/schema';
import type { Dispute } from './dispute/schema';
import { mainSeat } from './dispute/seats';
import type { Household } from './household/schema';
import type { Visit } from './visit/schema';
import { commandByName } from './registry';

/** An operation as the server received it. `at`, `clock`: the writer's, bounded; `receivedAt`: the server's; epoch ms. */
export interface Received {
	opId: Id;
	command: Command;
	actor: Actor;
	at: number;
	clock: Clock;
	receivedAt: number;
}

/**
 * Whether an operation can come to be held: its author once had a post that has begun and was not in force on the
 * day of writing, and no other one covers the act, as far as the records tell. Cheap; `hold` decides.
 */
export function mayComeToHold(
	{ command, actor, at, receivedAt }: Received,
	reading: Reading
): boolean {
	const def = commandByName.get(command.name);
	if (!def?.mayBeHeld) return false;
	const parsed = parseCommand(command);
	if (def.postOf)
		return parsed.ok && def.postOf(parsed.value, reading, actor, 'ever') !== undefined;
	if (!actor.posts.some(isPast(dayOf(at), dayOf(receivedAt)))) return false;
	const areaId = parsed.ok ? def.area(parsed.value, reading) : undefined;
	const path = areaId === undefined ? undefined : reading.pathOf(areaId);
	return !path || !postFor(actor, def.roles, path, dayOf(at));
}

/**
 * Holds an operation that was refused for want of authority, if its author once had a fitting post over the area.
 * `undefined` when there is nothing to hold and the refusal stands; a refusal when the act's own rule is against it,
 * since accepting it could not help then. `ownerOf` names who looks after the area of a path now.
 */
export function hold(
	received: Received,
	reading: Reading,
	ownerOf: (path: readonly Id[]) => Held['forWhom'] | undefined
): Result<Event[], Refusal> | undefined {
	const { opId, command, actor, at, clock, receivedAt } = received;
	const def = commandByName.get(command.name);
	const parsed = parseCommand(command);
	if (!def?.mayBeHeld || !parsed.ok) return undefined;
	const unitId = def.area(parsed.value, reading);
	const path = unitId === undefined ? undefined : reading.pathOf(unitId);
	const today = dayOf(at);
	if (!unitId || !path) return undefined;
	const post = def.postOf
		? def.postOf(parsed.value, reading, actor, { at, clock })
			? undefined
			: def.postOf(parsed.value, reading, actor, 'ever')
		: postFor(actor, def.roles, path, today)
			? undefined
			: actor.posts
					.filter(isPast(today, dayOf(receivedAt)))
					.filter(({ role, areaId }) => def.roles.includes(role) && path.includes(areaId))
					.sort(
						(a, b) => path.indexOf(b.areaId) - path.indexOf(a.areaId) || (a.from < b.from ? 1 : -1)
					)
					.at(0);
	if (!post) return undefined;
	const by = { personId: actor.personId, name: actor.name, role: post.role };
	const decided = def.decide(reading, parsed.value, {
		actor,
		by,
		at,
		clock: clockOf(at, 0),
		today
	});
	if (!decided.ok) return decided;
	const { caseId } = parsed.value as { caseId?: Id };
	const main =
		caseId === undefined ? undefined : mainSeat(reading.get<Dispute>('dispute', caseId)!);
	const householdId = householdOf(parsed.value, reading);
	return ok([
		heldEvent({
			opId,
			command: command.name,
			version: command.version,
			args: parsed.value,
			at,
			since: receivedAt,
			by,
			unitId,
			...(householdId ? { householdId } : {}),
			...(caseId ? { caseId } : {}),
			// Of a case nobody hears but those who sit in it.
			forWhom: main?.personId
				? { personId: main.personId, name: main.name }
				: caseId
					? null
					: (ownerOf(path) ?? null),
			state: { name: 'waiting' }
		})
	]);
}

/** Posts that had begun when the operation came in, and were not in force when it was written: never one yet to come. */
const isPast =
	(written: Day, received: Day) =>
	(post: Post): boolean =>
		post.from <= received && !isPostOn(post, written);

function householdOf(args: unknown, reading: Reading): Household['id'] | undefined {
	const { householdId, id, of } = args as { householdId?: Id; id?: Id; of?: Id };
	if (of) {
		const fact = reading.get<Booking>('booking', of)?.fact;
		return fact?.kind === 'collection' ? fact.householdId : undefined;
	}
	return householdId ?? (id ? reading.get<Visit>('visit', id)?.householdId : undefined);
}
