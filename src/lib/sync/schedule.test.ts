import { describe, expect, test } from 'vitest';
import type { CycleEnd } from './phone';
import { pauseAfter, startSchedule } from './schedule';

/** A schedule on a clock that the test winds. */
function wound(ends: (CycleEnd | 'broken')[]) {
	let now = 0;
	let due: { at: number; run: () => void } | null = null;
	const starts: number[] = [];
	const schedule = startSchedule({
		cycle: () => {
			starts.push(now);
			const end = ends.shift() ?? { problem: null, complete: true };
			return end === 'broken' ? Promise.reject(new Error('disk')) : Promise.resolve(end);
		},
		setTimer: (run, ms) => (due = { at: now + ms, run }),
		clearTimer: (timer) => {
			if (timer === due) due = null;
		},
		random: () => 1,
		everyMs: () => 60_000,
		onState: () => undefined
	});
	const next = async () => {
		const timer = due;
		due = null;
		if (!timer) return;
		now = timer.at;
		timer.run();
		await new Promise((resolve) => setTimeout(resolve, 0));
	};
	return { schedule, starts, next };
}

const unreachable: CycleEnd = { problem: 'unreachable', complete: false };

describe('cycles', () => {
	test('start at once, then after the pause', async () => {
		const { starts, next } = wound([]);
		await next();
		await next();
		expect(starts).toEqual([0, 60_000]);
	});

	test('wait longer after every failure, also of the disk, and start afresh after a success', async () => {
		const { starts, next } = wound([unreachable, 'broken', unreachable]);
		for (let i = 0; i < 5; i++) await next();
		expect(starts).toEqual([0, 2_000, 6_000, 14_000, 74_000]);
	});

	test('start at once when kicked, however long the pause was to be', async () => {
		const { schedule, starts, next } = wound([unreachable, unreachable]);
		await next();
		schedule.kick();
		await next();
		expect(starts).toEqual([0, 0]);
	});

	test('end when stopped', async () => {
		const { schedule, starts, next } = wound([]);
		await next();
		await schedule.stop();
		schedule.kick();
		await next();
		expect(starts).toEqual([0]);
	});
});

test('the pause never passes a minute and is spread over its upper half', () => {
	expect(pauseAfter(50, 1)).toBe(60_000);
	expect(pauseAfter(1, 0)).toBe(1_000);
});
