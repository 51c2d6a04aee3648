import { expect, type Page } from '@playwright/test';

// What an office does about devices, and what then lies on one.

/** Shows the list of devices with those of this person alone. */
export async function listDevices(office: Page, url: string, name: string): Promise<void> {
	await office.goto(`${url}/office/devices`);
	await office.getByLabel('姓名').fill(name);
	await expect(async () => {
		await office.getByRole('button', { name: '查找' }).click();
		// This person alone: in the list of everybody, somebody else may come first.
		await expect(office.getByRole('heading', { level: 2 })).toHaveText([name], { timeout: 2_000 });
	}).toPass();
}

/** What an office can ask of a device: the choice, and the button that asks. */
export const orders = {
	signOut: { choice: '让它退出登录', act: '让它退出登录' },
	wipe: { choice: '先上传，再清除', act: '先上传，再清除' },
	wipeNow: { choice: '马上清除，不等上传', act: '马上清除' }
} as const;

/** The office asks this of the person's first device in the list; clearing at once takes a word written by hand. */
export async function orderDevice(
	office: Page,
	url: string,
	name: string,
	kind: keyof typeof orders
): Promise<void> {
	const { choice, act } = orders[kind];
	await listDevices(office, url, name);
	await office
		.getByRole('button', { name: /退出或清除/ })
		.first()
		.click();
	const sheet = office.getByRole('dialog');
	await sheet.getByRole('radio', { name: choice }).check({ force: true });
	if (kind === 'wipeNow') {
		await sheet.getByRole('button', { name: act, exact: true }).click();
		await expect(sheet.getByText('请写“清除”两个字。')).toBeVisible();
		await sheet.getByLabel('写在这里').fill('清除');
	}
	await sheet.getByRole('button', { name: act, exact: true }).click();
	await expect(office.getByText('已记下，等它联网')).toBeVisible();
}

/** The databases of people on this phone, and how many records lie in each; counting needs no key. */
export const databases = (page: Page): Promise<Record<string, number>> =>
	page.evaluate(async () => {
		const found: Record<string, number> = {};
		for (const { name } of await indexedDB.databases()) {
			if (!name?.startsWith('linli-')) continue;
			const db = await new Promise<IDBDatabase>((resolve, reject) => {
				const request = indexedDB.open(name);
				request.onsuccess = () => resolve(request.result);
				request.onerror = () => reject(new Error(String(request.error)));
			});
			const stores = ['loose', 'packs'].filter((one) => db.objectStoreNames.contains(one));
			let records = 0;
			for (const store of stores)
				records += await new Promise<number>((resolve) => {
					const request = db.transaction(store).objectStore(store).count();
					request.onsuccess = () => resolve(request.result);
				});
			db.close();
			found[name] = records;
		}
		return found;
	});

/** The people whose rings of keys lie on this phone. */
export const rings = (page: Page): Promise<string[]> =>
	page.evaluate(async () => {
		const db = await new Promise<IDBDatabase>((resolve, reject) => {
			const request = indexedDB.open('linli.keys');
			request.onsuccess = () => resolve(request.result);
			request.onerror = () => reject(new Error(String(request.error)));
		});
		const keys = await new Promise<IDBValidKey[]>((resolve) => {
			const request = db.transaction('rings').objectStore('rings').getAllKeys();
			request.onsuccess = () => resolve(request.result);
		});
		db.close();
		return keys.map(String);
	});
