import './require-node.mjs';
import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import util from 'node:util';
import { ensureInstalled } from './install.mjs';
import { root } from './run.mjs';
import { main, say, secondsSince, Trouble } from './say.mjs';

/** What worlds can have besides harm; see `tests/sim/chaos/run.ts`. */
const kinds = ['plain', 'mixed', 'asked', 'pictured', 'money', 'case', 'all'];

const wrong = () =>
	new Trouble(
		`用法：npm run sim -- --seeds 数量 [--from 起点] [--kind ${kinds.join('|')}]。`,
		`Usage: npm run sim -- --seeds N [--from S] [--kind ${kinds.join('|')}].`
	);

function readOptions() {
	let values;
	try {
		({ values } = util.parseArgs({
			options: {
				seeds: { type: 'string', default: '500' },
				from: { type: 'string', default: '1' },
				kind: { type: 'string', default: 'all' }
			}
		}));
	} catch {
		throw wrong();
	}
	const [seeds, from] = [Number(values.seeds), Number(values.from)];
	if (!Number.isSafeInteger(seeds) || seeds < 1 || !Number.isSafeInteger(from)) throw wrong();
	if (!kinds.includes(values.kind)) throw wrong();
	return { seeds, from, kind: values.kind };
}

/** Plays every `step`-th seed in this process and tells the parent of each. */
async function play({ from, to, step, kind }) {
	const { createServer } = await import('vite');
	process.chdir(root); // where SvelteKit looks for its configuration
	const vite = await createServer({
		mode: 'test',
		logLevel: 'error',
		appType: 'custom',
		server: { middlewareMode: true, watch: null, hmr: false, ws: false }
	});
	const { runSeed } = await vite.ssrLoadModule('/tests/sim/chaos/run.ts');
	for (let seed = from; seed < to; seed += step) {
		const told = await runSeed(seed, { kind }).then(
			({ counts }) => ({ counts }),
			(error) => ({ seed, words: error.message })
		);
		await new Promise((sent) => process.send(told, sent));
	}
	await vite.close();
	process.exit(0);
}

/** Shares the seeds out among the machine's cores and reports what came of them. */
async function conduct({ seeds, from, kind }) {
	const since = Date.now();
	const players = availableParallelism();
	const sums = {};
	const failed = [];
	let done = 0;
	say(`正在模拟 ${seeds} 个种子…`, `Simulating ${seeds} seeds …`);
	const ends = Array.from({ length: players }, (_, i) => {
		const child = fork(import.meta.filename, ['--part'], { stdio: 'inherit' });
		child.send({ from: from + i, to: from + seeds, step: players, kind });
		child.on('message', ({ counts = {}, seed, words }) => {
			done += 1;
			for (const [name, count] of Object.entries(counts)) sums[name] = (sums[name] ?? 0) + count;
			if (words) {
				failed.push(seed);
				process.stdout.write(`✗ ${words}\n\n`);
			}
			if (done % 500 === 0) process.stdout.write(`${done} / ${seeds}, ${secondsSince(since)}\n`);
		});
		return new Promise((end) => child.on('exit', end));
	});
	const codes = await Promise.all(ends);
	const list = Object.entries(sums).sort(([, a], [, b]) => b - a);
	process.stdout.write(`${list.map(([name, count]) => `${name} ${count}`).join(', ')}\n`);
	process.stdout.write(
		`${done - failed.length} seeds passed, ${failed.length} failed${
			failed.length > 0 ? `: ${failed.sort((a, b) => a - b).join(' ')}` : ''
		}, ${secondsSince(since)}\n`
	);
	process.exit(done === seeds && failed.length === 0 && codes.every((code) => code === 0) ? 0 : 1);
}

if (process.argv[2] === '--part') process.once('message', (part) => void play(part));
else
	await main(async () => {
		const options = readOptions();
		await ensureInstalled();
		await conduct(options);
	});
