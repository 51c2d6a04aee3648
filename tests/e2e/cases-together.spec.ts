import { expect, test, type Page } from '@playwright/test';
import { startServerProcess, type ServerProcess } from '../bench/server-process';
import { doorsSheet } from './campaign';
import { allSent, readyOffline } from './people';
import { look } from './pictures';
import { admin, appoint, join, setUpTown } from './town';

// Story 4: a couple that quarrels, found on a round. Two people write in one case without signal, and nothing is lost.

let server: ServerProcess;

test.beforeAll(async () => {
	server = await startServerProcess('nothing');
});
test.afterAll(() => server?.end());

const sheet = (page: Page) => page.getByRole('dialog');

async function addParty(page: Page, side: string, name: string): Promise<void> {
	await page.getByRole('button', { name: `加${side}` }).click();
	await sheet(page).getByLabel('姓名或单位').fill(name);
	await sheet(page).getByRole('button', { name: '写好了' }).click();
}

async function note(page: Page, words: string): Promise<void> {
	await page.getByRole('button', { name: '记一条' }).click();
	await sheet(page).getByRole('radio', { name: '记事' }).click();
	await sheet(page).getByLabel('内容').fill(words);
	await sheet(page).getByRole('button', { name: '记下' }).click();
	await expect(page.getByText(words)).toBeVisible();
}

test('two write in one case without signal, and both find all of it', async ({ page, browser }) => {
	test.setTimeout(600_000);
	const size = { viewport: { width: 390, height: 844 }, locale: 'zh-CN' };
	await setUpTown(page, server, doorsSheet());
	const leadLink = await appoint(page, server, '主任甲', '调委会主任');
	const mediatorLink = await appoint(page, server, '调解员丙', '调解员');
	const [leadSide, mediatorSide] = await Promise.all([1, 2].map(() => browser.newContext(size)));
	const lead = await leadSide!.newPage();
	const mediator = await mediatorSide!.newPage();
	await join(lead, leadLink, '主任甲', `${admin.password}甲`);
	await join(mediator, mediatorLink, '调解员丙', `${admin.password}丙`);
	await readyOffline(lead);
	await readyOffline(mediator);

	await test.step('the lead takes it on and calls a mediator in', async () => {
		await lead.goto(`${server.url}/cases/new`);
		await lead.getByLabel('发生了什么').fill('夫妻为家务争吵，邻居听见');
		await lead.getByRole('link', { name: /下一步/ }).click();
		await addParty(lead, '甲方', '丈夫甲');
		await addParty(lead, '乙方', '妻子乙');
		await lead.getByRole('link', { name: /下一步/ }).click();
		await lead.getByRole('radio', { name: '婚姻家庭' }).click();
		await lead.getByRole('radio', { name: '走访时发现' }).click();
		await lead.getByRole('link', { name: /下一步/ }).click();
		await lead.getByRole('button', { name: '登记这个案件' }).click();
		await lead.getByRole('button', { name: '请人参加、换人负责' }).click();
		await sheet(lead)
			.getByRole('radio', { name: /调解员丙/ })
			.click();
		await sheet(lead).getByRole('radio', { name: '协助' }).click();
		await look(lead, 'case-assign');
		await sheet(lead).getByRole('button', { name: '再看一遍' }).click();
		await sheet(lead).getByRole('button', { name: '没有错，保存' }).click();
		await expect(lead.getByText('请调解员丙参加（协助）')).toBeVisible();
		await allSent(lead);
	});

	await test.step('both write without signal', async () => {
		await mediator.goto(`${server.url}/cases`);
		await expect(mediator.getByText('丈夫甲 和 妻子乙')).toBeVisible({ timeout: 60_000 });
		await mediator.getByRole('link', { name: /丈夫甲/ }).click();
		await expect(mediator.getByRole('heading', { name: '案卷记录' })).toBeVisible();
		await leadSide!.setOffline(true);
		await mediatorSide!.setOffline(true);
		await note(lead, '先同丈夫谈，他愿意分担家务');
		await note(mediator, '请女儿回来劝母亲');
	});

	await test.step('both find what the other wrote', async () => {
		await leadSide!.setOffline(false);
		await allSent(lead);
		await mediatorSide!.setOffline(false);
		await allSent(mediator);
		await expect(mediator.getByText('先同丈夫谈，他愿意分担家务')).toBeVisible({ timeout: 60_000 });
		await expect(lead.getByText('请女儿回来劝母亲')).toBeVisible({ timeout: 60_000 });
	});

	await test.step('they agree by word of mouth, and the mediator finds them settled', async () => {
		await lead.getByRole('link', { name: '达成协议' }).click();
		await lead.getByRole('radio', { name: /口头协议/ }).click();
		await lead.getByRole('checkbox', { name: '丈夫甲' }).click();
		await lead.getByLabel('做什么').fill('每天做晚饭');
		await lead.getByRole('button', { name: '再看一遍' }).click();
		await lead.getByRole('button', { name: '协议没有错，保存' }).click();
		await expect(lead.getByText('每天做晚饭').first()).toBeVisible();
		await allSent(lead);
		await expect(mediator.getByText(/定在/).first()).toBeVisible({ timeout: 60_000 });
		await mediator.getByRole('button', { name: '记回访' }).first().click();
		await sheet(mediator).getByRole('radio', { name: '照协议做了' }).click();
		await sheet(mediator).getByRole('button', { name: '记下' }).click();
		await expect(mediator.getByRole('heading', { name: '回访：照协议做了' })).toBeVisible();
		await allSent(mediator);
		await expect(lead.getByRole('heading', { name: '回访：照协议做了' })).toBeVisible({
			timeout: 60_000
		});
	});
});
