import type { Area, Door } from './area/schema';
import type { Command } from './handle';
import { evolve, handle } from './handle';
import type { Household, Resident } from './household/schema';
import type { Actor, Post, Role } from './kernel/actor';
import { clockOf, type Clock } from './kernel/clock';
import type { Event, Gone, Kind, Reading } from './kernel/record';

/** A readable, valid id for tests: the same label gives the same id. */
export function idOf(label: string): string {
	let hash = 0x811c9dc5;
	const hex: string[] = [];
	for (let i = 0; hex.length < 4; i++) {
		for (const char of label + i) hash = Math.imul(hash ^ char.codePointAt(0)!, 0x01000193) >>> 0;
		hex.push(hash.toString(16).padStart(8, '0'));
	}
	const s = hex.join('');
	return `${s.slice(0, 8)}-${s.slice(8, 12)}-7${s.slice(13, 16)}-8${s.slice(17, 20)}-${s.slice(20, 32)}`;
}

/** Half past nine on 2026-03-02 in China, epoch ms. */
export const morning = Date.UTC(2026, 2, 2, 1, 30);

/** A person with one appointment, in force from 2026 on unless told otherwise. */
export function actorOf(role: Role, area: string, post: Partial<Post> = {}, label?: string): Actor {
	const person = label ?? `${role}@${area}`;
	return {
		personId: idOf(person),
		name: person,
		posts: [
			{
				appointmentId: idOf(`${person}-post`),
				role,
				areaId: idOf(area),
				from: '2026-01-01',
				to: null,
				...post
			}
		]
	};
}

/** One resident; the head of household unless told otherwise. */
export const resident = (label: string, more: Partial<Resident> = {}): Resident => ({
	id: idOf(label),
	name: '甲乙',
	pinyin: 'jia yi',
	sex: 1,
	birthYear: 1950,
	relation: 0,
	phone: null,
	...more
});

/** What a test may say besides who, what and when: the command's version, and the hybrid clock (else that of `at`). */
export interface TestAct {
	version: number;
	clock: Clock;
}

/** A small world in memory that runs commands as both sides do, for the tests of the rules. */
export class TestWorld implements Reading {
	/** Set where the world stands for the server. */
	givesNumbers?: boolean;
	private readonly bodies = new Map<string, unknown>();
	private readonly gones = new Map<string, Gone>();

	get<B>(kind: Kind, id: string): B | undefined {
		return this.bodies.get(`${kind}:${id}`) as B | undefined;
	}

	gone(kind: Kind, id: string): Gone | undefined {
		return this.gones.get(`${kind}:${id}`);
	}

	pathOf(areaId: string): readonly string[] | undefined {
		return this.get<Area>('area', areaId)?.path;
	}

	/** Puts events into force. */
	apply(events: readonly Event[]): void {
		for (const event of events) {
			const key = `${event.kind}:${event.id}`;
			const next = evolve(this.bodies.get(key), event);
			if ('gone' in next) {
				this.bodies.delete(key);
				this.gones.set(key, next.gone);
			} else this.bodies.set(key, next.body);
		}
	}

	/** Runs a command; its events take force. Yields 'ok' or the refusal's code, with its field where it has one. */
	run(
		actor: Actor,
		name: string,
		args: unknown,
		at = morning,
		more: Partial<TestAct> = {}
	): string {
		const result = this.judge(actor, name, args, at, more);
		if (result.ok) {
			this.apply(result.value);
			return 'ok';
		}
		return result.error.field ? `${result.error.code} ${result.error.field}` : result.error.code;
	}

	/** Judges a command without letting it take force. */
	judge(actor: Actor, name: string, args: unknown, at = morning, more: Partial<TestAct> = {}) {
		const command: Command = { name, version: more.version ?? 1, args };
		return handle(command, actor, { at, clock: more.clock ?? clockOf(at, 0) }, this);
	}
}

const area = (
	kind: Area['kind'],
	label: string,
	parent: string | null,
	code: string | null = null
) => ({
	id: idOf(label),
	kind,
	name: label,
	code,
	parentId: parent && idOf(parent),
	doors: [] as Door[]
});

/** The sub-district's administrator in the test world. */
export const admin = actorOf('subdistrict', 'S');

/**
 * A sub-district S with communities C and C2, grids G and G2, a building B with units U and U2 (doors 101, 102, 201)
 * and one household H behind door 101 of U.
 */
export function testWorld(): TestWorld {
	const world = new TestWorld();
	const doors: Door[] = [
		{ no: '101', floor: 1, use: 'home' },
		{ no: '102', floor: 1, use: 'home' },
		{ no: '201', floor: 2, use: 'home' }
	];
	for (const args of [
		area('subdistrict', 'S', null, '150204003'),
		area('community', 'C', 'S', '150204003001'),
		area('community', 'C2', 'S', '150204003002'),
		area('grid', 'G', 'C', '15020400300101'),
		area('grid', 'G2', 'C', '15020400300102'),
		area('building', 'B', 'G'),
		{ ...area('unit', 'U', 'B'), doors },
		{ ...area('unit', 'U2', 'B'), doors }
	])
		must(world.run(admin, 'area.add', args));
	must(world.run(admin, 'household.register', householdArgs('H')));
	return world;
}

/** Arguments that register a household behind door 101 of unit U. */
export const householdArgs = (
	label: string,
	more: Partial<Household> & { particulars?: unknown } = {}
) => ({
	id: idOf(label),
	unitId: idOf('U'),
	door: '101',
	no: null,
	tenure: 'owner' as const,
	needsCare: false,
	residents: [resident(`${label}-head`)],
	particulars: [],
	...more
});

function must(outcome: string): void {
	if (outcome !== 'ok') throw new Error(`the test world refused its own ground: ${outcome}`);
}
