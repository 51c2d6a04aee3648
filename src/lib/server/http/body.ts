import * as v from 'valibot';
import { ProblemError } from './problem';

/** Deepest nesting of a body: what we speak needs ten; ten thousand would break whatever walks over it. */
const deepest = 64;

/**
 * The request's JSON body, checked. Throws `ProblemError`: `tooLarge` (413) above `maxBytes`, `badJson` (400) for
 * what is not JSON or not said to be, `malformed` (400) with the field that does not fit.
 */
export async function readBody<S extends v.GenericSchema>(
	event: { request: Request },
	schema: S,
	maxBytes: number
): Promise<v.InferOutput<S>> {
	const type = event.request.headers.get('content-type') ?? '';
	if (!/^application\/json\s*(;|$)/i.test(type)) throw new ProblemError(415, 'badJson');
	const bytes = await readBytes(event, maxBytes);
	const parsed = v.safeParse(schema, parseJson(bytes), { abortEarly: true });
	if (parsed.success) return parsed.output;
	throw new ProblemError(400, 'malformed', v.getDotPath(parsed.issues[0]) ?? undefined);
}

/** The request's raw body. Throws `tooLarge` (413) as soon as it passes `maxBytes`. */
export async function readBytes(
	event: { request: Request },
	maxBytes: number
): Promise<Uint8Array> {
	const { request } = event;
	if (Number(request.headers.get('content-length') ?? 0) > maxBytes)
		throw new ProblemError(413, 'tooLarge');
	if (!request.body) return new Uint8Array();
	const parts: Uint8Array[] = [];
	let size = 0;
	const reader = request.body.getReader();
	for (;;) {
		const { done, value } = await readPart(reader);
		if (done) break;
		size += value.byteLength;
		if (size > maxBytes) {
			await reader.cancel();
			throw new ProblemError(413, 'tooLarge');
		}
		parts.push(value);
	}
	const bytes = new Uint8Array(size);
	let at = 0;
	for (const part of parts) {
		bytes.set(part, at);
		at += part.byteLength;
	}
	return bytes;
}

async function readPart(reader: ReadableStreamDefaultReader<Uint8Array>) {
	try {
		return await reader.read();
	} catch (error) {
		// The server in front of us has a limit of its own; anything else is a line that broke.
		if ((error as { status?: number }).status === 413) throw new ProblemError(413, 'tooLarge');
		throw new ProblemError(400, 'badJson');
	}
}

function parseJson(bytes: Uint8Array): unknown {
	try {
		const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
		if (depthOf(text) > deepest) throw new ProblemError(400, 'badJson');
		return JSON.parse(text) as unknown;
	} catch {
		throw new ProblemError(400, 'badJson');
	}
}

/** How deep the brackets go outside of strings. */
function depthOf(text: string): number {
	let depth = 0;
	let most = 0;
	let isInString = false;
	for (let i = 0; i < text.length; i++) {
		const c = text.charCodeAt(i);
		if (isInString) {
			if (c === 0x5c) i++;
			else if (c === 0x22) isInString = false;
		} else if (c === 0x22) isInString = true;
		else if (c === 0x5b || c === 0x7b) most = Math.max(most, ++depth);
		else if (c === 0x5d || c === 0x7d) depth--;
	}
	return most;
}
