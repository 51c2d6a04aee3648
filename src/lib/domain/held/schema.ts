import * as v from 'valibot';
import type { Signature } from '../kernel/actor';
import { Id } from '../kernel/id';
import { words } from '../kernel/text';

/** Arguments of `held.accept`. */
export const AcceptHeld = v.object({ opId: Id });
export type AcceptHeld = v.InferOutput<typeof AcceptHeld>;

/** Arguments of `held.decline`; the author reads the reason. */
export const DeclineHeld = v.object({ opId: Id, reason: words(500) });
export type DeclineHeld = v.InferOutput<typeof DeclineHeld>;

/** What has become of a held operation. `at`: epoch ms by the clock of whoever decided, bounded by the server. */
export type HeldState =
	| { name: 'waiting' }
	| { name: 'accepted'; by: Signature; at: number }
	| { name: 'declined'; by: Signature; at: number; reason: string }
	/** Taken back by its author before anybody decided. */
	| { name: 'withdrawn'; at: number };

/**
 * An operation of somebody who looked after the area once, but not on the day of writing. It has not happened; whoever
 * looks after the area now lets it happen or declines it.
 */
export interface Held {
	/** The held operation's own id. */
	opId: Id;
	command: string;
	version: number;
	/** As the command's schema left them. */
	args: unknown;
	/** When the author did it, epoch ms by their clock, bounded by the server. */
	at: number;
	/** When the server began to hold it, epoch ms. */
	since: number;
	/** The author, in the role of the post they once had here. */
	by: Signature;
	unitId: Id;
	/** The household that it is about; undefined where the command does not tell. */
	householdId?: Id;
	/** The case that it is about: it lies there then, with nobody but those who sit in it. `unitId` is the community. */
	caseId?: Id;
	/** Who looked after the area when it came in; null when nobody did. */
	forWhom: { personId: Id; name: string } | null;
	state: HeldState;
	/** The request at which its words went. */
	cleared?: Id;
}
