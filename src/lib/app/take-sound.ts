import { fail, ok, type Result } from '$lib/domain/kernel/result';
import { readSound } from '$lib/domain/sound/header';
import {
	maxSoundBytes,
	maxSoundSeconds,
	soundBitsPerSecond,
	type SoundType
} from '$lib/domain/sound/limits';
import type { Sound } from '$lib/domain/sound/schema';
import type { RecordingTrouble } from '$lib/domain/sound/trouble';
import { isQuotaError, type StorageFailure } from '$lib/store/connection';
import type { PhotoEntry } from '$lib/store/db';
import { withConnection } from '$lib/store/repeat';
import { putPart, replaceParts, unfinishedOf } from '$lib/store/sound-parts';
import { place } from './place.svelte';
import { saving } from './under-way';

/** Recording by the browser (W3C MediaStream Recording); nothing leaves the phone here. */

/** How much a phone that dies while it records loses at most, ms. */
const sliceMs = 5_000;

/** Room that one more slice needs below the largest recording, should a browser write more than it was asked for, bytes. */
const spareBytes = 300_000;

/** What recorders may be asked to write, the smallest first. */
const wished: readonly { type: SoundType; mimeType: string }[] = [
	{ type: 'audio/webm', mimeType: 'audio/webm;codecs=opus' },
	{ type: 'audio/mp4', mimeType: 'audio/mp4' }
];

/** Why nothing is recorded, or what was recorded is not on the disk. */
export type NotRecorded = RecordingTrouble | StorageFailure;

/** A recording that runs. */
export interface Recording {
	/** Ends it; again changes nothing. */
	stop(): void;
	/** Resolves when it has ended, for whatever reason, and what was recorded is on the disk in parts; else with what the disk said. */
	ended: Promise<StorageFailure | undefined>;
}

/**
 * Asks for the microphone and records for a form until it is stopped, or is as long or large as it may be. Every few
 * seconds what was recorded is on the disk; `finishSounds` makes sounds of it. `onSecond` is told how long it runs, seconds.
 */
export async function recordSound(
	form: string,
	onSecond: (seconds: number) => void
): Promise<Result<Recording, NotRecorded>> {
	if (!isSecureContext) return fail('notSecure');
	const way =
		'MediaRecorder' in window && 'mediaDevices' in navigator
			? wished.find(({ mimeType }) => MediaRecorder.isTypeSupported(mimeType))
			: undefined;
	if (!way) return fail('noRecorder');
	const release = await claim(form);
	if (!release) return fail('microphoneBusy');
	let stream: MediaStream | undefined;
	try {
		stream = await navigator.mediaDevices.getUserMedia({ audio: true });
		const recorder = new MediaRecorder(stream, {
			mimeType: way.mimeType,
			audioBitsPerSecond: soundBitsPerSecond
		});
		recorder.start(sliceMs);
		return ok(follow({ form, type: way.type, stream, recorder, release, onSecond }));
	} catch (error) {
		// A microphone that is open says so to everybody in the room.
		shut(stream);
		release();
		return fail(whyNot(error));
	}
}

const shut = (stream: MediaStream | undefined) => {
	for (const track of stream?.getTracks() ?? []) track.stop();
};

interface Run {
	form: string;
	type: SoundType;
	stream: MediaStream;
	recorder: MediaRecorder;
	release: () => void;
	onSecond: (seconds: number) => void;
}

