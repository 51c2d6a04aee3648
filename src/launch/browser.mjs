import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run, runTool } from './run.mjs';
import { say, Trouble } from './say.mjs';

const names = [
	'chromium',
	'chromium-browser',
	'google-chrome',
	'google-chrome-stable',
	'chrome',
	'microsoft-edge',
	'microsoft-edge-stable'
];
const macApps = ['Chromium', 'Google Chrome', 'Microsoft Edge'];
const windowsApps = [
	'Chromium\\Application\\chrome.exe',
	'Google\\Chrome\\Application\\chrome.exe',
	'Microsoft\\Edge\\Application\\msedge.exe'
];

function* candidates() {
	if (process.platform === 'darwin')
		for (const app of macApps) yield `/Applications/${app}.app/Contents/MacOS/${app}`;
	if (process.platform === 'win32') {
		const { PROGRAMFILES, 'PROGRAMFILES(X86)': x86, LOCALAPPDATA } = process.env;
		for (const folder of [PROGRAMFILES, x86, LOCALAPPDATA])
			if (folder) for (const app of windowsApps) yield join(folder, app);
		return;
	}
	const folders = (process.env.PATH ?? '').split(delimiter);
	for (const name of names)
		for (const folder of [...folders, '/usr/bin', '/usr/local/bin', '/snap/bin'])
			if (folder) yield join(folder, name);
}

/** Ubuntu's `chromium-browser` can be a note that says to install a snap: only what runs counts. */
const runs = (file) =>
	process.platform === 'win32' ||
	spawnSync(file, ['--version'], { timeout: 20_000, stdio: 'ignore' }).status === 0;

async function playwrightsOwn() {
	const { chromium } = await import('@playwright/test');
	return chromium.executablePath();
}

/** The path of a browser that is there already: `LINLI_CHROMIUM`, Playwright's own, an installed one, or undefined. */
export async function findBrowser() {
	const named = process.env.LINLI_CHROMIUM;
	if (named) {
		if (existsSync(named)) return named;
		throw new Trouble(
			`LINLI_CHROMIUM 指的 ${named} 不存在。`,
			`LINLI_CHROMIUM names ${named}, which does not exist.`
		);
	}
	const own = await playwrightsOwn();
	if (own && existsSync(own)) return own;
	for (const file of candidates()) if (existsSync(file) && runs(file)) return file;
	return undefined;
}

async function installDebians() {
	const isRootOnDebian = process.getuid?.() === 0 && existsSync('/etc/debian_version');
	if (!isRootOnDebian || !existsSync('/usr/bin/apt-get')) return;
	say('正在安装浏览器（Debian 的 chromium）…', "Installing a browser (Debian's chromium) …");
	const env = { DEBIAN_FRONTEND: 'noninteractive' };
	// A fresh image has no package lists; where they cannot be fetched, old ones may still do.
	await run('apt-get', ['update', '-q'], { env });
	const packages = ['chromium', 'fonts-noto-cjk'];
	await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], { env });
}

async function downloadPlaywrights() {
	say('正在下载浏览器（Playwright）…', 'Downloading a browser (Playwright) …');
	await runTool('playwright', ['install', 'chromium']);
}

/** The path of a browser, installed now if there was none. Throws a `Trouble` when none can be had. */
export async function getBrowser() {
	for (const provide of [undefined, installDebians, downloadPlaywrights]) {
		await provide?.();
		const found = await findBrowser();
		if (found) return found;
	}
	throw new Trouble(
		'没有可用的浏览器：请安装 Chromium、Chrome 或 Edge，或用 LINLI_CHROMIUM 写明路径。',
		'There is no browser: install Chromium, Chrome or Edge, or name one in LINLI_CHROMIUM.'
	);
}
