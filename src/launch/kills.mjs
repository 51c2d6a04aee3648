import './require-node.mjs';
import util from 'node:util';
import { getBrowser } from './browser.mjs';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { root } from './run.mjs';
import { main, say, secondsSince, Trouble } from './say.mjs';

function readOptions() {
	try {
		const { values } = util.parseArgs({
			options: {
				browser: { type: 'string', default: '100' },
				server: { type: 'string', default: '50' }
			}
		});
		const counts = { browser: Number(values.browser), server: Number(values.server) };
		if (Object.values(counts).every((count) => Number.isSafeInteger(count) && count >= 0))
			return counts;
	} catch {
		// Told below, like a number that is none.
	}
	throw new Trouble(
		'用法：npm run kills [-- --browser 次数 --server 次数]。',
		'Usage: npm run kills [-- --browser N --server N].'
	);
}

await main(async () => {
	const counts = readOptions();
	await ensureInstalled();
	await ensureBuilt();
	process.env.LINLI_CHROMIUM = await getBrowser();
	const { createServer } = await import('vite');
	process.chdir(root); // where SvelteKit looks for its configuration
	const vite = await createServer({
		mode: 'production',
		logLevel: 'error',
		appType: 'custom',
		server: { middlewareMode: true, watch: null, hmr: false, ws: false }
	});
	const { killBrowsers } = await vite.ssrLoadModule('/tests/kills/browser.ts');
	const { killServers } = await vite.ssrLoadModule('/tests/kills/server.ts');
	let isWhole = true;
	for (const [what, kill, count] of [
		['server', killServers, counts.server],
		['browser', killBrowsers, counts.browser]
	]) {
		if (count === 0) continue;
		say(`正在强行结束 ${what} ${count} 次…`, `Killing the ${what} ${count} times …`);
		const since = Date.now();
		const { acknowledged, missing } = await kill(count);
		for (const words of missing.slice(0, 20)) process.stdout.write(`✗ ${words}\n`);
		process.stdout.write(
			`${what}: ${count} kills, ${acknowledged} visits acknowledged, ${missing.length} missing, ${secondsSince(since)}\n`
		);
		if (missing.length > 0) isWhole = false;
	}
	await vite.close();
	process.exit(isWhole ? 0 : 1);
});
