import { defineConfig, type ReporterDescription } from '@playwright/test';
import { findBrowser } from './src/launch/browser.mjs';

const executablePath = await findBrowser();
const report = process.env.LINLI_E2E_JSON;
const reporter: ReporterDescription[] = [['list']];
if (report) reporter.push(['json', { outputFile: report }]);

const quiet = [
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-default-apps',
	'--disable-sync',
	'--no-first-run',
	'--force-color-profile=srgb'
];

export default defineConfig({
	testDir: 'tests/e2e',
	outputDir: 'test-results',
	// Each test starts servers and browsers of its own and kills them: on a disk, side by side, they would only wait for it.
	workers: 1,
	retries: 0,
	forbidOnly: true,
	timeout: 120_000,
	expect: { timeout: 15_000 },
	// The same pictures for every machine: what is drawn does not depend on it.
	snapshotPathTemplate: '{testDir}/paper-pictures/{arg}{ext}',
	reporter,
	use: {
		locale: 'zh-CN',
		timezoneId: 'Asia/Shanghai',
		// A trace takes a picture of the page at every step, which doubles how long a long list takes: on request only.
		trace: process.env.LINLI_TRACE ? 'retain-on-failure' : 'off',
		screenshot: 'only-on-failure',
		actionTimeout: 20_000,
		navigationTimeout: 60_000,
		launchOptions: {
			...(executablePath ? { executablePath } : {}),
			// Chromium refuses its sandbox to root, which is what containers run as.
			args: [...quiet, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])]
		}
	},
	projects: [
		{
			name: 'phone',
			use: {
				viewport: { width: 390, height: 844 },
				// A phone's nine dots for each of the page's are for those who look at the pictures.
				deviceScaleFactor: process.env.LINLI_PICTURES ? 3 : 1,
				hasTouch: true,
				isMobile: true
			}
		}
	]
});
