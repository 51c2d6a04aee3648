// Longer than 300 lines: it is one story, from the first draft to the last question about its accounts.
import { expect, test, type Page } from '@playwright/test';
import type { Area } from '../../src/lib/domain/area/schema';
import type { Appointment } from '../../src/lib/domain/appointment/schema';
import type { Levy } from '../../src/lib/domain/levy/schema';
import { startServerProcess, type ServerProcess } from '../bench/server-process';
import { online, openDesk } from './desk';
import { allSent, demoPeople } from './people';
import { look, paper } from './pictures';
import { freshId, RawPerson } from './raw-person';

let server: ServerProcess;

test.beforeAll(async () => {
	test.setTimeout(480_000);
	server = await startServerProcess('demo');
});
test.afterAll(() => server?.end());

const next = (page: Page, name: string) =>
	page.getByRole('button', { name: `下一步：${name}`, exact: true }).click();

test('residents, works and the water company pay for a pipe: drafted, voted, collected, paid by two approvals, closed at zero', async ({
	browser
}) => {
	test.setTimeout(600_000);
	const people = await demoPeople(server.url);
	const officer = people.find(({ role }) => role === 'office')!;
	const leader = await new RawPerson(
		server.url,
		people.find(({ role }) => role === 'unitLeader')!.personId
	).signIn();
	const first = await new RawPerson(server.url, officer.personId).signIn();
	const posts = (await first.rows('appointment')).map(({ body }) => body as Appointment);
	const area = posts.find(({ personId }) => personId === officer.personId)!.areaId;
	const others = await Promise.all(
		posts
			.filter((one) => one.role === 'office' && one.areaId === area && one.to === null)
			.filter(({ personId }) => personId !== officer.personId)
			.slice(0, 2)
			.map(({ personId }) => new RawPerson(server.url, personId).signIn())
	);
	expect(others).toHaveLength(2);

	const places = (await first.rows('area')).map(({ body }) => body as Area);
	const own = posts.find(({ personId, to }) => personId === leader.personId && to === null)!;
	const path = places.find(({ id }) => id === own.areaId)!.path;
	const [grid, building, unit] = path
		.slice(-3)
		.map((step) => places.find(({ id }) => id === step)!.name);
	const desk = await openDesk(browser, server.url);
	const { page } = desk;
	let households = 0;

	await test.step('the list of campaigns, one of them half collected, leads to a new one', async () => {
		await page.getByRole('link', { name: '筹资账目' }).click();
		await page.getByRole('link', { name: /更换单元防盗门/ }).click();
		await expect(page.getByRole('button', { name: /^社区账户/ })).toBeVisible();
		await expect(page.getByRole('heading', { name: '按单元' })).toBeVisible();
		await look(page, 'money-half');
		await page.goBack();
		await look(page, 'money-list');
		await page.getByRole('link', { name: '新的筹资项目' }).click();
	});

	await test.step('what is done, and for whom', async () => {
		await next(page, '哪些户');
		await expect(page.getByText('请写项目名称。')).toBeVisible();
		await page.getByLabel('项目名称').fill('一号楼一单元更换锈蚀的地下自来水管');
		await page.getByLabel('办什么事，为什么').fill('清早停水，地下的铁管锈穿了。');
		await look(page, 'money-what');
		await next(page, '哪些户');
		await page
			.locator('summary')
			.filter({ has: page.getByText(grid!, { exact: true }) })
			.click();
		const chips = page.getByRole('group', { name: building!, exact: true }).first();
		await chips.getByRole('checkbox', { name: unit!, exact: true }).click();
		const said = page.getByText(/底册里有 \d+ 户/);
		await expect(said).toContainText(/有 [1-9]\d* 户/);
		households = Number(/(\d+) 户/.exec(await said.innerText())![1]);
		await page.getByLabel('从表格粘贴').fill(Array<string>(households).fill('88.5').join('\n'));
		await page.getByRole('button', { name: '填进去' }).click();
		await expect(page.getByText(`已填 ${households} / ${households} 户`)).toBeVisible();
		await look(page, 'money-who');
		await next(page, '怎么分摊');
	});

	await test.step('the cost is shared so that it adds up, and a fault is said in words', async () => {
		await expect(page.getByText('先写总共要花多少钱。')).toBeVisible();
		await page.getByRole('button', { name: '加一个来源' }).click();
		await page.getByLabel('谁出').selectOption({ label: '施工或供水单位' });
		await page.getByLabel('名称（可不填）').fill('清泉自来水公司');
		await page.getByLabel('金额（元）').fill('500');
		await page.getByLabel('总费用（元）').fill('400');
		await expect(page.getByText(/其他来源出的钱够了/)).toBeVisible();
		await page.getByLabel('总费用（元）').fill(String(households * 200 + 500));
		await expect(page.getByText(/住户 .* \+ 其他来源 500.00 元 = 总费用/)).toBeVisible();
		await expect(page.getByText('200.00 元', { exact: true })).toHaveCount(households);
		await look(page, 'money-how');
		await next(page, '比价');
	});

	await test.step('three offers, and one of them is taken', async () => {
		for (const [i, supplier] of ['清泉自来水公司', '安居工程队', '通达管道'].entries()) {
			await page.getByRole('button', { name: '加一份报价' }).click();
			const card = page.getByRole('region', { name: `报价 ${i + 1}` });
			await card.getByLabel('单位').fill(supplier);
			await card.getByLabel('金额（元）').fill(String(households * 200 + 500 + i * 1000));
			if (i === 0) {
				const buffer = await page.screenshot({ type: 'jpeg' });
				const file = { name: 'offer.jpg', mimeType: 'image/jpeg', buffer };
				await card.locator('input[type=file]').first().setInputFiles(file);
				await expect(card.getByRole('img')).toHaveCount(1);
			}
		}
		await page.getByLabel('选定哪一家').selectOption({ index: 1 });
		await look(page, 'money-offers');
		await next(page, '表决');
	});

	await test.step('the vote is counted by both tests', async () => {
		await page.getByLabel('这件事要怎么决定').selectOption({ label: '其他共同决定的事' });
		await expect(page.getByText('表决还没有通过。')).toBeVisible();
		await page.getByRole('button', { name: '全部记为同意' }).click();
		await page.locator('select').nth(1).selectOption({ label: '反对' });
		await expect(page.getByText('表决通过。')).toBeVisible();
		const need = Math.ceil((households * 2) / 3);
		await expect(
			page.getByText(`需要 ≥ ${need} 户，现在 ${households} 户（共 ${households} 户）`)
		).toBeVisible();
		await look(page, 'money-vote');
		await next(page, '核对');
	});

	await test.step('a page that is loaded anew has all of it; then the campaign is opened', async () => {
		await expect(page.getByText('开始收款前，请核对')).toBeVisible();
		await page.reload();
		await expect(page.getByText('开始收款前，请核对')).toBeVisible();
		await expect(page.getByText('清泉自来水公司').first()).toBeVisible();
		await look(page, 'money-check');
		await page.getByRole('button', { name: '核对好了，开始收款' }).click();
		await expect(page.getByRole('heading', { name: '现在的账' })).toBeVisible();
		await allSent(page, 90_000);
		await look(page, 'money-open');
	});

	const id = new URL(page.url()).pathname.split('/')[3]!;
	const due = households * 20_000;
	const lists = (await leader.rows('levy')).map(({ body }) => body as Levy);
	const levy = lists.find(({ campaignId }) => campaignId === id);

	await test.step('the unit leader collects at the doors and gives the cash on', async () => {
		expect(levy!.shares.map(({ fen }) => fen)).toEqual(Array(households).fill(20_000));
		const taken = levy!.shares.map(({ householdId }) => ({ id: freshId(), householdId }));
		const paid = { fen: 20_000, method: 'cash', reference: null, into: 'collector' };
		await leader.act(
			...taken.map((one) => ({ name: 'fee.collect', args: { ...one, levyId: levy!.id, paid } }))
		);
		const giving = {
			...{ id: freshId(), campaignId: id, areaId: levy!.unitId, to: officer.personId },
			...{ covers: taken.map((one) => one.id), expectedFen: due },
			notes: { '10000': due / 10_000 }
		};
		await leader.act({ name: 'fee.handOver', args: giving });
		await online(page);
		const take = page.getByRole('button', { name: /点清了，收下/ });
		await expect(take).toBeVisible({ timeout: 90_000 });
		await expect(page.getByText('还在等别人确认', { exact: true })).toHaveCount(0);
		await look(page, 'money-waiting');
		await take.click();
		await expect(take).toHaveCount(0);
	});

	const yuan = (fen: number) => `${(fen / 100).toLocaleString('en-US')}.00 元`;
	const enter = async (button: string, save: RegExp) => {
		await page.getByRole('button', { name: button, exact: true }).click();
		await page.getByRole('dialog').getByRole('button', { name: save }).click();
		await expect(page.getByRole('dialog')).toHaveCount(0);
	};
	await test.step('the cash goes to the account, the water company pays its part, the works are paid', async () => {
		await enter('缴存到社区账户', /^缴存/);
		// In two parts, which the bank has in one sum.
		await page.getByRole('button', { name: '其他来源到账', exact: true }).click();
		await page.getByRole('dialog').getByLabel('金额（元）').fill('200');
		await page.getByRole('dialog').getByRole('button', { name: /到账$/ }).click();
		await expect(page.getByRole('dialog')).toHaveCount(0);
		await page.getByRole('button', { name: '其他来源到账', exact: true }).click();
		await page.getByRole('dialog').getByLabel('金额（元）').fill('300');
		await page.getByRole('dialog').getByRole('button', { name: /到账$/ }).click();
		await expect(page.getByRole('dialog')).toHaveCount(0);
		await page.getByRole('button', { name: '付给施工单位', exact: true }).click();
		const pay = page.getByRole('dialog');
		await pay.getByRole('button', { name: /^记一笔付款/ }).click();
		await expect(pay.getByText('请把发票拍下来')).toBeVisible();
		const invoice = await page.screenshot({ type: 'jpeg' });
		const file = { name: 'invoice.jpg', mimeType: 'image/jpeg', buffer: invoice };
		await pay.locator('input[type=file]').last().setInputFiles(file);
		await expect(pay.getByRole('img', { name: '照片 1 / 1' })).toBeVisible();
		await pay.getByRole('button', { name: /^记一笔付款/ }).click();
		await expect(pay).toHaveCount(0);
		await expect(page.getByRole('button', { name: /^放大看照片/ }).first()).toBeVisible();
		await expect(page.getByText('这一笔是您记的，要由两位同事来批。')).toBeVisible();
		await expect(page.getByText('还不能结清：')).toBeVisible();
		await look(page, 'money-payment');
		const community = page.getByRole('button', { name: /^社区账户/ });
		await expect(community).toContainText(yuan(due + 50_000));
		await community.click();
		await expect(page.getByRole('dialog').getByText('不计入的')).toBeVisible();
		await expect(page.getByRole('dialog').getByText(/还在等别人确认/)).toBeVisible();
		await look(page, 'money-explained');
		await page.keyboard.press('Escape');
		await allSent(page, 90_000);
	});

	await test.step('two colleagues approve, and only then the money has gone', async () => {
		for (const other of others) {
			const bookings = (await other.rows('booking')).map(
				({ body }) => body as { id: string; fact: { kind: string } }
			);
			const payment = bookings.find(({ fact }) => fact.kind === 'supplierPayment')!;
			await other.act({ name: 'fee.approve', args: { id: freshId(), of: payment.id } });
		}
		await online(page);
		await expect(page.getByRole('button', { name: /^已付给施工单位/ })).toContainText(
			yuan(due + 50_000),
			{ timeout: 90_000 }
		);
		await expect(page.getByRole('button', { name: /^社区账户/ })).toContainText('0.00 元');
	});

	await test.step('the bank’s statement is held against the books, until nothing is open', async () => {
		await page.getByRole('link', { name: '银行对账' }).click();
		await expect(page.getByText('先导入银行流水')).toBeVisible();
		await look(page, 'bank-empty');
		const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
		const plain = (fen: number) => (fen / 100).toFixed(2);
		const csv = [
			'交易日期,收入金额,支出金额,对方户名,摘要,流水号',
			`${day},"${yuan(due).slice(0, -2)}",,,现金缴存,20260001`,
			`${day},500.00,,清泉自来水公司,管道补助,20260002`,
			`${day},,${plain(due + 50_000)},清泉自来水公司,工程款,20260003`,
			`${day},1.23,,,利息,20260004`
		].join('\r\n');
		const file = { name: '流水.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) };
		await page.getByRole('button', { name: '导入银行流水' }).click();
		const sheet = page.getByRole('dialog');
		await sheet
			.locator('input[type=file]')
			.setInputFiles({ ...file, buffer: Buffer.from('PK\x03\x04') });
		await expect(sheet.getByText(/Excel/)).toBeVisible();
		await sheet.locator('input[type=file]').setInputFiles(file);
		await expect(sheet.getByText('新的 4 笔')).toBeVisible();
		await look(page, 'bank-import');
		await sheet.getByRole('button', { name: '收下这 4 笔' }).click();
		await expect(sheet).toHaveCount(0);
		await look(page, 'bank-open');
		await page.context().setOffline(true);
		await page.getByRole('button', { name: '全部对上（2 笔）' }).click();
		await expect(page.getByText('银行有、账上没有 2 笔')).toBeVisible();
		await page.getByRole('button', { name: /收入 500\.00 元/ }).click();
		await sheet.getByText('几笔加起来', { exact: true }).click();
		// What is sent meanwhile comes back as new rows: nothing that somebody has opened closes by that.
		await page.context().setOffline(false);
		await allSent(page);
		await sheet.getByRole('checkbox', { name: /^200\.00 元/ }).check();
		await expect(sheet.getByText('已选 200.00 元 / 500.00 元')).toBeVisible();
		await expect(sheet.getByRole('button', { name: /^就是这/ })).toBeDisabled();
		await sheet.getByRole('checkbox', { name: /^300\.00 元/ }).check();
		await look(page, 'bank-several');
		await sheet.getByRole('button', { name: '就是这 2 笔' }).click();
		await expect(page.getByText('银行有、账上没有 1 笔')).toBeVisible();
		await page.getByRole('button', { name: /1\.23 元/ }).click();
		await look(page, 'bank-line');
		await sheet.getByRole('radio', { name: '利息' }).click();
		await sheet.getByRole('button', { name: '放在一边' }).click();
		await expect(page.getByText('账和银行对得上，没有差的。')).toBeVisible();
		// The same file once more brings nothing.
		await page.getByRole('button', { name: '导入银行流水' }).click();
		await sheet.locator('input[type=file]').setInputFiles(file);
		await expect(sheet.getByText('没有新的，都已经有了。')).toBeVisible();
		// Another program writes other columns: nothing of it counts unless somebody says so.
		const otherCsv = [
			'记账日期,金额,借贷标志,对方名称,附言',
			`${day},500.00,贷,清泉自来水,补助`,
			`${day},8.88,贷,,利息`
		].join('\n');
		await sheet
			.locator('input[type=file]')
			.setInputFiles({ ...file, buffer: Buffer.from(otherCsv) });
		await expect(sheet.getByText('可能已经有的 1 笔，先不收')).toBeVisible();
		await expect(sheet.getByRole('button', { name: '收下这 1 笔' })).toBeVisible();
		await look(page, 'bank-doubtful');
		await sheet.getByRole('checkbox').check();
		await expect(sheet.getByRole('button', { name: '收下这 2 笔' })).toBeVisible();
		await page.keyboard.press('Escape');
		await look(page, 'bank-done');
		await paper(page, 'bank');
		await allSent(page, 90_000);
		await page.goBack();
	});

	await test.step('the reports are there to print and to download', async () => {
		await page.getByRole('link', { name: '报表' }).click();
		await expect(page.getByText('这张表现在是空的。')).toBeVisible();
		for (const name of ['按单元', '按收款人', '流水账', '凭证']) {
			await page.getByLabel('看哪一张').selectOption({ label: name });
			await expect(page.getByRole('table', { name })).toBeVisible();
			await paper(page, `money-${name}`);
		}
		await look(page, 'money-vouchers');
		const download = page.waitForEvent('download');
		await page.getByRole('button', { name: '下载 Excel' }).click();
		expect((await download).suggestedFilename()).toMatch(/凭证.*\.xlsx$/);
		await page.goBack();
	});

	await test.step('the accounts are shown to everybody, and closed at zero', async () => {
		await page.getByRole('button', { name: '开始公示' }).click();
		await page.getByRole('button', { name: '开始公示' }).click();
		await expect(page.getByText(/到 .+ 公示$/)).toBeVisible();
		await page.getByRole('button', { name: '结清这个项目' }).click();
		await expect(page.getByRole('button', { name: '结清这个项目' })).toHaveCount(0);
		await allSent(page, 90_000);
		await look(page, 'money-closed');
	});

	await test.step('a neighbour without an account reads them, and finds no name', async () => {
		const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
		const neighbour = await context.newPage();
		const shown = (await page.getByRole('link', { name: '看公示页' }).getAttribute('href'))!;
		await neighbour.goto(new URL(shown, server.url).href);
		await expect(neighbour.getByText('一号楼一单元更换锈蚀').first()).toBeVisible();
		await expect(neighbour.getByText(`¥${yuan(due + 50_000).slice(0, -2)}`).first()).toBeVisible();
		const said = await neighbour.locator('main').innerText();
		for (const { name } of posts) expect(said).not.toContain(name);
		await look(neighbour, 'accounts');
		const file = neighbour.waitForEvent('download');
		await neighbour.getByRole('button', { name: '做成图片，发到群里' }).click();
		const picture = await file;
		expect(picture.suggestedFilename()).toMatch(/\.png$/);
		if (process.env.LINLI_PICTURES)
			await picture.saveAs(`${process.env.LINLI_PICTURES}/accounts-picture.png`);

		await neighbour.getByRole('textbox', { name: '哪里不对' }).fill('太贵了');
		await neighbour.getByRole('button', { name: '提交异议' }).click();
		await expect(neighbour.getByText('写得太短，社区看不明白。')).toBeVisible();
		await context.setOffline(true);
		const words = '发票没有贴出来，我想看一看工程款的发票。';
		await neighbour.getByRole('textbox', { name: '哪里不对' }).fill(words);
		await neighbour.getByRole('button', { name: '提交异议' }).click();
		await expect(neighbour.getByText('没有网络，还没有送到。')).toBeVisible();
		await context.setOffline(false);
		await neighbour.getByRole('button', { name: '提交异议' }).click();
		await expect(neighbour.getByText('社区收到了您的异议')).toBeVisible();
		await look(neighbour, 'objection-sent');

		await online(page);
		await expect(page.getByText(words)).toBeVisible({ timeout: 90_000 });
		await page.getByRole('button', { name: '答复', exact: true }).click();
		await look(page, 'objection-answer');
		await page
			.getByRole('textbox', { name: '答复', exact: true })
			.fill('发票已经贴在一楼，欢迎来看。');
		await page.getByRole('textbox', { name: '问的是什么' }).fill('想看工程款的发票');
		await page.getByRole('button', { name: '公开答复' }).click();
		await expect(page.getByText(/今天.+答复$/).last()).toBeVisible();
		await allSent(page, 90_000);
		await neighbour.reload();
		await expect(neighbour.getByText('发票已经贴在一楼，欢迎来看。')).toBeVisible();
		await expect(neighbour.getByText(words)).toHaveCount(0);
		await look(neighbour, 'accounts-answered');
		await paper(neighbour, 'accounts');
		await context.close();
		await page.goto(`${server.url}/office/money`);
		await expect(page.getByText('已结清')).toBeVisible();
		await look(page, 'money-list');
	});
	await desk.context.close();
});
