import { expect, test } from '@playwright/test';
import { startServerProcess, type ServerProcess } from '../bench/server-process';
import { inventTown } from './invented';
import { readyOffline, allSent } from './people';
import { Phone } from './phone';
import { findInFolder } from './raw-bytes';
import { admin, appoint, join, setUpTown } from './town';

let server: ServerProcess;
const phone = new Phone();

test.beforeAll(async () => {
	test.setTimeout(120_000);
	server = await startServerProcess('nothing');
});
test.afterAll(async () => {
	await phone.discard();
	await server?.end();
});

test('after a day of two people on one phone, nothing of the register lies on its disk in clear', async () => {
	test.setTimeout(480_000);
	const town = inventTown(1_000);
	const password = '鐾爨籴舂也是一句密码';
	const words = '麸麋麝水管漏了鼐鼙';
	const draft = '黻黼还没有写完鼗齑';
	// What is planted in clear, so that the search is known to find what lies there.
	const known = new Set(town.names);
	const planted = [...new Set(inventTown(40).names)].filter((name) => !known.has(name));

	let page = await phone.on();
	await setUpTown(page, server, town.sheet);
	await allSent(page, 120_000);
	const link = await appoint(page, server, '网格乙', '网格员');
	await join(page, link, 'wangge1', password);
	await readyOffline(page);

	await server.stop();
	await page.goto(`${server.url}/doors`);
	const doors = page.locator('[role=gridcell].due');
	await doors.first().click();
	await page.getByRole('dialog').getByRole('button', { name: /有事/ }).click();
	await page.getByRole('dialog').getByRole('textbox').first().fill(words);
	await page
		.getByRole('dialog')
		.getByRole('button', { name: /^保存|记下/ })
		.first()
		.click();
	await expect(page.getByText(/已记在手机上/)).toBeVisible();
	await doors.first().click();
	await page.getByRole('dialog').getByRole('button', { name: /有事/ }).click();
	await page.getByRole('dialog').getByRole('textbox').first().fill(draft);
	await page.waitForTimeout(1_000);
	await page.goto(`${server.url}/find`);
	await page.getByRole('searchbox').fill(town.names[7]!);
	await expect(page.getByText(town.names[7]!).first()).toBeVisible();
	await server.start();
	await page.goto(`${server.url}/sync`);
	await allSent(page, 120_000);

	await page.evaluate(async (names) => {
		const open = indexedDB.open('planted', 1);
		open.onupgradeneeded = () => open.result.createObjectStore('rows', { keyPath: 'key' });
		await new Promise((resolve) => (open.onsuccess = resolve));
		const work = open.result.transaction('rows', 'readwrite', { durability: 'strict' });
		for (const key of names)
			work.objectStore('rows').put({ key, body: { residents: [{ name: key }] } });
		await new Promise((resolve) => (work.oncomplete = resolve));
		open.result.close();
		const cache = await caches.open('planted');
		await cache.put('/planted', new Response(names[0]));
	}, planted);
	await page.waitForTimeout(2_000);
	await phone.die();

	const found = findInFolder(phone.profile, planted);
	expect(found.size, 'of what was planted is found').toBe(planted.length);
	const secrets = [...town.names, ...town.idNumbers, ...town.phones];
	const all = [...secrets, password, admin.password, words, draft];
	expect([...findInFolder(phone.profile, all)]).toEqual([]);

	// And what lies there is whole: its person opens it without a server.
	await server.stop();
	page = await phone.on();
	await page.goto(`${server.url}/find`);
	await page.getByLabel('数字密码或登录密码').fill(password);
	await page.getByRole('button', { name: '解锁', exact: true }).click();
	await page.getByRole('searchbox').fill(town.names[7]!);
	await expect(page.getByText(town.names[7]!).first()).toBeVisible();
});