/** Keeps what a recorder that has been started hears, and ends it in time. */
function follow({ form, type, stream, recorder, release, onSecond }: Run): Recording {
	const { db, now } = place();
	const since = now();
	let parts = 0;
	let size = 0;
	let written = Promise.resolve();
	let failure: StorageFailure | undefined;
	const stop = () => {
		if (recorder.state === 'inactive') return;
		recorder.stop();
		// A lock that falls waits for what is still to be written.
		void saving(ended);
	};
	const second = () => {
		const seconds = Math.floor((now() - since) / 1_000);
		onSecond(Math.min(maxSoundSeconds, Math.max(0, seconds)));
		// Nobody touches a phone that lies on the table and listens; it must not lock meanwhile.
		dispatchEvent(new Event('still-here'));
		if (seconds >= maxSoundSeconds) stop();
	};
	const timer = setInterval(second, 1_000);
	const light = keepLight();

	recorder.ondataavailable = ({ data }) => {
		if (data.size === 0) return;
		size += data.size;
		if (size + spareBytes > maxSoundBytes) stop();
		const [nth, until] = [parts++, now()];
		const write = async () => {
			if (failure) return;
			try {
				const bytes = await data.arrayBuffer();
				await withConnection(db, () => putPart(db, form, nth, { since, until, type, bytes }));
			} catch (error) {
				failure = isQuotaError(error) ? 'storageFull' : 'storageBroken';
				stop();
			}
		};
		written = saving(written.then(write));
	};
	// The last piece comes before this event, whatever it was that ended the recording.
	const ended = new Promise<void>((resolve) => (recorder.onstop = () => resolve())).then(
		async () => {
			clearInterval(timer);
			shut(stream);
			light.out();
			await written;
			release();
			return failure;
		}
	);
	return { stop, ended };
}

/**
 * Makes sounds of what was recorded for a form, `most` at most, the oldest first: just now, or before the phone died.
 * While a page records for this form there are none. Fails when the disk does; then everything is as it was.
 */
export async function finishSounds(
	form: string,
	most: number
): Promise<Result<Sound[], NotRecorded>> {
	const release = await claim(form);
	if (!release) return ok([]);
	const { db } = place();
	try {
		const found: Sound[] = [];
		let isEmpty = false;
		for (const parts of (await unfinishedOf(db, form)).slice(0, most)) {
			const sound = await soundOf(parts);
			const whole = sound && {
				...{ sha256: sound.named.sha256, type: sound.named.type, savedAt: sound.named.at },
				bytes: sound.bytes
			};
			await saving(withConnection(db, () => replaceParts(db, parts, whole ?? null)));
			if (sound) found.push(sound.named);
			else isEmpty = true;
		}
		return isEmpty && found.length === 0 ? fail('nothingHeard') : ok(found);
	} catch (error) {
		return fail(isQuotaError(error) ? 'storageFull' : 'storageBroken');
	} finally {
		release();
	}
}

/** What these parts are together; undefined for what nobody could hear. */
async function soundOf(
	parts: readonly PhotoEntry[]
): Promise<{ named: Sound; bytes: ArrayBuffer } | undefined> {
	const bytes = await new Blob(parts.map((part) => part.bytes)).arrayBuffer();
	const heard = readSound(new Uint8Array(bytes));
	if (!heard || heard.saysPlace || bytes.byteLength > maxSoundBytes) return undefined;
	const at = parts[0]!.since!;
	const seconds = Math.round((parts.at(-1)!.savedAt - at) / 1_000);
	const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
	const named = {
		sha256: Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join(''),
		type: heard.type,
		bytes: bytes.byteLength,
		seconds: Math.min(maxSoundSeconds, Math.max(1, seconds)),
		at
	};
	return { named, bytes };
}

/** Keeps other pages of this phone away from a form's recording; answers how to let go of it, undefined where another page has it. */
function claim(form: string): Promise<(() => void) | undefined> {
	if (!('locks' in navigator)) return Promise.resolve(() => undefined);
	return new Promise((resolve) => {
		void navigator.locks.request(`linli-sound ${form}`, { ifAvailable: true }, (lock) =>
			lock ? new Promise<void>((release) => resolve(release)) : resolve(undefined)
		);
	});
}

/** Names of the errors of `getUserMedia` (W3C Media Capture and Streams, 10.2); whatever else there is, no sound comes from it. */
function whyNot(error: unknown): NotRecorded {
	const { name } = error as { name?: unknown };
	if (name === 'NotAllowedError' || name === 'SecurityError') return 'notAllowed';
	if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'noMicrophone';
	return name === 'NotSupportedError' ? 'noRecorder' : 'microphoneBusy';
}

/** Keeps the screen on, where the browser can: some phones stop listening when it goes dark. */
function keepLight(): { out(): void } {
	const asked =
		'wakeLock' in navigator ? navigator.wakeLock.request('screen') : Promise.resolve(undefined);
	// A phone that is low on power says no, and records all the same.
	const lit = asked.catch(() => undefined);
	return { out: () => void lit.then((one) => one?.release()) };
}
