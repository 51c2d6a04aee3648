import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { webm } from '$lib/domain/sound/test-sounds';
import { idOf } from '$lib/domain/test-world';
import { PersonDb } from '$lib/store/db';
import { setPlace } from './place.svelte';
import { finishSounds, recordSound, type Recording } from './take-sound';

// The browser's recorder as a test plays it: it hears when the test says so.

const whole = webm(900, 1);

class Recorder {
	static isTypeSupported = (type: string) => type.startsWith('audio/webm');
	static last: Recorder;
	state = 'inactive';
	ondataavailable: ((event: { data: Blob }) => void) | null = null;
	onstop: (() => void) | null = null;
	constructor(
		readonly stream: unknown,
		readonly options: { mimeType: string; audioBitsPerSecond: number }
	) {
		Recorder.last = this;
	}
	start(): void {
		this.state = 'recording';
	}
	hear(bytes: Uint8Array): void {
		this.ondataavailable?.({ data: new Blob([bytes.slice()]) });
	}
	stop(): void {
		if (this.state === 'inactive') throw new DOMException('', 'InvalidStateError');
		this.state = 'inactive';
		queueMicrotask(() => this.onstop?.());
	}
}

let db: PersonDb;
let now: number;
let touches: number;
const track = { stop: vi.fn() };
const ask = vi.fn();

beforeEach(async () => {
	db = new PersonDb(idOf('listener'));
	await db.delete();
	await db.open();
	[now, touches] = [1_700_000_000_000, 0];
	const person = { id: idOf('listener'), name: '某人' };
	setPlace({ db, person, now: () => now, random: (bytes) => new Uint8Array(bytes) });
	vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
	vi.stubGlobal('isSecureContext', true);
	vi.stubGlobal('window', { MediaRecorder: Recorder });
	vi.stubGlobal('MediaRecorder', Recorder);
	vi.stubGlobal('navigator', { mediaDevices: { getUserMedia: ask } });
	vi.stubGlobal('dispatchEvent', () => ++touches);
	track.stop.mockClear();
	ask.mockReset().mockResolvedValue({ getTracks: () => [track] });
});
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
	setPlace(null);
	db.close();
});

async function begin(onSecond = () => undefined as unknown): Promise<Recording> {
	const begun = await recordSound('form', onSecond);
	if (!begun.ok) throw new Error(begun.error);
	return begun.value;
}
/** Lets so many seconds pass. */
function pass(seconds: number): void {
	for (let second = 0; second < seconds; second++) {
		now += 1_000;
		vi.advanceTimersByTime(1_000);
	}
}

describe('why nothing is recorded', () => {
	test.each([
		['NotAllowedError', 'notAllowed'],
		['SecurityError', 'notAllowed'],
		['NotFoundError', 'noMicrophone'],
		['OverconstrainedError', 'noMicrophone'],
		['NotReadableError', 'microphoneBusy'],
		['AbortError', 'microphoneBusy']
	])('%s is %s', async (name, trouble) => {
		ask.mockRejectedValue(new DOMException('', name));
		expect(await recordSound('form', () => undefined)).toEqual({ ok: false, error: trouble });
	});

	test('a browser that records nothing of ours, or an address without TLS, is not asked', async () => {
		vi.stubGlobal('MediaRecorder', { isTypeSupported: () => false });
		expect(await recordSound('form', () => undefined)).toEqual({ ok: false, error: 'noRecorder' });
		vi.stubGlobal('isSecureContext', false);
		expect(await recordSound('form', () => undefined)).toEqual({ ok: false, error: 'notSecure' });
		expect(ask).not.toHaveBeenCalled();
	});

	test('a recorder that does not start leaves no microphone open', async () => {
		vi.spyOn(Recorder.prototype, 'start').mockImplementationOnce(() => {
			throw new DOMException('', 'NotSupportedError');
		});
		expect(await recordSound('form', () => undefined)).toEqual({ ok: false, error: 'noRecorder' });
		expect(track.stop).toHaveBeenCalledOnce();
	});
});

describe('a recording', () => {
	test('is on the disk in parts while it runs, and one sound when it has stopped', async () => {
		const seconds = vi.fn();
		const recording = await begin(seconds);
		expect(Recorder.last.options).toEqual({
			...{ mimeType: 'audio/webm;codecs=opus', audioBitsPerSecond: 24_000 }
		});
		pass(5);
		Recorder.last.hear(whole.subarray(0, 400));
		await vi.waitFor(async () => expect(await db.photos.count()).toBe(1));
		pass(3);
		Recorder.last.hear(whole.subarray(400));
		recording.stop();
		recording.stop();
		expect(await recording.ended).toBeUndefined();
		expect(track.stop).toHaveBeenCalledOnce();
		expect([seconds.mock.calls.at(-1), touches]).toEqual([[8], 8]);
		const made = await finishSounds('form', 3);
		expect(made).toMatchObject({
			ok: true,
			value: [{ type: 'audio/webm', bytes: whole.length, seconds: 8, at: 1_700_000_000_000 }]
		});
		const [entry] = await db.photos.toArray();
		expect([entry!.state, new Uint8Array(entry!.bytes)]).toEqual(['draft', whole]);
		expect(await finishSounds('form', 3)).toEqual({ ok: true, value: [] });
	});

	test('ends after ten minutes by itself', async () => {
		const recording = await begin();
		Recorder.last.hear(whole);
		pass(601);
		expect(await recording.ended).toBeUndefined();
		expect(await finishSounds('form', 3)).toMatchObject({ value: [{ seconds: 1 }] });
	});

	test('ends before it is larger than a server takes, whatever the browser writes', async () => {
		const recording = await begin();
		for (let mega = 0; mega < 8 && Recorder.last.state === 'recording'; mega++)
			Recorder.last.hear(new Uint8Array(1_000_000));
		expect(await recording.ended).toBeUndefined();
		const all = await db.photos.toArray();
		expect(all.reduce((sum, { bytes }) => sum + bytes.byteLength, 0)).toBeLessThan(8_300_000);
	});

	test('that a full disk ends says so, and what was written before stays', async () => {
		const recording = await begin();
		Recorder.last.hear(whole.subarray(0, 850));
		await vi.waitFor(async () => expect(await db.photos.count()).toBe(1));
		vi.spyOn(db.photos, 'put').mockRejectedValue(new DOMException('', 'QuotaExceededError'));
		Recorder.last.hear(whole.subarray(850));
		expect(await recording.ended).toBe('storageFull');
		vi.restoreAllMocks();
		expect(await finishSounds('form', 3)).toMatchObject({ value: [{ bytes: 850 }] });
	});

	test('of nothing that can be heard is none, and leaves nothing', async () => {
		const recording = await begin();
		Recorder.last.hear(new Uint8Array(50));
		recording.stop();
		await recording.ended;
		expect(await finishSounds('form', 3)).toEqual({ ok: false, error: 'nothingHeard' });
		expect(await db.photos.count()).toBe(0);
	});
});
