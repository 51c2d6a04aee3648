import { expect, type Page } from '@playwright/test';
import type { Area } from '../../src/lib/domain/area/schema';
import type { Booking } from '../../src/lib/domain/booking/schema';
import type { Household } from '../../src/lib/domain/household/schema';
import type { ServerProcess } from '../bench/server-process';
import { id, openBrowser, openHttpPhone, type HttpPhone } from '../server/http-phone';
import { allSent } from './people';
import { csvOf, type UploadFile } from './sheets';

// A campaign in a small town: security doors at 300 yuan for each household.

/** What each household pays, 分. */
export const eachFen = 30_000;

/** Two staircases of one grid: 34 homes in building 86, two in building 26. Nobody in it is real. */
export function doorsSheet(): UploadFile {
	const line = (building: string, floor: number, door: string, name: string) =>
		`柳荫社区,150204003008,第一网格,15020400300801,${building},1单元,${floor},${door},,住宅,自住,否,户主,${name},女,,1960-02-03,汉族,,`;
	const floors = Array.from({ length: 17 }, (_, i) => i + 1);
	return csvOf('doors.csv', [
		...floors.flatMap((floor) =>
			[1, 2].map((no) => line('86号楼', floor, `${floor}0${no}`, `邻居${floor}之${no}`))
		),
		line('26号楼', 1, '101', '远邻甲'),
		line('26号楼', 1, '102', '远邻乙')
	]);
}

/** Appoints a unit leader in building 86; answers the one-time link. */
export async function appointLeader(
	page: Page,
	server: ServerProcess,
	name: string
): Promise<string> {
	await page.goto(`${server.url}/office/staff`);
	await allSent(page);
	await page.getByRole('button', { name: '任命' }).click();
	const form = page.getByRole('dialog');
	await form.getByRole('radio', { name: '单元长' }).click();
	for (const [kind, label] of [
		['社区', '柳荫社区'],
		['网格', '第一网格'],
		['楼栋', '86号楼'],
		['单元', '1单元']
	] as const)
		await form.getByRole('combobox', { name: kind, exact: true }).selectOption({ label });
	await form.getByLabel('姓名').fill(name);
	await form.getByRole('button', { name: '任命' }).click();
	const link = page.getByText(/\/join#t=/);
	await expect(link).toBeVisible({ timeout: 30_000 });
	return (await link.innerText()).trim();
}

/** The desk of somebody who is signed in on a page, as a phone that acts by commands. */
export async function deskOf(page: Page, url: string): Promise<HttpPhone> {
	const cookies = await page.context().cookies(url);
	const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
	const desk = await openHttpPhone(openBrowser(url, cookie));
	await desk.sync();
	return desk;
}

/** The living bodies of one kind that a desk holds. */
export async function bodies<B>(desk: HttpPhone, kind: string): Promise<B[]> {
	const rows = await desk.db.rows.all();
	return rows.flatMap((row) => (row.kind === kind && !row.gone ? [row.body as B] : []));
}

/** The office opens the campaign for every household of the town; answers its id. */
export async function openCampaign(desk: HttpPhone): Promise<string> {
	const [households, areas] = await Promise.all([
		bodies<Household>(desk, 'household'),
		bodies<Area>(desk, 'area')
	]);
	const community = areas.find(({ kind }) => kind === 'community')!;
	const sharers = households.map((one, place) => ({
		...{ id: one.id, unitId: one.unitId, door: one.door, place },
		...{ area: null, floor: null, persons: null, agreedFen: null }
	}));
	const plan = {
		...{ costFen: eachFen * sharers.length, method: { by: 'household' }, sharers },
		...{ sources: [], exemptions: [] }
	};
	const resolution = { matter: 'voluntary', on: null, words: '三次居民会议', ballots: [] };
	const content = {
		...{ title: '换单元防盗门', purpose: '用了十年的门关不严。', resolution, offers: [] },
		...{ chosen: null, dueOn: null, plan }
	};
	const campaign = id();
	const acts = [
		await desk.act('campaign.draft', { id: campaign, areaId: community.id, seen: 0, content }),
		await desk.act('campaign.open', {
			...{ id: campaign, seen: 1 },
			levies: [...new Set(sharers.map(({ unitId }) => unitId))].map((unitId) => ({
				id: id(),
				unitId
			}))
		})
	];
	expect(acts).toEqual(['ok', 'ok']);
	await desk.sync();
	expect((await desk.done()).unsettled).toEqual([]);
	return campaign;
}

/** Collections of a campaign as the office's server has them, reversed ones too. */
export async function collections(desk: HttpPhone): Promise<Booking[]> {
	await desk.sync();
	const all = await bodies<Booking>(desk, 'booking');
	return all.filter(({ fact }) => fact.kind === 'collection');
}
