import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AuditLine, AuditReply, AuditRequest } from '$lib/domain/audit';
import { createTreeSource } from '../db/areas';
import { testDatabases } from '../db/test-databases';
import { outcome } from '../auth/test-world';
import { household, id, phone, townNow, visit } from '../engine/test-town';
import { createAudit, type AuditEngine } from './engine';
import { exportTrail } from './export';
import { openTrail, type Trail } from './test-trail';

const dayMs = 86_400_000;

describe.each(testDatabases)('reading the audit trail on $name', (databases) => {
	let trail: Trail;
	let audit: AuditEngine;
	const today = { from: '2026-11-20', to: '2026-11-20' };
	beforeAll(async () => {
		await databases.begin();
		trail = await openTrail(await databases.fresh());
		const { town, journal } = trail;
		audit = createAudit(town.db, createTreeSource(), { now: () => town.clock.now, journal });
		await trail.visits(130);
		const { office, worker, farWorker } = town.people;
		const desk = phone();
		// One that is refused: nobody may register a door that is not there.
		const nowhere = household(town.units[0].id, '9999');
		await town.sync.push(office, desk.push([desk.operation('household.register', nowhere)]));
		const far = phone();
		const there = visit(town.farUnit.households[0]!, { words: '不该被看到的话' });
		await town.sync.push(farWorker, far.push([far.operation('visit.log', there)]));
		await journal.noted({ action: 'signIn', result: 'ok', personId: worker });
		await journal.noted({ action: 'linkMade', result: 'ok', personId: office, about: worker });
		await journal.noted({ action: 'signIn', result: 'wrongLogin' });
	});
	afterAll(async () => {
		await trail.town.close();
		await databases.end();
	});

	/** Every line that the pages show, in their order. */
	async function all(personId: string, request: AuditRequest): Promise<AuditLine[]> {
		const lines: AuditLine[] = [];
		let reply: AuditReply | undefined;
		do {
			const after = reply?.more ?? undefined;
			reply = await audit.auditPage(personId, { ...request, after });
			expect(reply.lines.length).toBeLessThanOrEqual(100);
			lines.push(...reply.lines);
		} while (reply.more);
		return lines;
	}
	const actions = (lines: AuditLine[]) => [...new Set(lines.map((line) => line.action))].sort();
	const office = () => trail.town.people.office;
	const admin = () => trail.town.subdistrict.admin;

	test('an office sees its own community, each line once, newest first, and no other community', async () => {
		const lines = await all(office(), today);
		expect(lines).toHaveLength(130 + 1 + 2);
		expect(new Set(lines.map((line) => line.id)).size).toBe(lines.length);
		expect(new Set(lines.map((line) => line.community))).toEqual(new Set([trail.town.community]));
		expect(lines.map((line) => line.at)).toEqual(
			lines.map((line) => line.at).sort((a, b) => b - a)
		);
	});

	test('the sub-district sees all of its communities, and what belongs to nobody', async () => {
		const lines = await all(admin(), today);
		// Its own lines, by which the town was founded, come on top.
		const own = lines.filter((line) => line.community === trail.town.subdistrict.id);
		expect(own.map((line) => line.who?.id)).toEqual(own.map(() => admin()));
		expect(actions(own)).toEqual(['appointment.make', 'area.add', 'household.register']);
		expect(lines.length - own.length).toBe(130 + 1 + 2 + 2);
		expect(lines.filter((line) => line.who === null).map((line) => line.result)).toEqual([
			'wrongLogin'
		]);
	});

	test.each(['worker', 'farWorker', 'formerWorker'] as const)('a %s sees nothing', async (who) => {
		const person = trail.town.people[who];
		expect(await outcome(audit.auditPage(person, today))).toBe('notAllowed');
		expect(await outcome(audit.auditExportPage(person, today, null))).toBe('notAllowed');
	});

	test('somebody unknown, or whose office has ended, sees nothing', async () => {
		expect(await outcome(audit.auditPage(id(), today))).toBe('notAllowed');
		trail.town.clock.now = Date.parse('2020-01-01T00:00:00Z');
		expect(await outcome(audit.auditPage(office(), today))).toBe('notAllowed');
		trail.town.clock.now = townNow;
	});

	test('days in the wrong order are refused', async () => {
		const request = { from: '2026-11-21', to: '2026-11-20' };
		expect(await outcome(audit.auditPage(office(), request))).toBe('dayOrder to');
	});

	test('filters by kind, outcome, person and day, alone and together', async () => {
		const find = async (more: Partial<AuditRequest>) =>
			actions(await all(office(), { ...today, ...more }));
		expect(await find({ kind: 'access' })).toEqual(['linkMade', 'signIn']);
		expect(await find({ kind: 'register' })).toEqual(['household.register']);
		expect(await find({ kind: 'staff' })).toEqual([]);
		expect(await find({ outcome: 'refused' })).toEqual(['household.register']);
		expect(await find({ outcome: 'held' })).toEqual([]);
		expect(await find({ kind: 'visits', outcome: 'ok' })).toEqual(['visit.log']);
		expect(await find({ person: '某人', kind: 'access' })).toEqual(['linkMade', 'signIn']);
		for (const nobody of ['没有这个人', '%', '_', "' or 1=1 --"])
			expect(await find({ person: nobody })).toEqual([]);
		expect(await find({ from: '2026-11-19', to: '2026-11-19' })).toEqual([]);
		expect(await find({ from: '2026-11-01', to: '2026-11-20', kind: 'register' })).toEqual([
			'household.register'
		]);
	});

	test('says who, whom it is about, with which result and from which device', async () => {
		const lines = await all(office(), today);
		const refused = lines.find((line) => line.result !== 'ok')!;
		expect(refused).toMatchObject({ action: 'household.register', result: 'doorUnknown' });
		expect(refused.deviceId).toMatch(/^[0-9a-f-]{36}$/);
		const { worker } = trail.town.people;
		expect(lines.find((line) => line.action === 'linkMade')).toMatchObject({
			who: { id: office(), name: '某人' },
			about: { id: worker, name: '某人' }
		});
	});

	test('nothing that somebody wrote in a record is in it', async () => {
		expect(JSON.stringify(await all(admin(), today))).not.toContain('不该被看到的话');
	});

	test('an export holds every line once, oldest first, leaves a line, and says that it is whole', async () => {
		const year = { from: '2026-01-01', to: '2026-12-31' };
		trail.town.clock.now += dayMs;
		const expected = (await all(office(), year)).map((line) => line.id).reverse();
		const stream = await exportTrail(audit, office(), year);
		const texts = (await new Response(stream).text()).trimEnd().split('\n');
		const lines = texts.map((text) => JSON.parse(text) as AuditLine & { end?: number });
		const noted = lines.at(-2)!;
		expect(noted).toMatchObject({ action: 'auditExported', who: { id: office() } });
		expect(lines.at(-1)).toEqual({ end: expected.length + 1 });
		expect(lines.slice(0, -2).map((line) => line.id)).toEqual(expected);
	});

	test('an export of somebody who may not read leaves nothing and sends nothing', async () => {
		const { worker } = trail.town.people;
		expect(await outcome(exportTrail(audit, worker, today))).toBe('notAllowed');
		const lines = await all(admin(), { ...today, kind: 'data' });
		expect(lines.filter((line) => line.who?.id === worker)).toEqual([]);
	});
});
