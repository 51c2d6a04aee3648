// The launcher speaks before any package is installed, so its words cannot come from `src/lib/text`.
// Chinese first, English behind it, always on one line.

/**
 * Something the person is told in one line on stderr, without a stack. Exit code 2 for what they can mend at once
 * (an option, a port, a folder), 1 for a step that failed and has said why.
 */
export class Trouble extends Error {
	constructor(zh, en, exitCode = 2) {
		super(`${zh} ${en}`);
		this.exitCode = exitCode;
	}
}

/** One line for the person. */
export const say = (zh, en) => process.stdout.write(`${zh}  ${en}\n`);

/** Seconds since `since` (epoch ms), for people: `0.4 s`, `12 s`. */
export function secondsSince(since) {
	const seconds = (Date.now() - since) / 1000;
	return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
}

/** Runs a command to its end; a `Trouble` becomes its one line, anything else shows its stack. */
export async function main(command) {
	try {
		await command();
	} catch (error) {
		const isTrouble = error instanceof Trouble;
		process.stderr.write(`${isTrouble ? error.message : (error?.stack ?? error)}\n`);
		process.exit(isTrouble ? error.exitCode : 1);
	}
}
