import { expect, test, type Page } from '@playwright/test';
import { startServerProcess, type ServerProcess } from '../bench/server-process';
import { id, rawPhone } from './fees-raw';
import { sheet } from './mediation';
import { allSent, signInAs } from './people';
import { look } from './pictures';

// Every sheet of a case in the light, in the dark and in large letters, and what it says to who forgets something.

let server: ServerProcess;
const cases = { open: id(), agreed: id() };
/** Longer than a line, as names of several parts or of firms are. */
const longName = '名字写不下一行的当事人甲·还有第二段·第三段';

const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
const party = (side: 'first' | 'second', name: string) => ({
	...{ id: id(), side, householdId: null, residentId: null, name, sex: 0, birthYear: null },
	...{ ethnicity: '', occupation: '', phone: null, address: '', guardian: null, agent: null }
});

test.beforeAll(async () => {
	test.setTimeout(240_000);
	server = await startServerProcess('smallDemo');
	const worker = await rawPhone(server.url, 'gridWorker');
	const rows = await worker.rows();
	const grid = rows.find(({ kind, body }) => kind === 'area' && body.kind === 'grid')!;
	const open = (caseId: string, parties: object[]): [string, unknown] => [
		'dispute.open',
		{
			...{ id: caseId, placeId: grid.body.id, source: 'applied', category: 'neighbours' },
			...{ scale: 'ordinary', colour: 'yellow', place: '楼道', people: 2, parties },
			...{ matter: '楼道里堆东西。', demand: '' }
		}
	];
	const sides = [party('first', longName), party('second', '楼下乙')];
	await worker.act(
		open(cases.open, [party('first', longName), party('second', '楼下乙')]),
		open(cases.agreed, sides),
		[
			'dispute.agree',
			{
				...{ id: id(), caseId: cases.agreed, seen: [cases.agreed, cases.agreed], form: 'oral' },
				...{ facts: '', issues: '', signatures: [], effectiveOn: today(), amountFen: null },
				terms: [{ id: id(), partyIds: [sides[0]!.id], what: '搬走旧家具', until: null }],
				isStatus: false
			}
		]
	);
});
test.afterAll(() => server?.end());

async function openCase(page: Page, caseId: string): Promise<void> {
	await signInAs(page, server.url, 'gridWorker');
	await allSent(page);
	await page.goto(`${server.url}/cases/${caseId}`);
	await expect(page.getByRole('heading', { name: '案卷记录' })).toBeVisible();
}

/** The sheets behind these buttons: what each says when it is left empty, if it cannot be. */
const sheets: Record<keyof typeof cases, [button: string, save: string, fault?: string][]> = {
	open: [
		['记一条', '记下'],
		['报告暴力或犯罪', '记下已经报告'],
		['一方不愿调解', '再看一遍', '请选是谁。'],
		['没有调成', '再看一遍'],
		['延长期限', '再看一遍'],
		['往上交', '再看一遍', '请写一句为什么。'],
		['请人参加、换人负责', '再看一遍', '请选一个人。'],
		['改案件内容、等级', '保存']
	],
	agreed: [
		['记履行', '记下'],
		['记回访', '记下'],
		['改日子', '保存'],
		['加一次回访', '保存'],
		['记司法确认', '保存'],
		['结案', '再看一遍'],
		['重新调解', '再看一遍', '请写一句为什么。']
	]
};

for (const [name, all] of Object.entries(sheets) as [keyof typeof cases, (typeof sheets)['open']][])
	test(`every sheet of a case that is ${name} is for everybody, and says what is missing`, async ({
		page
	}) => {
		test.setTimeout(300_000);
		await openCase(page, cases[name]);
		await look(page, `case-${name}`);
		for (const [button, save, fault] of all) {
			await page.getByRole('button', { name: button, exact: true }).first().click();
			await expect(sheet(page)).toBeVisible();
			await expect(sheet(page).locator('[aria-busy=true]')).toHaveCount(0);
			const act = sheet(page).getByRole('button', { name: save, exact: true });
			await expect(act).toBeVisible();
			if (fault) {
				await act.click();
				await expect(sheet(page).getByText(fault)).toBeVisible();
			}
			await look(page, `sheet-${name}-${all.findIndex(([one]) => one === button)}`);
			await page.keyboard.press('Escape');
			await expect(sheet(page)).toBeHidden();
		}
	});

test('a minor needs a guardian, nobody stands on both sides, and violence comes with what to do', async ({
	page
}) => {
	test.setTimeout(180_000);
	await signInAs(page, server.url, 'gridWorker');
	await allSent(page);
	await page.goto(`${server.url}/cases/new`);
	await page.getByLabel('发生了什么').fill('在楼下打人');
	await page.getByRole('checkbox', { name: '可能有家庭暴力' }).click();
	await expect(page.getByRole('link', { name: '打 110' })).toHaveAttribute('href', 'tel:110');
	await look(page, 'case-danger');
	await page.getByRole('link', { name: /下一步/ }).click();

	const add = async (side: string, name: string, born = '') => {
		await page.getByRole('button', { name: `加${side}` }).click();
		await sheet(page).getByLabel('姓名或单位').fill(name);
		await sheet(page).getByLabel('电话（可不写）', { exact: true }).fill('13800000000');
		await sheet(page).getByLabel('哪年出生').fill(born);
		await sheet(page).getByRole('button', { name: '写好了' }).click();
	};
	await add('甲方', '学生甲', String(new Date().getFullYear() - 9));
	await expect(sheet(page).getByText('不满 18 岁，要写监护人。')).toBeVisible();
	await expect(sheet(page).getByText('请写姓名。')).toBeVisible();
	await look(page, 'case-minor');
	await sheet(page).getByLabel('监护人姓名').fill('家长乙');
	await sheet(page).getByRole('button', { name: '写好了' }).click();
	await expect(sheet(page)).toBeHidden();
	await add('乙方', '学生甲');
	await page.getByRole('link', { name: /下一步/ }).click();
	await page.getByRole('radio', { name: '邻里' }).click();
	await page.getByRole('link', { name: /下一步/ }).click();
	await page.getByRole('button', { name: '登记这个案件' }).click();
	await expect(
		page
			.getByRole('alert')
			.or(page.getByText(/两边|同一/))
			.first()
	).toBeVisible();
	await look(page, 'case-both-sides');
	// Nothing that was written is lost by it.
	await page.goto(`${server.url}/cases/new`);
	await expect(page.getByLabel('发生了什么')).toHaveValue('在楼下打人');
});
