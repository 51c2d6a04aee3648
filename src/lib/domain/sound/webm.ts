import { isUnread, type HeardSound } from './heard';

/** Reads WebM: EBML (RFC 8794) with the elements of Matroska (RFC 9559). Everything is bounded: the bytes are anybody's. */

const ids = {
	...{ ebml: 0x1a45dfa3, docType: 0x4282, segment: 0x18538067, cluster: 0x1f43b675 },
	...{ tracks: 0x1654ae6b, track: 0xae, trackType: 0x83, codec: 0x86 },
	...{ tags: 0x1254c367, attachments: 0x1941a469, chapters: 0x1043a770 }
} as const;

/** Number of the track type "audio" (RFC 9559, 5.1.4.1.3). */
const audio = 2;

/** One element: what it holds lies from `at` up to `end`. */
interface Element {
	id: number;
	at: number;
	end: number;
}

/** What a WebM is by its elements; undefined for what is none, or holds anything but sound. */
export function webmSound(bytes: Uint8Array): HeardSound | undefined {
	const [head, segment] = elementsOf(bytes, 0, bytes.length);
	if (head?.id !== ids.ebml || segment?.id !== ids.segment) return undefined;
	if (segment.end < bytes.length) return undefined;
	const docType = elementsOf(bytes, head.at, head.end).find(({ id }) => id === ids.docType);
	if (!docType || textOf(bytes, docType) !== 'webm') return undefined;
	const inside = elementsOf(bytes, segment.at, segment.end);
	if (isUnread(inside.at(-1), bytes.length)) return undefined;
	const tracks = inside
		.filter(({ id }) => id === ids.tracks)
		.flatMap(({ at, end }) => elementsOf(bytes, at, end))
		.filter(({ id }) => id === ids.track);
	if (tracks.length === 0 || !tracks.every((one) => isAudio(bytes, one))) return undefined;
	// Recorders write none of these; whatever else does may write a place into them.
	const notes: readonly number[] = [ids.tags, ids.attachments, ids.chapters];
	return { type: 'audio/webm', saysPlace: inside.some(({ id }) => notes.includes(id)) };
}

function isAudio(bytes: Uint8Array, track: Element): boolean {
	const inside = elementsOf(bytes, track.at, track.end);
	const type = inside.find(({ id }) => id === ids.trackType);
	const codec = inside.find(({ id }) => id === ids.codec);
	const isSound = type !== undefined && type.end === type.at + 1 && bytes[type.at] === audio;
	return isSound && codec !== undefined && textOf(bytes, codec).startsWith('A_');
}

/**
 * The elements of one level, up to the first bytes that are none. A cluster without a length, as recorders write it while
 * the sound goes on, is opened: what it holds stands among the others, under ids that none of them has.
 */
function elementsOf(bytes: Uint8Array, from: number, to: number): Element[] {
	const found: Element[] = [];
	for (let next = from; next < to;) {
		const id = numberAt(bytes, next, 4, false);
		const size = id && numberAt(bytes, id.end, 8, true);
		if (!id || !size || size.end > to) break;
		const isOpen = size.value === undefined;
		const end = Math.min(to, isOpen ? to : size.end + size.value!);
		found.push({ id: id.value!, at: size.end, end });
		next = isOpen && id.value === ids.cluster ? size.end : end;
	}
	return found;
}

/** A number whose first bits say how long it is; `value` undefined where all bits are set, which stands for "unknown". */
function numberAt(
	bytes: Uint8Array,
	at: number,
	longest: number,
	isSize: boolean
): { value: number | undefined; end: number } | undefined {
	const first = bytes[at] ?? 0;
	const length = Math.clz32(first) - 23;
	if (first === 0 || length > longest || at + length > bytes.length) return undefined;
	let value = isSize ? first & (0xff >> length) : first;
	let isUnknown = isSize && value === 0xff >> length;
	for (let i = 1; i < length; i++) {
		value = value * 256 + bytes[at + i]!;
		isUnknown &&= bytes[at + i] === 0xff;
	}
	return { value: isUnknown ? undefined : value, end: at + length };
}

const textOf = (bytes: Uint8Array, { at, end }: Element): string =>
	String.fromCharCode(...bytes.subarray(at, Math.min(end, at + 32))).replace(/\0+$/, '');
