import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from './run.mjs';

/** What a phone must fetch before 今日 works, in bytes after gzip. */
export const limitBytes = 90_000;
const route = '/(field)/today';
const generated = '.svelte-kit/generated/client-optimized';

/** The numbers of the nodes that a page needs: its layouts and itself; 0 and 1 are the root's and always loaded. */
export function nodesOf(page, app) {
	const escaped = page.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
	const found = new RegExp(`"${escaped}": \\[(~?-?\\d+)(?:,\\[([\\d,]*)\\])?`).exec(app);
	if (!found) throw new Error(`there is no page ${page} in the build`);
	const own = Number(found[1].replace('~', ''));
	// A page with server data is listed as its bitwise complement.
	const node = own < 0 ? ~own : own;
	return [0, 1, ...(found[2] ?? '').split(',').filter(Boolean).map(Number), node];
}

/** Follows static imports only: what is imported when it is needed does not delay the page. */
export function filesNeeded(manifest, entries) {
	const files = new Set();
	const seen = new Set();
	const visit = (key) => {
		if (seen.has(key)) return;
		seen.add(key);
		const chunk = manifest[key];
		if (!chunk) throw new Error(`the build's manifest lacks ${key}`);
		if (chunk.file.endsWith('.js')) files.add(chunk.file);
		chunk.imports?.forEach(visit);
	};
	entries.forEach(visit);
	return [...files];
}

/** The JavaScript that 今日 needs: its files and their sizes in bytes, plain and after gzip. */
export function measureToday() {
	const client = join(root, '.svelte-kit/output/client');
	const manifest = JSON.parse(readFileSync(join(client, '.vite/manifest.json'), 'utf8'));
	const app = readFileSync(join(root, generated, 'app.js'), 'utf8');
	const start = Object.keys(manifest).find((key) => key.endsWith('runtime/client/entry.js'));
	const entries = [
		start ?? 'runtime/client/entry.js',
		`${generated}/app.js`,
		...nodesOf(route, app).map((node) => `${generated}/nodes/${node}.js`)
	];
	const files = filesNeeded(manifest, entries).map((file) => {
		const content = readFileSync(join(client, file));
		return { file, bytes: content.length, gzip: gzipSync(content, { level: 9 }).length };
	});
	return { files, gzip: files.reduce((sum, { gzip }) => sum + gzip, 0) };
}

/** The size check of `npm test`: `{ok, output}`, with the files by weight in the output. */
export function checkSize() {
	const { files, gzip } = measureToday();
	const lines = files
		.sort((a, b) => b.gzip - a.gzip)
		.map(({ file, gzip }) => `${String(gzip).padStart(8)}  ${file}`);
	const sum = `JavaScript needed for 今日: ${(gzip / 1000).toFixed(1)} KB gzip, limit ${limitBytes / 1000} KB`;
	return { ok: gzip <= limitBytes, summary: sum, output: [...lines, sum].join('\n') + '\n' };
}

if (process.argv[1] && import.meta.filename === process.argv[1]) {
	const { ok, output } = checkSize();
	process.stdout.write(output);
	process.exit(ok ? 0 : 1);
}
