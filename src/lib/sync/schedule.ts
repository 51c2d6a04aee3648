import type { CycleEnd } from './phone';

/** When the next cycle starts, and what stands in for the browser's clock in a simulation. */
export interface ScheduleParts {
	cycle(): Promise<CycleEnd>;
	setTimer(run: () => void, ms: number): unknown;
	clearTimer(timer: unknown): void;
	/** Between 0 and 1. */
	random(): number;
	/** Pause between cycles while all is well, ms. */
	everyMs(): number;
	/** Told at the start and at the end of each cycle. */
	onState(state: { running: boolean; end?: CycleEnd; error?: unknown }): void;
}

/** The first pause after a failure and the longest one, ms. */
const backoffMs = { first: 2_000, longest: 60_000 } as const;

/** How long to wait after the n-th failure in a row: doubling, and spread so that phones do not all return at once. */
export const pauseAfter = (failures: number, random: number): number =>
	Math.min(backoffMs.longest, backoffMs.first * 2 ** Math.min(failures - 1, 10)) *
	(0.5 + random / 2);

/** Whether a next try is still to be waited for; one further off than any pause was set by a clock that ran ahead. */
export const isPausing = (nextTryAt: number, nowMs: number): boolean =>
	nextTryAt > nowMs && nextTryAt <= nowMs + backoffMs.longest;

/** A running loop. `kick` tries at once; `stop` resolves when no cycle runs any more. */
export interface Schedule {
	kick(): void;
	stop(): Promise<void>;
}

/** Runs cycles one after the other: at once when kicked, else after a pause. A kick during a cycle means one more after it. */
export function startSchedule(parts: ScheduleParts): Schedule {
	let timer: unknown;
	let failures = 0;
	let isKicked = false;
	let isStopped = false;
	let current: Promise<void> | null = null;

	const arm = (ms: number) => {
		parts.clearTimer(timer);
		if (!isStopped) timer = parts.setTimer(run, ms);
	};

	const run = () => {
		if (current || isStopped) return;
		parts.clearTimer(timer);
		isKicked = false;
		parts.onState({ running: true });
		current = parts
			.cycle()
			.then(
				(end) => {
					failures = end.problem ? failures + 1 : 0;
					parts.onState({ running: false, end });
				},
				(error: unknown) => {
					failures++;
					parts.onState({ running: false, error });
				}
			)
			.finally(() => {
				current = null;
				if (isKicked) arm(0);
				else arm(failures > 0 ? pauseAfter(failures, parts.random()) : parts.everyMs());
			});
	};

	arm(0);
	return {
		kick() {
			if (current) isKicked = true;
			else arm(0);
		},
		async stop() {
			isStopped = true;
			parts.clearTimer(timer);
			await current;
		}
	};
}
