import { expect, test } from '@playwright/test';
import { startServerProcess, type ServerProcess } from '../bench/server-process';
import { doorsSheet } from './campaign';
import { sheet, sign } from './mediation';
import { allSent, readyOffline } from './people';
import { look } from './pictures';
import { admin, appoint, join, setUpTown } from './town';

// Story 3: a machine at dawn. Heard on the spot, both sides apart, agreed on paper, and visited again.

let server: ServerProcess;

test.beforeAll(async () => {
	server = await startServerProcess('nothing');
});
test.afterAll(() => server?.end());

test('a machine at dawn, from the first word to the visit afterwards, without signal', async ({
	page,
	browser
}) => {
	test.setTimeout(600_000);
	const size = { viewport: { width: 390, height: 844 }, locale: 'zh-CN' };
	await setUpTown(page, server, doorsSheet());
	const officeLink = await appoint(page, server, '社区甲', '社区工作人员');
	const workerLink = await appoint(page, server, '网格员乙', '网格员');
	const [officeSide, workerSide] = await Promise.all([1, 2].map(() => browser.newContext(size)));
	const worker = await workerSide!.newPage();
	await join(worker, workerLink, '网格员乙', `${admin.password}乙`);
	await readyOffline(worker);
	await worker.goto(`${server.url}/cases`);
	await expect(worker.getByText('现在没有纠纷案件')).toBeVisible();
	await workerSide!.setOffline(true);

	await test.step('a case is taken on in four steps, and what is typed is kept', async () => {
		await worker.getByRole('link', { name: '新的纠纷' }).click();
		await worker.getByLabel('发生了什么').fill('楼下作坊凌晨和面，机器太响，睡不着');
		await worker.getByLabel('在哪里').fill('86号楼楼下');
		await look(worker, 'cases-new-what');
		await worker.getByRole('link', { name: /下一步/ }).click();
		await worker.getByRole('button', { name: '加甲方' }).click();
		await sheet(worker).getByRole('searchbox').fill('邻居3之1');
		await sheet(worker)
			.getByRole('button', { name: /邻居3之1/ })
			.click();
		await expect(sheet(worker).getByText('在册住户')).toBeVisible();
		await look(worker, 'cases-party');
		await sheet(worker).getByRole('button', { name: '写好了' }).click();
		await worker.getByRole('button', { name: '加乙方' }).click();
		await sheet(worker).getByLabel('姓名或单位').fill('面坊老板');
		// Nobody is asked for an agent who does not say that there is one.
		await expect(sheet(worker).getByLabel('代理人姓名')).toBeHidden();
		await sheet(worker).getByText('有委托代理人').click();
		await sheet(worker).getByLabel('代理人电话').fill('13800000004');
		await sheet(worker).getByRole('button', { name: '写好了' }).click();
		await expect(sheet(worker).getByText('请写姓名。')).toBeVisible();
		await sheet(worker).getByLabel('代理人姓名').fill('合伙人辛');
		await look(worker, 'cases-party-agent');
		await sheet(worker).getByRole('button', { name: '写好了' }).click();
		await worker.getByRole('link', { name: /下一步/ }).click();
		await worker.getByRole('radio', { name: '邻里' }).click();
		await look(worker, 'cases-new-kind');
		await worker.getByRole('link', { name: /下一步/ }).click();
		await expect(worker.getByText('邻居3之1')).toBeVisible();
		await look(worker, 'cases-new-check');
		await worker.getByRole('button', { name: '登记这个案件' }).click();
		await expect(worker.getByRole('heading', { name: '待编号' })).toBeVisible();
		await look(worker, 'case-fresh');
	});

	await test.step('both sides are heard apart', async () => {
		await worker.getByRole('button', { name: '记一条' }).click();
		await sheet(worker).getByRole('radio', { name: '分开谈' }).click();
		await sheet(worker).getByLabel('内容').fill('先听住户，再听老板：老板愿意加隔音');
		await look(worker, 'case-entry');
		await sheet(worker).getByRole('button', { name: '记下' }).click();
		await expect(worker.getByText('先听住户，再听老板：老板愿意加隔音')).toBeVisible();
		await expect(worker.getByRole('heading', { name: '调解 · 分开谈' })).toBeVisible();
	});

	await test.step('an agreement is read once more, signed on the phone, and plans its visits', async () => {
		await worker.getByRole('link', { name: '达成协议' }).click();
		await worker.getByRole('checkbox', { name: '面坊老板' }).click();
		await worker.getByLabel('做什么').fill('机器包隔音棉，六点以前不开');
		await look(worker, 'case-agree');
		await worker.getByRole('button', { name: '再看一遍' }).click();
		const save = worker.getByRole('button', { name: '协议没有错，保存' });
		await expect(save).toBeDisabled();
		await expect(worker.getByText('面坊老板或代理人合伙人辛签名')).toBeVisible();
		for (const nth of [0, 1, 2]) await sign(worker, nth);
		await look(worker, 'case-sign');
		await save.click();
		await expect(worker.getByRole('heading', { name: '协议', exact: true })).toBeVisible();
		await expect(worker.getByText(/定在/)).toHaveCount(3);
		await look(worker, 'case-agreed');
	});

	await test.step('a visit afterwards finds both content', async () => {
		await worker.getByRole('button', { name: '记回访' }).first().click();
		await sheet(worker).getByRole('radio', { name: '双方满意' }).click();
		await sheet(worker).getByRole('button', { name: '记下' }).click();
		await expect(worker.getByRole('heading', { name: '回访：双方满意' })).toBeVisible();
	});

	await test.step('with signal it gets its number, and the office sees the number and no name', async () => {
		await workerSide!.setOffline(false);
		await allSent(worker);
		await expect(worker.getByRole('heading', { name: /人调字第1号/ })).toBeVisible({
			timeout: 30_000
		});
		const office = await officeSide!.newPage();
		await join(office, officeLink, '社区甲', `${admin.password}社`, /me\/factor/);
		// Before that, a page that is loaded anew is locked.
		await readyOffline(office);
		await office.goto(`${server.url}/office/cases`);
		await expect(office.getByText(/人调字第1号/)).toBeVisible({ timeout: 30_000 });
		await expect(office.getByText('面坊老板')).toHaveCount(0);
		await look(office, 'docket');
	});
});
