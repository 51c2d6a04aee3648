import { expect, test, type Page } from '@playwright/test';
import { startServerProcess, type ServerProcess } from '../bench/server-process';
import type { Booking } from '../../src/lib/domain/booking/schema';
import { appointLeader, bodies, collections, deskOf, doorsSheet, openCampaign } from './campaign';
import { allSent, readyOffline } from './people';
import { look, paper } from './pictures';
import { admin, appoint, join, setUpTown } from './town';

// Story 2: security doors. 34 households of building 86 pay in one evening; in building 26 two are missing.

let server: ServerProcess;

test.beforeAll(async () => {
	server = await startServerProcess('nothing');
});
test.afterAll(() => server?.end());

/** Someone at a phone of their own, with everything on it that they need without signal. */
async function phoneOf(page: Page, link: string, name: string): Promise<void> {
	await join(page, link, name, `${admin.password}${name}`);
	await readyOffline(page);
}

const listOf = async (page: Page, place: RegExp) => {
	await page.goto(`${server.url}/fees`);
	await page.getByRole('link', { name: place }).click();
	await expect(page.getByRole('gridcell').first()).toBeVisible();
};

const cell = (page: Page, door: string) => page.locator(`[data-key="${door}"]`);
const sheet = (page: Page) => page.getByRole('dialog');

/** Notes cash that somebody gives freely. */
async function give(page: Page, yuan: string): Promise<void> {
	await page.goto(`${server.url}/fees`);
	await page.getByRole('button', { name: '记一笔捐款' }).first().click();
	await sheet(page).getByLabel('收多少（元）').fill(yuan);
	await sheet(page).getByRole('button', { name: /^收/ }).click();
	await expect(
		sheet(page)
			.getByText(/人民币/)
			.first()
	).toBeVisible();
}

/** Draws a signature with a finger. */
async function sign(page: Page): Promise<void> {
	const field = page.locator('[data-signature]');
	// Into the middle: the buttons at the foot cover what is at the edge.
	await field.evaluate((one) => one.scrollIntoView({ block: 'center' }));
	const box = (await field.boundingBox())!;
	await page.mouse.move(box.x + 40, box.y + 40);
	await page.mouse.down();
	await page.mouse.move(box.x + 120, box.y + 70, { steps: 5 });
	await page.mouse.move(box.x + 160, box.y + 30, { steps: 5 });
	await page.mouse.up();
}

