import { expect, test } from '@playwright/test';
import { startServerProcess, type ServerProcess } from '../bench/server-process';
import { findHousehold, isForEverybody, online, openDesk, pushed } from './desk';
import { allSent } from './people';

let server: ServerProcess;

test.beforeAll(async () => {
	test.setTimeout(240_000);
	server = await startServerProcess('smallDemo');
});
test.afterAll(() => server?.end());

test('an amendment of a household that was merged meanwhile is corrected on the one that remains', async ({
	browser
}) => {
	test.setTimeout(300_000);
	const open = () => openDesk(browser, server.url, { isOffline: true });
	const [first, second] = [await open(), await open()];
	const id = await findHousehold(first.page, server.url);
	const address = `${server.url}/office/register/household/${id}`;

	await test.step('one desk writes a new phone number without signal', async () => {
		await first.page.goto(address);
		await first.page.getByRole('button', { name: '修改这一户' }).waitFor();
		await first.context.setOffline(true);
		await first.page.getByRole('button', { name: '修改这一户' }).click();
		await first.page.getByLabel(/^户号/).fill('77');
		await first.page.getByLabel(/^电话/).first().fill('13800000077');
		await first.page.getByRole('button', { name: '保存', exact: true }).click();
		await expect(first.page.getByText('已保存')).toBeVisible();
	});

	await test.step('the other desk merges the household into another one', async () => {
		await second.page.goto(address);
		await second.page.getByRole('button', { name: '并入另一户' }).click();
		const sheet = second.page.getByRole('dialog');
		await sheet.getByRole('combobox').selectOption({ index: 1 });
		const push = pushed(second.page);
		await sheet.getByRole('button', { name: '并入另一户' }).click();
		await push;
	});

	await test.step('what was written comes back, and its form opens on the household that remains', async () => {
		await first.context.setOffline(false);
		await online(first.page);
		await first.page.goto(`${server.url}/attention`);
		await expect(first.page.getByText('13800000077')).toBeVisible({ timeout: 90_000 });
		await first.page.getByRole('button', { name: /改记到合并后的/ }).click();
		await expect(first.page.getByText('这一户已经并入别的户')).toBeVisible();
		await expect
			.poll(() =>
				first.page
					.getByLabel(/^电话/)
					.evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value))
			)
			.toContain('13800000077');
		await expect(first.page.getByLabel(/^户号/)).not.toHaveValue('77');
		await isForEverybody(first.page);
		const push = pushed(first.page);
		await first.page.getByRole('button', { name: '保存', exact: true }).click();
		await push;
		await expect(first.page.getByText('没有要处理的')).toBeVisible();
		await allSent(first.page, 90_000);
	});

	await test.step('the other desk has the new number on the household that remains', async () => {
		await online(second.page);
		await expect(second.page.getByRole('button', { name: /^138\*{4}0077/ })).toBeVisible({
			timeout: 90_000
		});
	});
	for (const { context } of [first, second]) await context.close();
});
