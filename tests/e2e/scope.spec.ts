import { expect, test } from '@playwright/test';
import { startServerProcess, type ServerProcess } from '../bench/server-process';
import { allSent, demoPeople, signInAs } from './people';

let server: ServerProcess;

test.beforeAll(async () => {
	test.setTimeout(240_000);
	server = await startServerProcess('smallDemo');
});
test.afterAll(() => server?.end());

test('a unit leader sees one unit and nothing else; the server sends no more', async ({ page }) => {
	const homes = new Set<string>();
	const kinds = new Set<string>();
	page.on('response', async (response) => {
		if (!response.url().endsWith('/api/sync/pull') || !response.ok()) return;
		const { rows } = (await response.json()) as {
			rows: { kind: string; home: string; body: { kind?: string } }[];
		};
		for (const row of rows) {
			kinds.add(row.kind === 'area' ? `area/${row.body.kind}` : row.kind);
			if (row.kind !== 'area') homes.add(row.home.split(':')[0]!);
		}
	});
	await signInAs(page, server.url, 'unitLeader');
	await allSent(page);
	expect(homes.size).toBe(1);
	expect([...kinds].sort()).toEqual(expect.arrayContaining(['area/unit', 'household']));
	expect(kinds).not.toContain('particulars');
	expect(kinds).not.toContain('appointment');

	await page.goto(`${server.url}/doors`);
	await expect(page.getByRole('columnheader', { name: /单元/ })).toHaveCount(1);
});

test('nobody gets anything without signing in, or from a community that is not theirs', async ({
	request,
	page
}) => {
	for (const path of ['push', 'heads', 'pull']) {
		const answer = await request.post(`${server.url}/api/sync/${path}`, {
			data: {},
			headers: { origin: server.url }
		});
		expect(answer.status()).toBe(401);
	}
	await signInAs(page, server.url, 'unitLeader');
	const worker = (await demoPeople(server.url)).find((person) => person.role === 'office')!;
	const invited = await page.evaluate(
		async (personId) =>
			(
				await fetch('/api/invite', {
					method: 'POST',
					headers: { 'content-type': 'application/json' },
					body: JSON.stringify({ personId })
				})
			).status,
		worker.personId
	);
	expect(invited).toBe(403);
});

test('an answer about whoever was here before, however late, changes nobody', async ({ page }) => {
	await signInAs(page, server.url, 'unitLeader');
	await allSent(page);
	const worker = (await demoPeople(server.url)).find((one) => one.role === 'gridWorker')!;
	let letGo = () => {};
	const held = new Promise<void>((resolve) => (letGo = resolve));
	let isFirst = true;
	await page.route('**/api/session', async (route) => {
		if (!isFirst) return route.continue();
		isFirst = false;
		const answer = await route.fetch();
		await held;
		await route.fulfill({ response: answer });
	});
	await signInAs(page, server.url, 'gridWorker');
	await allSent(page);
	const late = page.waitForResponse('**/api/session');
	letGo();
	await late;
	await page.waitForTimeout(1_000);
	// Loaded anew the page would ask again, and mend itself.
	await page.getByRole('link', { name: '我的', exact: true }).click();
	await expect(page.getByText(worker.name).first()).toBeVisible();
});
