import { readFileSync } from 'node:fs';
import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { startServerProcess, type ServerProcess } from '../bench/server-process';
import { doorsSheet } from './campaign';
import { confirm, hears, hearsOf, seat, sheet, takeOn, write } from './mediation';
import { allSent, readyOffline } from './people';
import { look } from './pictures';
import { admin, appoint, join, setUpTown, type StaffRole } from './town';

// Stories 4 and 6: several people write in one case without signal, and nothing that one of them wrote is lost.

// Each goes on with the town as the one before left it.
test.describe.configure({ mode: 'serial' });

let server: ServerProcess;
let office: Page;
const size = { viewport: { width: 390, height: 844 }, locale: 'zh-CN' };
const sides: BrowserContext[] = [];
const people: Page[] = [];

test.beforeAll(async ({ browser }) => {
	test.setTimeout(600_000);
	server = await startServerProcess('nothing');
	sides.push(await browser.newContext(size));
	office = await sides[0]!.newPage();
	await setUpTown(office, server, doorsSheet());
	const roles: [string, StaffRole][] = [
		['主任甲', '调委会主任'],
		['调解员丙', '调解员'],
		['律师戊', '驻点律师、民警']
	];
	for (const [name, role] of roles) {
		const link = await appoint(office, server, name, role);
		const side = await browser.newContext(size);
		sides.push(side);
		const page = await side.newPage();
		await join(page, link, name, `${admin.password}${name}`);
		await readyOffline(page);
		people.push(page);
	}
});
test.afterAll(async () => {
	for (const side of sides) await side.close();
	await server?.end();
});

const offline = (isOffline: boolean, ...pages: Page[]) =>
	Promise.all(pages.map((page) => page.context().setOffline(isOffline)));

/** Says what is agreed on; the page is then where it is read once more. */
async function agreeOn(page: Page, form: string, who: string, what: string): Promise<void> {
	await page.getByRole('link', { name: '达成协议' }).click();
	await page.getByRole('radio', { name: form }).click();
	await page.getByRole('checkbox', { name: who }).click();
	await page.getByLabel('做什么').fill(what);
	await page.getByRole('button', { name: '再看一遍' }).click();
}

test('a couple that quarrels: two write at once, and it is settled', async () => {
	test.setTimeout(300_000);
	const [lead, mediator] = people as [Page, Page];

	await test.step('the lead takes it on and calls a mediator in', async () => {
		await takeOn(lead, server.url, {
			matter: '夫妻为家务争吵，邻居听见',
			parties: ['丈夫甲', '妻子乙'],
			choices: ['婚姻家庭', '走访时发现']
		});
		await seat(lead, /调解员丙/, '协助');
		await expect(lead.getByText('请调解员丙参加（协助）')).toBeVisible();
		await allSent(lead);
	});

	await test.step('both write without signal', async () => {
		await mediator.goto(`${server.url}/cases`);
		await hearsOf(mediator, '丈夫甲 和 妻子乙');
		await mediator.getByRole('link', { name: /丈夫甲/ }).click();
		await expect(mediator.getByRole('heading', { name: '案卷记录' })).toBeVisible();
		await offline(true, lead, mediator);
		await write(lead, '记事', '先同丈夫谈，他愿意分担家务');
		await write(mediator, '记事', '请女儿回来劝母亲');
	});

	await test.step('both find what the other wrote', async () => {
		await offline(false, lead);
		await allSent(lead);
		await offline(false, mediator);
		await allSent(mediator);
		await hearsOf(mediator, '先同丈夫谈，他愿意分担家务');
		await hearsOf(lead, '请女儿回来劝母亲');
	});

	await test.step('they agree by word of mouth, and the mediator finds them settled', async () => {
		await agreeOn(lead, '口头协议', '丈夫甲', '每天做晚饭');
		await lead.getByRole('button', { name: '协议没有错，保存' }).click();
		await expect(lead.getByText('每天做晚饭').first()).toBeVisible();
		await allSent(lead);
		await hearsOf(mediator, /定在/);
		await mediator.getByRole('button', { name: '记回访' }).first().click();
		await sheet(mediator).getByRole('radio', { name: '照协议做了' }).click();
		await sheet(mediator).getByRole('button', { name: '记下' }).click();
		await expect(mediator.getByRole('heading', { name: '回访：照协议做了' })).toBeVisible();
		await allSent(mediator);
		await hearsOf(lead, '回访：照协议做了');
	});
});

