import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CaseEntry, Dispute } from '$lib/domain/dispute/schema';
import { logDays } from '$lib/domain/erasure/schema';
import { createCopies } from '../copy/engine';
import { createTreeSource } from '../db/areas';
import { testDatabases } from '../db/test-databases';
import { foundTown, id, phone, short, type Town } from '../engine/test-town';
import { createEraser } from './eraser';

const dayMs = 86_400_000;

// A case has two sides: what one asks for to be deleted goes when the case is over, what the other said is never handed out.

describe.each(testDatabases)('cases and deletion on $name', (databases) => {
	let town: Town;
	const over = { case: id(), note: id() };
	const open = { case: id(), note: id() };
	const devices = new Map<string, ReturnType<typeof phone>>();

	async function act(personId: string, name: string, args: unknown): Promise<string> {
		const device = devices.get(personId) ?? phone();
		devices.set(personId, device);
		const operation = device.operation(name, args);
		return short((await town.sync.push(personId, device.push([operation]))).receipts[0]);
	}
	const body = async <T>(kind: 'dispute' | 'caseEntry', one: string): Promise<T> => {
		const rows = town.db.selectFrom('rows').select('body').where('kind', '=', kind);
		return JSON.parse((await rows.where('id', '=', one).executeTakeFirstOrThrow()).body!) as T;
	};
	const party = (side: string, name: string, householdId: string | null) => ({
		...{ id: id(), side, householdId, residentId: null, name, sex: 1, birthYear: 1970 },
		...{ ethnicity: '', occupation: '', phone: null, address: '' },
		...{ guardian: null, agent: null }
	});
	async function quarrel(ids: typeof over, householdId: string) {
		const { worker } = town.people;
		const args = {
			...{ id: ids.case, placeId: town.units[0].id, source: 'applied', category: 'neighbours' },
			...{ scale: 'ordinary', colour: 'blue', place: '楼道', matter: '堆了很多东西', demand: '' },
			...{
				people: 2,
				parties: [party('first', '住户甲', householdId), party('second', '邻居乙', null)]
			}
		};
		const note = { fact: { kind: 'note' }, step: null, words: '邻居乙说的秘密' };
		expect(await act(worker, 'dispute.open', args)).toBe('applied');
		expect(await act(worker, 'dispute.addEntry', { id: ids.note, caseId: ids.case, ...note })).toBe(
			'applied'
		);
	}
	const eraser = () =>
		createEraser(town.db, {
			...{ now: () => town.clock.now, accept: town.accept, leftDays: 731 },
			photos: { remove: () => Promise.resolve() },
			rest: () => Promise.resolve()
		});

	beforeAll(async () => {
		await databases.begin();
		town = await foundTown(await databases.fresh());
		const [home] = town.units[0].households;
		await quarrel(over, home!);
		await quarrel(open, home!);
		const ended = { how: 'failed', partyId: null, told: ['court'], words: '谈不拢' };
		const args = { id: id(), caseId: over.case, seen: [over.case, over.case], ...ended };
		expect(await act(town.people.worker, 'dispute.end', args)).toBe('applied');
	});
	afterAll(async () => {
		await town.close();
		await databases.end();
	});

	test('a copy says which cases they are in, and nothing that the other side said', async () => {
		const copies = createCopies(town.db, createTreeSource(), () => town.clock.now);
		const householdId = town.units[0].households[0]!;
		const { cases } = await copies.copyOf(town.people.office, { householdId });
		expect(cases).toMatchObject([
			{ no: { no: 1 }, stage: 'failed', parties: [{ name: '住户甲' }], terms: [] },
			{ no: { no: 2 }, stage: 'open', parties: [{ name: '住户甲' }] }
		]);
		expect(JSON.stringify(cases)).not.toMatch(/邻居乙|秘密|堆了/);
	});

	test('a case that is over loses its words and keeps what the law archives; an open one later', async () => {
		const householdId = town.units[0].households[0]!;
		const asked = { id: id(), householdId, residents: null, ground: 'asked' };
		expect(await act(town.people.office, 'erasure.ask', asked)).toBe('applied');
		await eraser().pass();
		const words = async (ids: typeof over) => {
			const dispute = await body<Dispute>('dispute', ids.case);
			const entry = await body<CaseEntry>('caseEntry', ids.note);
			return [dispute.matter, dispute.parties[0]!.name, entry.words];
		};
		expect(await words(over)).toEqual(['', '', '']);
		expect(await body<Dispute>('dispute', over.case)).toMatchObject({
			...{ number: { no: 1 }, category: 'neighbours', cleared: asked.id }
		});
		expect(await words(open)).toEqual(['堆了很多东西', '住户甲', '邻居乙说的秘密']);
		const late = { fact: { kind: 'note' }, step: null, words: '补记' };
		expect(
			await act(town.people.worker, 'dispute.addEntry', { id: id(), caseId: over.case, ...late })
		).toBe('recordErased caseId');
		town.clock.now += (logDays + 1) * dayMs;
		await eraser().pass();
		expect(await words(open)).toEqual(['', '', '']);
		const log = await town.db.selectFrom('operations').select(['args', 'events']).execute();
		expect(JSON.stringify(log)).not.toMatch(/堆了很多东西|秘密/);
	});
});
