import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPace } from './pace';

const allowance = { burst: 5, perSecond: 2 };

test('so many at once, then as many as time brings', () => {
	const clock = { now: 1_000 };
	const pace = createPace(() => clock.now);
	const take = () => pace.take('one', allowance);
	expect(Array.from({ length: 6 }, take)).toEqual([0, 0, 0, 0, 0, 1]);
	// Somebody else is somebody else.
	expect(pace.take('other', allowance)).toBe(0);
	clock.now += 500;
	expect([take(), take()]).toEqual([0, 1]);
	clock.now += 60_000;
	expect(Array.from({ length: 6 }, take)).toEqual([0, 0, 0, 0, 0, 1]);
});

test('whoever waits as long as they were told gets through', () => {
	const clock = { now: 0 };
	const pace = createPace(() => clock.now);
	const slow = { burst: 2, perSecond: 0.1 };
	pace.take('one', slow);
	pace.take('one', slow);
	const wait = pace.take('one', slow);
	expect(wait).toBe(10);
	clock.now += wait * 1_000;
	expect(pace.take('one', slow)).toBe(0);
});

test('never more than the burst and what the time since has brought, whatever the order', () => {
	const pauses = fc.array(fc.integer({ min: 0, max: 2_000 }), { maxLength: 200 });
	fc.assert(
		fc.property(pauses, (steps) => {
			const clock = { now: 0 };
			const pace = createPace(() => clock.now);
			let passed = 0;
			for (const step of steps) {
				clock.now += step;
				if (pace.take('one', allowance) === 0) passed += 1;
				expect(passed).toBeLessThanOrEqual(
					allowance.burst + (clock.now / 1_000) * allowance.perSecond
				);
			}
		})
	);
});

test('a flood of names does not fill the memory, and forgets those first who are at rest', () => {
	const clock = { now: 0 };
	const pace = createPace(() => clock.now, 100);
	for (let i = 0; i < 50; i++) pace.take(`resting ${i}`, allowance);
	clock.now += 10_000;
	for (let i = 0; i < 5; i++) pace.take('busy', allowance);
	for (let i = 0; i < 80; i++) pace.take(`new ${i}`, allowance);
	expect(pace.size()).toBeLessThanOrEqual(100);
	expect(pace.take('busy', allowance)).toBe(1);
	for (let i = 0; i < 5_000; i++) pace.take(`flood ${i}`, allowance);
	expect(pace.size()).toBeLessThanOrEqual(100);
});
