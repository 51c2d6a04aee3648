import './require-node.mjs';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getBrowser } from './browser.mjs';
import { build } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { countPlaywright, countRun, countVitest } from './results.mjs';
import { runTool } from './run.mjs';
import { main, secondsSince } from './say.mjs';
import { checkSize } from './size.mjs';

const total = { passed: 0, failed: 0 };

/** Bytes that the tests' servers and browsers need at the same time, with room to spare. */
const scratchBytes = 6e9;

/**
 * Whether tests put servers and browsers that live for a minute in memory: where there is room for it, since a disk that is
 * asked to flush after every write is what they would mostly wait for. What is killed is a process and not the machine, so
 * that nothing is proven differently; `npm run kills` and `npm run bench` stay on the disk.
 */
function isMemoryRoomy() {
	try {
		const { bavail, bsize } = statfsSync('/dev/shm');
		return Math.min(bavail * bsize, process.availableMemory()) >= scratchBytes;
	} catch {
		// Not on this system.
		return false;
	}
}

const isInMemory = isMemoryRoomy();

/** One check that passes or fails as a whole; what it has to say is shown only when it fails. */
async function check(name, work) {
	const since = Date.now();
	let result;
	try {
		result = await work();
	} catch (error) {
		result = { ok: false, output: `${error.stack}\n` };
	}
	const ok = result.ok ?? result.code === 0;
	if (!ok) process.stdout.write(result.output);
	total[ok ? 'passed' : 'failed'] += 1;
	const note = result.summary ? ` (${result.summary})` : '';
	process.stdout.write(`${ok ? '✓' : '✗'} ${name}${note}, ${secondsSince(since)}\n`);
	return ok;
}

/** A runner with tests of its own: shown as it goes, counted from its JSON report. */
async function runner(name, tool, args, env, report, countReport) {
	const since = Date.now();
	const { code } = await runTool(tool, args, { show: true, env });
	let count;
	try {
		count = countReport(JSON.parse(readFileSync(report, 'utf8')));
	} catch (error) {
		process.stdout.write(`${name} left no report: ${error.message}\n`);
	}
	const { passed, failed } = countRun(code, count);
	total.passed += passed;
	total.failed += failed;
	const sign = failed === 0 ? '✓' : '✗';
	process.stdout.write(
		`${sign} ${name}: ${passed} passed, ${failed} failed, ${secondsSince(since)}\n`
	);
}

/** One after the other; what the first one answered. */
async function inTurn(first, ...rest) {
	const answer = await first();
	for (const work of rest) await work();
	return answer;
}

async function all(folder, browser) {
	// Writes the tsconfig that everything below extends.
	await check('svelte-kit sync', () => runTool('svelteKit', ['sync']));
	// Two at a time, since each of them is busy on one core. The build comes before the unit tests: some start what was built.
	const [isBuilt] = await Promise.all([
		inTurn(
			() => check('build', build),
			() => check('eslint', () => runTool('eslint', ['.']))
		),
		inTurn(
			() =>
				check('svelte-check', () =>
					runTool('svelteCheck', ['--tsconfig', './tsconfig.json', '--fail-on-warnings'])
				),
			() => check('prettier', () => runTool('prettier', ['--check', '--log-level', 'warn', '.'])),
			() => check('knip', () => runTool('knip', ['--no-progress']))
		)
	]);
	const unit = join(folder, 'vitest.json');
	await runner(
		'vitest',
		'vitest',
		['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${unit}`],
		{ TMPDIR: folder },
		unit,
		countVitest
	);
	if (!isBuilt) {
		// Without a build there is nothing to weigh and nothing to open: both have failed as well.
		total.failed += 2;
		process.stdout.write('✗ size and playwright: there is no build\n');
		return;
	}
	await check('size', checkSize);
	const e2e = join(folder, 'playwright.json');
	await runner(
		'playwright',
		'playwright',
		// Two at a time where they do not wait for the disk: most of the time each waits for a clock or a line.
		['test', `--workers=${isInMemory ? 2 : 1}`],
		{ LINLI_CHROMIUM: browser, LINLI_E2E_JSON: e2e, TMPDIR: folder },
		e2e,
		countPlaywright
	);
}

await main(async () => {
	await ensureInstalled();
	const browser = await getBrowser();
	const folder = mkdtempSync(join(isInMemory ? '/dev/shm' : tmpdir(), 'linli-test-'));
	// PostgreSQL runs as somebody else where everything here runs as root, and has to come through.
	chmodSync(folder, 0o711);
	try {
		await all(folder, browser);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
	process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
	process.exit(total.failed === 0 ? 0 : 1);
});
