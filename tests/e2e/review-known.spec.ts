import { expect, test } from '@playwright/test';
import { startServerProcess, type ServerProcess } from '../bench/server-process';
import { allSent, readyOffline, signInAs } from './people';

let server: ServerProcess;

test.beforeAll(async () => {
	test.setTimeout(240_000);
	server = await startServerProcess('demo');
});
test.afterAll(() => server?.end());

test('an office that has read everything is told, without signal, up to when that is known', async ({
	page,
	context
}) => {
	test.setTimeout(240_000);
	await signInAs(page, server.url, 'office');
	await allSent(page, 90_000);
	await readyOffline(page);
	await page.goto(`${server.url}/office/review`);
	const all = page.getByRole('button', { name: /^通过所列/ });
	const read = page.getByText('都审阅完了');
	await expect(all.or(read).first()).toBeVisible();
	while (await all.isVisible()) {
		const before = await all.first().innerText();
		const left = await page.getByText(/条待审阅$/).innerText();
		await all.first().click();
		await page.getByRole('dialog').getByRole('button', { name: before }).click();
		await expect(page.getByText(left)).toBeHidden({ timeout: 60_000 });
		await expect(page.getByRole('dialog')).toBeHidden();
	}
	await allSent(page, 90_000);
	await expect(page.getByText('都审阅完了', { exact: true })).toBeVisible();

	await context.setOffline(true);
	await page.reload();
	await expect(page.getByText('这台设备上的都审阅完了')).toBeVisible({
		timeout: 60_000
	});
	await expect(page.getByText(/收到的。之后可能又有新的走访/)).toBeVisible();
});
