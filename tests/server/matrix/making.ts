import type { Who } from './expected';
import { id, type MatrixWorld } from './world';

/** One act ready to be pushed, and the same about something that does not exist. */
export interface Act {
	args: Record<string, unknown>;
	/** The arguments that name what the act is about. */
	target: string;
	at?: number;
}
/** Makes what somebody is to try, in the world as it stands. */
export type Make = (world: MatrixWorld, who: Who) => Promise<Act>;

/** Stands for a colleague who is none of the people of the matrix. */
export const somebody = id();
