import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchIdle } from './idle';

// A page of a test: somebody may touch it, or put it out of sight.

const page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
const glass = new EventTarget();
const idle = vi.fn();

beforeEach(() => {
	vi.useFakeTimers();
	vi.stubGlobal('document', page);
	vi.stubGlobal('addEventListener', glass.addEventListener.bind(glass));
	vi.stubGlobal('removeEventListener', glass.removeEventListener.bind(glass));
	page.visibilityState = 'visible';
	idle.mockClear();
	watchIdle(idle, false, Date.now());
});
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

/** So many minutes, each second of which somebody says that they are still here. */
function listen(minutes: number): void {
	for (let second = 0; second < minutes * 60; second++) {
		vi.advanceTimersByTime(1_000);
		glass.dispatchEvent(new Event('still-here'));
	}
}

test('a phone that nobody touches locks after five minutes', () => {
	vi.advanceTimersByTime(4 * 60_000);
	expect(idle).not.toHaveBeenCalled();
	vi.advanceTimersByTime(61_000);
	expect(idle).toHaveBeenCalledOnce();
});

test('one that records for ten minutes does not, and does five minutes later', () => {
	listen(10);
	vi.advanceTimersByTime(4 * 60_000);
	expect(idle).not.toHaveBeenCalled();
	vi.advanceTimersByTime(61_000);
	expect(idle).toHaveBeenCalledOnce();
});

test('one that records out of sight locks all the same', () => {
	page.visibilityState = 'hidden';
	page.dispatchEvent(new Event('visibilitychange'));
	listen(4);
	expect(idle).toHaveBeenCalledOnce();
});
