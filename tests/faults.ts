import { afterEach, test, vi } from 'vitest';

// Faults planted in the real code, to show that a proof would find them.

type Fn = (...args: never[]) => unknown;
type Real = Record<string, Fn>;

/** A fault, and what each module exports instead, made from what it really exports. */
export interface Planted {
	name: string;
	plants: Record<string, (real: Real) => Record<string, unknown>>;
}

/** A counter that says yes every so many times. */
export const everyNth = (n: number): (() => boolean) => {
	let count = 0;
	return () => ++count % n === 0;
};

/**
 * A test for each fault, with the fault in place. What `prove` looks at must be imported within it, or it is the code as
 * it was. `timeout`: ms for one fault.
 */
export function withEach<F extends Planted>(
	faults: readonly F[],
	prove: (fault: F) => Promise<void>,
	timeout: number
): void {
	let planted: string[] = [];
	afterEach(() => {
		for (const path of planted) vi.doUnmock(path);
		planted = [];
		vi.resetModules();
	});

	test.each(faults.map((fault) => [fault.name, fault] as const))(
		'%s',
		async (_name, fault) => {
			vi.resetModules();
			for (const [path, make] of Object.entries(fault.plants)) {
				planted.push(path);
				vi.doMock(path, async (original) => {
					const real = (await original()) as Real;
					return { ...real, ...make(real) };
				});
			}
			await prove(fault);
		},
		timeout
	);
}
