import * as v from 'valibot';
import type { Actor } from './kernel/actor';
import { postFor } from './kernel/authority';
import type { Moment } from './kernel/clock';
import { dayOf, type Day } from './kernel/day';
import { type Event, isRemoved, type Gone, type Reading } from './kernel/record';
import { refuse, type Refusal } from './kernel/refusal';
import { ok, type Result } from './kernel/result';
import { commandByName, kindOf } from './registry';

/** A command as somebody means it: a name, the version of its arguments, and the arguments unchecked. */
export interface Command {
	name: string;
	version: number;
	args: unknown;
}

function schemaOf({ name, version }: Pick<Command, 'name' | 'version'>) {
	const def = commandByName.get(name);
	return version === def?.version ? def.schema : def?.earlier?.[version];
}

/** Whether there is such a command in this version. A newer phone may mean one that its server has not learned yet. */
export const isKnownCommand = (command: Pick<Command, 'name' | 'version'>): boolean =>
	schemaOf(command) !== undefined;

/** Checks a command against its schema; the refusal names the first field that does not fit. */
export function parseCommand(command: Command): Result<unknown, Refusal> {
	const schema = schemaOf(command);
	if (!schema) return refuse('unknownCommand', command.name.slice(0, 40));
	const parsed = v.safeParse(schema, command.args, { abortEarly: true });
	if (parsed.success) return ok(parsed.output);
	const issue = parsed.issues[0];
	return refuse('malformed', v.getDotPath(issue) ?? undefined, { why: issue.message.slice(0, 80) });
}

/**
 * Judges one command: schema, authority at the time of writing, then the rule itself. The phone and the server
 * run this very function. `moment` is the writer's, already bounded by the caller.
 * Missing authority is `notAllowed`, and so is what only the server may say; if the record that would name the area is gone, the rule's own words win.
 */
export function handle(
	command: Command,
	actor: Actor,
	moment: Moment,
	reading: Reading
): Result<Event[], Refusal> {
	const parsed = parseCommand(command);
	if (!parsed.ok) return parsed;
	const def = commandByName.get(command.name)!;
	if (def.serversOwn && !actor.isServer) return refuse('notAllowed');
	const today = dayOf(moment.at);
	const areaId = def.area(parsed.value, reading);
	const path = areaId === undefined ? undefined : reading.pathOf(areaId);
	// A sub-district is founded by somebody appointed to an area that does not exist yet.
	const post = def.postOf
		? def.postOf(parsed.value, reading, actor, moment)
		: areaId && postFor(actor, def.roles, path ?? [areaId], def.anyTime ? 'anyTime' : today);
	if (path && !post) return refuse('notAllowed');
	const role = post ? post.role : (actor.posts[0]?.role ?? 'unitLeader');
	const by = { personId: actor.personId, name: actor.name, role };
	const decided = def.decide(reading, parsed.value, { actor, by, today, ...moment });
	if (!decided.ok || post) return decided;
	return refuse('notAllowed');
}

/**
 * Whether the actor has the right on that day too, where the command passes power on. Whoever has none left could
 * otherwise give themselves some by a clock that is behind; all other work of a day in office counts for ever.
 */
export function isStillGiven(command: Command, actor: Actor, reading: Reading, day: Day): boolean {
	const def = commandByName.get(command.name);
	const parsed = parseCommand(command);
	if (!def?.passesPower || !parsed.ok) return true;
	const areaId = def.area(parsed.value, reading);
	const path = areaId === undefined ? undefined : reading.pathOf(areaId);
	return areaId !== undefined && postFor(actor, def.roles, path ?? [areaId], day) !== undefined;
}

/** The records a command will look at; empty when its arguments do not fit. */
export function readsOf(command: Command): { kind: Event['kind']; id: string }[] {
	const parsed = parseCommand(command);
	return parsed.ok ? commandByName.get(command.name)!.reads(parsed.value) : [];
}

/** The records that can only be named once those of `readsOf` are there; empty for most commands. */
export function readsThen(
	command: Command,
	reading: Reading
): { kind: Event['kind']; id: string }[] {
	const parsed = parseCommand(command);
	if (!parsed.ok) return [];
	return commandByName.get(command.name)!.readsThen?.(parsed.value, reading) ?? [];
}

/** A record's next state after one event: its body, or why it is gone. */
export function evolve(body: unknown, event: Event): { body: unknown } | { gone: Gone } {
	const next = kindOf[event.kind].evolve(body, event);
	return isRemoved(next) ? { gone: next.removed } : { body: next };
}
