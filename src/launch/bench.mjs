import './require-node.mjs';
import { readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import util from 'node:util';
import { getBrowser } from './browser.mjs';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { root } from './run.mjs';
import { main, say, secondsSince, Trouble } from './say.mjs';

function readOptions() {
	try {
		return util.parseArgs({ options: { json: { type: 'string' }, only: { type: 'string' } } })
			.values;
	} catch {
		throw new Trouble(
			'用法：npm run bench [-- --json 文件] [--only 名称]。',
			'Usage: npm run bench [-- --json FILE] [--only NAME].'
		);
	}
}

function* benches(folder) {
	for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
		const path = `${folder}/${entry.name}`;
		if (entry.isDirectory()) yield* benches(path);
		else if (entry.name.endsWith('.bench.ts')) yield path;
	}
}

const number = (value) =>
	typeof value !== 'number'
		? String(value ?? '–')
		: Math.abs(value) >= 100
			? value.toFixed(0)
			: String(Number(value.toPrecision(3)));

/** Rows of text as an aligned table; figures to the right. Chinese characters are two columns wide. */
function table(rows) {
	const width = (text) => [...text].reduce((sum, char) => sum + (char > '\u2e7f' ? 2 : 1), 0);
	const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => width(row[column]))));
	const cell = (text, column) => {
		const space = ' '.repeat(widths[column] - width(text));
		return column === 0 ? text + space : space + text;
	};
	return rows.map((row) => row.map(cell).join('  ').trimEnd() + '\n').join('');
}

const heading = ['name', 'value', 'unit', 'against', 'ratio', 'goal', 'met'];
const rowOf = (one) => [
	one.name,
	number(one.value),
	one.unit,
	number(one.against),
	number(one.ratio),
	number(one.goal),
	one.met === undefined || one.met === null ? '–' : one.met ? 'yes' : 'NO'
];

/** Runs the benches one after another in Vite's module runner, so that they import the product's own TypeScript. */
async function measure(files) {
	const { createServer } = await import('vite');
	process.chdir(root); // where SvelteKit looks for its configuration
	const vite = await createServer({
		mode: 'production',
		logLevel: 'error',
		appType: 'custom',
		server: { middlewareMode: true, watch: null, hmr: false, ws: false }
	});
	const measures = [];
	let crashed = 0;
	try {
		for (const file of files) {
			const since = Date.now();
			try {
				const { run } = await vite.ssrLoadModule(`/${file}`);
				measures.push(...(await run()));
				process.stdout.write(`✓ ${file}, ${secondsSince(since)}\n`);
			} catch (error) {
				crashed += 1;
				process.stdout.write(`✗ ${file}, ${secondsSince(since)}\n${error.stack}\n`);
			}
		}
	} finally {
		await vite.close();
	}
	return { measures, crashed };
}

await main(async () => {
	const { json, only } = readOptions();
	const report = json && resolve(json);
	await ensureInstalled();
	const files = [...benches('tests/bench')].sort().filter((file) => !only || file.includes(only));
	if (files.length === 0)
		throw new Trouble(`没有名称含 ${only} 的测量。`, `No benchmark is called ${only}.`);
	await ensureBuilt();
	process.env.LINLI_CHROMIUM = await getBrowser();
	say('正在测量，请不要同时使用这台机器…', 'Measuring; leave the machine alone meanwhile …');
	const { measures, crashed } = await measure(files);
	process.stdout.write(`\n${table([heading, ...measures.map(rowOf)])}`);
	if (report) writeFileSync(report, `${JSON.stringify(measures, null, '\t')}\n`);
	// A goal that was missed is a figure, not a failure; a benchmark that broke is one.
	process.exit(crashed === 0 ? 0 : 1);
});