test('34 doors in one evening without signal, and two that are missing', async ({
	page,
	browser
}) => {
	test.setTimeout(600_000);
	const size = { viewport: { width: 390, height: 844 }, locale: 'zh-CN' };
	await setUpTown(page, server, doorsSheet());
	const officeLink = await appoint(page, server, '社区甲', '社区工作人员');
	const leaderLink = await appointLeader(page, server, '单元长甲');
	const workerLink = await appoint(page, server, '网格员乙', '网格员');

	const [officeSide, leaderSide, workerSide] = await Promise.all(
		[1, 2, 3].map(() => browser.newContext(size))
	);
	const office = await officeSide!.newPage();
	await join(office, officeLink, '社区甲', `${admin.password}社`, /me\/factor/);
	const desk = await deskOf(office, server.url);
	// Before that, a page that is loaded anew is locked.
	await readyOffline(office);
	await office.goto(`${server.url}/office/money`);
	await expect(office.getByText('还没有筹资项目')).toBeVisible();
	await look(office, 'money-empty');
	await openCampaign(desk);

	const leader = await leaderSide!.newPage();
	const worker = await workerSide!.newPage();
	await phoneOf(leader, leaderLink, '单元长甲');
	await phoneOf(worker, workerLink, '网格员乙');
	await leader.goto(`${server.url}/fees`);
	await expect(leader.getByRole('link', { name: /86号楼/ })).toBeVisible();
	await look(leader, 'fees-home');
	await listOf(leader, /86号楼/);
	await look(leader, 'fees-board');
	await listOf(worker, /86号楼/);
	await leaderSide!.setOffline(true);
	await workerSide!.setOffline(true);

	await test.step('every door takes at most three taps, and gives a slip at once', async () => {
		const doors = await leader
			.getByRole('gridcell')
			.evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset.key!));
		expect(doors).toHaveLength(34);
		let taps = 1;
		await cell(leader, '101').click();
		await look(leader, 'fees-take');
		for (let i = 0; i < doors.length; i++) {
			await sheet(leader).getByRole('button', { name: '收 ¥300.00' }).click();
			taps++;
			await expect(sheet(leader).getByText('人民币叁佰元整')).toBeVisible();
			if (i === 0) await look(leader, 'fees-taken');
			expect(taps, `taps for door ${i + 1}`).toBeLessThanOrEqual(3);
			taps = 0;
			if (i === doors.length - 1) break;
			await sheet(leader)
				.getByRole('button', { name: /^下一户/ })
				.click();
			taps++;
			await expect(sheet(leader).getByRole('button', { name: '收 ¥300.00' })).toBeVisible();
		}
		await sheet(leader).getByRole('button', { name: '这一单元都问过了' }).click();
		await expect(leader.getByText('已收 ¥10,200.00 / 应收 ¥10,200.00')).toBeVisible();
		await expect(leader.getByText('34/34')).toBeVisible();
		await expect(leader.getByText('手上现金 ¥10,200.00')).toBeVisible();
		await expect(leader.locator('[role=gridcell].done')).toHaveCount(34);
		await look(leader, 'fees-all-done');
	});

	await test.step('somebody else takes the same share, also without signal', async () => {
		await cell(worker, '101').click();
		await sheet(worker).getByRole('button', { name: '收 ¥300.00' }).click();
		await expect(sheet(worker).getByText('人民币叁佰元整')).toBeVisible();
		await sheet(worker).getByRole('button', { name: '关闭' }).click();
		await expect(cell(worker, '101')).toHaveClass(/done/);
	});

	await test.step('with signal the office has 34 bookings, and their numbers are final', async () => {
		await leaderSide!.setOffline(false);
		await allSent(leader);
		expect(await collections(desk)).toHaveLength(34);
		await cell(leader, '101').click();
		await sheet(leader)
			.getByRole('link', { name: /¥300.00/ })
			.click();
		await expect(leader.getByText(/开出时的临时编号/)).toBeVisible();
		await look(leader, 'slip');
		// Nobody is there to answer the browser's own window.
		await leader.evaluate(() => (window.print = () => undefined));
		await leader.getByRole('button', { name: '打印（A4 纸）' }).click();
		await paper(leader, 'slip-a4');
		await leader.getByRole('button', { name: '打印（58' }).click();
		await paper(leader, 'slip-58');
	});

	await test.step('both payments are kept, the door says so, and one goes back', async () => {
		await workerSide!.setOffline(false);
		await allSent(worker);
		expect(await collections(desk)).toHaveLength(35);
		await expect(cell(worker, '101')).toHaveClass(/over/, { timeout: 60_000 });
		await cell(worker, '101').click();
		await expect(sheet(worker).getByText(/多收了 ¥300.00/)).toBeVisible();
		await look(worker, 'fees-over');
		await expect(sheet(worker).getByRole('link', { name: /¥300.00/ })).toHaveCount(2);
		await sheet(worker)
			.getByRole('link', { name: /网格员乙/ })
			.click();
		await worker.getByRole('button', { name: '退款' }).click();
		await look(worker, 'fees-refund');
		await sheet(worker).getByRole('button', { name: '退 ¥300.00' }).click();
		await expect(sheet(worker)).toHaveCount(0);
		await expect(worker.getByText(/退 ¥300.00/).first()).toBeVisible();
		await listOf(worker, /86号楼/);
		await expect(cell(worker, '101')).toHaveClass(/done/);
	});

	await test.step('a refusal turns into a payment the next day', async () => {
		await listOf(worker, /26号楼/);
		await cell(worker, '101').click();
		await sheet(worker).getByRole('button', { name: '不愿交' }).click();
		await expect(cell(worker, '101')).toHaveClass(/flagged/);
		await cell(worker, '102').click();
		await sheet(worker).getByRole('button', { name: '答应某天交' }).click();
		await look(worker, 'fees-promise');
		await sheet(worker).getByRole('button', { name: /^明天/ }).click();
		await expect(cell(worker, '102')).toHaveClass(/postponed/);
		await worker.reload();
		for (const door of ['101', '102']) {
			await cell(worker, door).click();
			await sheet(worker).getByRole('button', { name: '收 ¥300.00' }).click();
			await expect(sheet(worker).getByText('人民币叁佰元整')).toBeVisible();
			await sheet(worker).getByRole('button', { name: '关闭' }).click();
			await expect(cell(worker, door)).toHaveClass(/done/);
		}
		await allSent(worker);
		expect(await collections(desk)).toHaveLength(37);
	});

	await test.step('the leader hands the cash over, and it is the leader’s until the other confirms', async () => {
		await leader.goto(`${server.url}/fees/hand-over`);
		await look(leader, 'give-empty');
		await leader.getByRole('textbox', { name: '100 元 的张数' }).fill('102');
		await expect(leader.getByText('数目对得上。')).toBeVisible();
		await look(leader, 'give-count');
		await leader.getByRole('button', { name: '下一步' }).click();
		await look(leader, 'give-whom');
		await leader.getByRole('radio', { name: /网格员乙/ }).click();
		await leader.getByRole('button', { name: '下一步' }).click();
		await look(leader, 'give-check');
		await leader.getByRole('button', { name: '对方用自己的手机确认' }).click();
		await expect(leader.getByText('等对方确认').first()).toBeVisible();
		await look(leader, 'given');
		await paper(leader, 'given');
		await allSent(leader);
		await leader.goto(`${server.url}/fees`);
		await expect(leader.getByText('手上现金 ¥10,200.00')).toBeVisible();
		await worker.goto(`${server.url}/fees/receive`);
		const take = worker.getByRole('button', { name: '确认收到 ¥10,200.00' });
		await expect(take).toBeVisible({ timeout: 60_000 });
		await look(worker, 'receive');
		await take.click();
		await expect(worker.getByText('现在没有等您确认的交款。')).toBeVisible();
		await look(worker, 'receive-empty');
		await allSent(worker);
		await expect(leader.getByText('手上现金 ¥0.00')).toBeVisible({ timeout: 60_000 });
		await worker.goto(`${server.url}/fees`);
		await expect(worker.getByText('手上现金 ¥10,800.00')).toBeVisible();
	});

	await test.step('without signal both confirm on one phone: whoever takes the cash signs with a finger', async () => {
		await leaderSide!.setOffline(true);
		await give(leader, '50');
		await leader.goto(`${server.url}/fees/hand-over`);
		await leader.getByRole('textbox', { name: '50 元 的张数' }).fill('1');
		await leader.getByRole('button', { name: '下一步' }).click();
		await leader.getByRole('radio', { name: /网格员乙/ }).click();
		await leader.getByRole('button', { name: '下一步' }).click();
		await leader.getByRole('button', { name: '请网格员乙在这里签收' }).click();
		await look(leader, 'give-sign');
		const done = leader.getByRole('button', { name: '双方确认，交接 ¥50.00' });
		await done.click();
		await expect(leader.getByText('还没有签名。')).toBeVisible();
		await sign(leader);
		await expect(leader.getByText('已签名。')).toBeVisible();
		await expect(leader.getByText('还没有签名。')).toHaveCount(0);
		await look(leader, 'give-signed');
		await done.click();
		await expect(leader.getByText(/网格员乙 在这部手机上签名，收到 ¥50.00/)).toBeVisible();
		await look(leader, 'given-signed');
		await paper(leader, 'given-signed');
		await leader.goto(`${server.url}/fees`);
		await expect(leader.getByText('手上现金 ¥0.00')).toBeVisible();
		await leaderSide!.setOffline(false);
		await allSent(leader);
		await expect(worker.getByText('手上现金 ¥10,850.00')).toBeVisible({ timeout: 60_000 });
		await worker.getByRole('link', { name: '单元长甲' }).click();
		await expect(worker.getByText('您在别人手机上签收的')).toBeVisible();
		await look(worker, 'receive-signed');
		await worker.getByRole('button', { name: '没错，收到了' }).click();
		await expect(worker.getByText('您在别人手机上签收的')).toHaveCount(0);
		await allSent(worker);
		await worker.goto(`${server.url}/fees`);
		await expect(worker.getByText('手上现金 ¥10,850.00')).toBeVisible();
	});

	await test.step('a gift has a slip of its own, and all the cash goes to the account', async () => {
		await worker.getByRole('button', { name: '记一笔捐款' }).first().click();
		await sheet(worker).getByLabel('收多少（元）').fill('0.001');
		await sheet(worker).getByRole('button', { name: /^收/ }).click();
		await expect(sheet(worker).getByText(/最小到 1 分/)).toBeVisible();
		await sheet(worker).getByLabel('收多少（元）').fill('88.88');
		await look(worker, 'gift');
		await sheet(worker).getByRole('button', { name: '收 ¥88.88' }).click();
		await expect(sheet(worker).getByText('人民币捌拾捌元捌角捌分')).toBeVisible();
		await look(worker, 'gift-slip');
		await sheet(worker).getByRole('button', { name: '关闭' }).click();
		await expect(worker.getByText('手上现金 ¥10,938.88')).toBeVisible();
		await worker.getByRole('button', { name: '手上现金存进社区账户（¥10,938.88）' }).click();
		await look(worker, 'deposit');
		await sheet(worker).getByLabel('存了多少（元）').fill('20000');
		await sheet(worker).getByRole('button', { name: '已经存了，记下来' }).click();
		await expect(sheet(worker).getByText('最多 ¥10,938.88。')).toBeVisible();
		await sheet(worker).getByLabel('存了多少（元）').fill('10938.88');
		await sheet(worker).getByRole('button', { name: '已经存了，记下来' }).click();
		await expect(sheet(worker)).toHaveCount(0);
		await expect(worker.getByText('手上现金 ¥0.00')).toBeVisible();
		await allSent(worker);
		await desk.sync();
		const facts = (await bodies<Booking>(desk, 'booking')).map(({ fact }) => fact);
		expect(facts.filter(({ kind }) => kind === 'donation')).toMatchObject([
			{ fen: 5_000 },
			{ fen: 8_888 }
		]);
		expect(facts.filter(({ kind }) => kind === 'bankDeposit')).toMatchObject([{ fen: 1_093_888 }]);
	});
});
