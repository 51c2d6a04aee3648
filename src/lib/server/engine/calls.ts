import { ProblemError } from '../http/problem';
import type { EnginePlace } from './start';

// What travels between the server's main thread and a thread that holds a database.

/** What a thread is started with. */
export interface ThreadStart {
	place: EnginePlace;
	role: 'writer' | 'reader';
}

/** One call of an engine method, or (`method` null) the request to finish and end. */
export interface Call {
	id: number;
	method: string | null;
	args: unknown[];
}

/** An error in a form that survives the journey; classes do not. */
export interface Failure {
	problem?: { status: number; code: ProblemError['code']; field?: string; waitS?: number };
	message: string;
	stack?: string;
	/** The database's own, by which the log knows that the message may hold what it must not. */
	code?: string;
}

/** What a thread says: it is ready (with its methods' names), a call's outcome, or an error that belongs to no call. */
export type Word =
	| { kind: 'ready'; methods: string[] }
	| { kind: 'done'; id: number; value: unknown }
	| { kind: 'failed'; id: number; failure: Failure }
	| { kind: 'error'; failure: Failure };

/** Takes an error apart for the journey. */
export function packError(error: unknown): Failure {
	if (error instanceof ProblemError) {
		const { status, code, field, waitS, message } = error;
		return {
			problem: { status, code, ...(field ? { field } : {}), ...(waitS ? { waitS } : {}) },
			message
		};
	}
	if (error instanceof Error) {
		const { code } = error as { code?: unknown };
		const { message, stack } = error;
		return { message, stack, ...(typeof code === 'string' ? { code } : {}) };
	}
	return { message: String(error) };
}

/** Puts it together again on the other side. */
export function unpackError(failure: Failure): Error {
	if (failure.problem) {
		const { status, code, field, waitS } = failure.problem;
		return new ProblemError(status, code, field, waitS);
	}
	const error: Error & { code?: string } = new Error(failure.message);
	if (failure.code !== undefined) error.code = failure.code;
	if (failure.stack) error.stack = failure.stack;
	return error;
}
