import { expect, type Page } from '@playwright/test';
import { startServerProcess, type ServerProcess } from '../bench/server-process';
import { isForEverybody } from './desk';
import { id, openCampaign, type RawCampaign } from './fees-raw';
import { allSent, readyOffline, signInAs } from './people';
import { test } from './policy';

let server: ServerProcess;
let fees: RawCampaign;

test.beforeAll(async () => {
	test.setTimeout(480_000);
	server = await startServerProcess('demo');
	fees = await openCampaign(server.url, '86 号楼换防盗门');
});
test.afterAll(() => server?.end());

const open = async (page: Page, code: string) => {
	await page.goto(`${server.url}/r#${code}`);
	await expect(page.getByRole('heading', { name: '核对收据' })).toBeVisible();
};
const says = (page: Page, words: string | RegExp) =>
	expect(page.getByRole('status').getByRole('heading', { name: words })).toBeVisible();

/** Another letter somewhere in the middle. */
const altered = (code: string) =>
	code.slice(0, 50) + (code[50] === 'A' ? 'B' : 'A') + code.slice(51);

test('a receipt is valid for whoever scans it, without an account, until it is reversed', async ({
	page
}) => {
	const bookingId = await fees.collect(0, 30_000);
	const code = await fees.leader.slip({ bookingId, forId: fees.levyId, fen: 30_000 });
	const sent: string[] = [];
	page.on('request', (request) => sent.push(request.url()));
	await open(page, code);
	await says(page, '收据是真的，有效');
	await expect(page.getByText('¥300.00')).toBeVisible();
	await expect(page.getByText('86 号楼换防盗门')).toBeVisible();
	await isForEverybody(page);
	// What stands behind the # is in no address that is asked for.
	expect(sent.filter((url) => url.includes(code.slice(0, 20)))).toEqual([]);

	const undo = { id: id(), of: bookingId, refundId: null, why: '收错了' };
	await fees.leader.act(['fee.reverse', undo]);
	await page.getByRole('button', { name: '再查一次' }).click();
	await says(page, '这张收据已经作废');
});

test('what went back is said, and what has not arrived', async ({ page }) => {
	const bookingId = await fees.collect(1, 40_000);
	const refund = { id: id(), of: bookingId, fen: 10_000, from: 'cash' };
	await fees.leader.act(['fee.refund', refund]);
	await open(page, await fees.leader.slip({ bookingId, forId: fees.levyId, fen: 40_000 }));
	await says(page, '收据是真的，退过款');
	await expect(page.getByText('已退回 ¥100.00')).toBeVisible();

	// Another code on an open page: only what stands behind the # changes.
	const other = { bookingId: id(), forId: fees.levyId, fen: 40_000 };
	const waiting = await fees.leader.slip(other);
	await page.evaluate((code) => (location.hash = code), waiting);
	await says(page, '签名是真的，账上还没有');
});

test('a forged one is called so: an altered code, another amount for a known payment, rubbish', async ({
	page
}) => {
	const bookingId = await fees.collect(2, 30_000);
	const real = await fees.leader.slip({ bookingId, forId: fees.levyId, fen: 30_000 });
	await open(page, altered(real));
	await says(page, '这张收据是假的');
	await expect(page.getByText('¥')).toHaveCount(0);
	const more = await fees.leader.slip({ bookingId, forId: fees.levyId, fen: 3_000_000 });
	await page.evaluate((code) => (location.hash = code), more);
	await says(page, '这张收据是假的');
	await expect(page.getByText('¥')).toHaveCount(0);
	for (const rubbish of [real.slice(0, 100), '%E4%BB%8A', 'x'.repeat(5_000)]) {
		await page.evaluate((code) => (location.hash = code), rubbish);
		await says(page, '二维码不完整');
	}
	await page.evaluate(() => (location.hash = ''));
	await expect(page.getByText('请扫收据上的二维码')).toBeVisible();
	await isForEverybody(page);
});

test('another worker’s phone tells a real one from a forged one without signal', async ({
	page,
	context
}) => {
	test.setTimeout(240_000);
	const bookingId = await fees.collect(3, 30_000);
	const real = await fees.leader.slip({ bookingId, forId: fees.levyId, fen: 30_000 });
	const vouched = page.waitForResponse((one) => one.url().endsWith('/api/slips/certify'));
	await signInAs(page, server.url, 'gridWorker');
	await allSent(page, 90_000);
	await readyOffline(page);
	expect((await vouched).ok()).toBe(true);
	await context.setOffline(true);
	await open(page, real);
	await says(page, '签名是真的');
	await expect(page.getByText('¥300.00')).toBeVisible();
	await expect(page.getByText(/还查不到后来有没有作废/)).toBeVisible();
	await page.evaluate((code) => (location.hash = code), altered(real));
	await says(page, '这张收据是假的');
	await context.setOffline(false);
	await page.evaluate((code) => (location.hash = code), real);
	await says(page, '收据是真的，有效');
});
