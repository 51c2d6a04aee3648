import { expect, type Page } from '@playwright/test';
import roles from '../../src/lib/text/zh-CN/roles';
import type { Role } from '../../src/lib/domain/kernel/actor';

/** Signs in by one tap on a demonstration server, as the first person of that role. */
export async function signInAs(page: Page, url: string, role: Role): Promise<void> {
	await page.goto(`${url}/sign-in`);
	await page
		.getByRole('button', { name: new RegExp(`^${roles[role]} ·`) })
		.first()
		.click();
	await page.waitForURL((address) => address.pathname !== '/sign-in');
}

/** Waits until the one line says that everything has arrived, which it only says when it is proven. */
export const allSent = (page: Page, timeout = 60_000): Promise<void> =>
	expect(page.getByText(/^全部已送达/)).toBeVisible({ timeout });

/** Waits until the service worker holds the pages, so that they open without a server. */
export async function readyOffline(page: Page): Promise<void> {
	await page.waitForFunction(
		async () => {
			await navigator.serviceWorker.ready;
			return navigator.serviceWorker.controller !== null;
		},
		undefined,
		{ timeout: 60_000 }
	);
}

/** The people of the demonstration, as its sign-in page gets them. */
export async function demoPeople(
	url: string
): Promise<{ personId: string; name: string; role: Role }[]> {
	const answer = await fetch(`${url}/api/demo/people`);
	return (await answer.json()) as { personId: string; name: string; role: Role }[];
}