test('a strip of timber: divided in place by two, and put into the certificates', async () => {
	test.setTimeout(400_000);
	const [lead, mediator, lawyer] = people as [Page, Page, Page];

	await test.step('the mediator takes it on alone, without signal, and the lead comes along', async () => {
		await offline(true, mediator);
		await takeOn(mediator, server.url, {
			matter: '屋后一溜林地，两家的林权证上都没有',
			parties: ['东家甲', '西家乙'],
			choices: ['山林土地', '别处转来']
		});
		await write(mediator, '调查', '两本林权证都看了，四至到水沟为止', ['现场察看']);
		await offline(false, mediator);
		await allSent(mediator);
		await lead.goto(`${server.url}/cases`);
		await hearsOf(lead, '东家甲 和 西家乙');
		await lead.getByRole('link', { name: /东家甲/ }).click();
		await expect(lead.getByText('两本林权证都看了，四至到水沟为止')).toBeVisible();
	});

	await test.step('a lawyer is called in for this case and sees no other', async () => {
		await lawyer.goto(`${server.url}/cases`);
		await expect(lawyer.getByText('现在没有纠纷案件')).toBeVisible();
		await seat(lead, /律师戊/);
		await allSent(lead);
		await hearsOf(lawyer, '东家甲 和 西家乙');
		await expect(lawyer.getByText('丈夫甲 和 妻子乙')).toHaveCount(0);
		await lawyer.getByRole('link', { name: /东家甲/ }).click();
		await write(lawyer, '记事', '没有确权的，由两家商定后去申请登记');
		await expect(lawyer.getByRole('link', { name: '达成协议' })).toHaveCount(0);
		await look(lawyer, 'case-called-in');
		await allSent(lawyer);
	});

	await test.step('while the lead writes down a session, the mediator has it agreed on paper', async () => {
		await hearsOf(mediator, '没有确权的，由两家商定后去申请登记');
		await offline(true, lead, mediator);
		await lead.getByRole('button', { name: '记一条' }).click();
		await sheet(lead).getByRole('radio', { name: '现场', exact: true }).click();
		await sheet(lead).getByRole('checkbox', { name: '东家甲' }).click();
		await sheet(lead).getByLabel('内容').fill('拉了皮尺，以石头为界，一家一半');
		await agreeOn(mediator, '书面协议', '东家甲', '一家一半，同西家一起去换林权证');
		await mediator.getByRole('radio', { name: '签在纸上，拍照' }).click();
		const save = mediator.getByRole('button', { name: '协议没有错，保存' });
		await expect(save).toBeDisabled();
		await mediator
			.locator('input[type=file]')
			.first()
			.setInputFiles({ name: 'p.png', mimeType: 'image/png', buffer: paperPhoto() });
		await look(mediator, 'case-on-paper');
		await save.click();
		await expect(mediator.getByRole('heading', { name: '协议', exact: true })).toBeVisible();
		await offline(false, mediator);
		await allSent(mediator);
		await offline(false, lead);
		await hearsOf(lead, '达成书面协议');
		await sheet(lead).getByRole('button', { name: '记下' }).click();
		await expect(lead.getByText('拉了皮尺，以石头为界，一家一半')).toBeVisible();
		await allSent(lead);
		await hearsOf(mediator, '拉了皮尺，以石头为界，一家一半');
	});

	await test.step('what was promised is done, and the court confirms it', async () => {
		await expect(mediator.getByText(/前一起申请司法确认，不收费/)).toBeVisible();
		await mediator.getByRole('button', { name: '记履行' }).click();
		await sheet(mediator).getByRole('button', { name: '记下' }).click();
		await expect(mediator.getByText(/做到了 ·/)).toBeVisible();
		for (const state of ['双方一起申请了', '法院确认了']) {
			await mediator.getByRole('button', { name: '记司法确认' }).click();
			await sheet(mediator).getByRole('radio', { name: state }).click();
			await sheet(mediator).getByRole('button', { name: '保存' }).click();
			await expect(mediator.getByText(new RegExp(`司法确认：.*${state}`)).first()).toBeVisible();
		}
		await look(mediator, 'case-confirmed');
		await allSent(mediator);
	});

	await test.step('the lawyer leaves the case, and the case leaves the phone', async () => {
		await hearsOf(lawyer, '法院确认了');
		await lead.getByRole('button', { name: '请律师戊退出' }).click();
		await confirm(lead);
		await allSent(lead);
		await hears(lawyer, () =>
			expect(lawyer.getByText('这台手机上没有这个案件')).toBeVisible({ timeout: 3_000 })
		);
		await look(lawyer, 'case-not-here');
		await lawyer.goto(`${server.url}/cases`);
		await expect(lawyer.getByText('现在没有纠纷案件')).toBeVisible();
		await expect(lead.getByText('没有确权的，由两家商定后去申请登记')).toBeVisible();
	});

	await test.step('the mediator closes it', async () => {
		await mediator.getByRole('button', { name: '结案' }).click();
		await sheet(mediator).getByRole('radio', { name: '打架斗殴' }).click();
		await confirm(mediator);
		await allSent(mediator);
	});
});

test('the sub-district reads figures that nobody entered, and sets the days', async () => {
	test.setTimeout(200_000);
	const [lead] = people as [Page];
	const row = (name: string) => office.getByRole('row', { name: new RegExp(`^${name}`) });

	await test.step('both cases are counted, with what each figure is out of', async () => {
		await office.goto(`${server.url}/office/cases/figures`);
		await expect(row('受理')).toContainText('2');
		await expect(row('调解成功').first()).toContainText('2');
		await expect(row('其中书面协议').first()).toContainText('1');
		await expect(row('司法确认')).toContainText('1');
		await look(office, 'case-figures');
		const coming = office.waitForEvent('download');
		await office.getByRole('button', { name: '下载 Excel' }).click();
		const file = await (await coming).path();
		expect(readFileSync(file).subarray(0, 2).toString()).toBe('PK');
	});

	await test.step('a wrong number is named; the right one counts in every case', async () => {
		await office.goto(`${server.url}/cases/rules`);
		const days = office.getByLabel('一件案子最多几天');
		await expect(days).toHaveValue('30');
		await days.fill('0');
		await office.getByRole('button', { name: '保存' }).click();
		await expect(office.getByText('请写 1 到 365 的整数。')).toBeVisible();
		await look(office, 'case-rules');
		await days.fill('20');
		await office.getByRole('button', { name: '保存' }).click();
		await expect(office.getByText('已保存')).toBeVisible();
		await allSent(office);
		await takeOn(lead, server.url, {
			matter: '楼道里堆东西',
			parties: ['楼上甲', '楼下乙'],
			choices: ['邻里']
		});
		await hearsOf(lead, '还有 20 天');
	});
});

/** A picture that phones can open: one pixel, as a camera would never send it. */
const paperPhoto = () =>
	Buffer.from(
		'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
		'base64'
	);
