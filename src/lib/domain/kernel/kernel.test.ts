import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { actorOf, idOf } from '../test-world';
import { postFor } from './authority';
import { scopeOf } from './reach';
import { addDays, dayOf, daysBetween, isDay } from './day';
import { homeKey, parseHomeKey } from './home';
import { uuid7 } from './uuid';
import { Id } from './id';
import { isWellFormed, name, words } from './text';

describe('a day', () => {
	test.each([
		['2026-02-28', true],
		['2026-02-29', false],
		['2024-02-29', true],
		['1800-01-01', false],
		['2026-13-01', false],
		['2026-1-1', false],
		['', false]
	])('%s exists: %s', (text, exists) => expect(isDay(text)).toBe(exists));

	test('begins at midnight in China', () => {
		expect(dayOf(Date.UTC(2026, 0, 1, 15, 59, 59))).toBe('2026-01-01');
		expect(dayOf(Date.UTC(2026, 0, 1, 16, 0, 0))).toBe('2026-01-02');
	});

	test('days added come off again', () => {
		fc.assert(
			fc.property(fc.integer({ min: -30_000, max: 30_000 }), (days) => {
				expect(daysBetween('2026-03-02', addDays('2026-03-02', days))).toBe(days);
			})
		);
	});
});

test('ids made later sort later, and every one is a UUID of version 7', () => {
	const bytes = () => fc.uint8Array({ minLength: 10, maxLength: 10 });
	fc.assert(
		fc.property(
			fc.nat(2 ** 31),
			fc.integer({ min: 1, max: 1e9 }),
			bytes(),
			bytes(),
			(at, later, a, b) => {
				const [first, second] = [uuid7(at, a), uuid7(at + later, b)];
				expect(first < second).toBe(true);
				expect(v.is(Id, first)).toBe(true);
				expect(first[14]).toBe('7');
			}
		)
	);
});

describe('words', () => {
	test.each([
		['a plain name', '张三', true],
		['an emoji', '😀', true],
		['a combining mark, joined', 'e\u0301', true],
		['half a surrogate', '\ud83d', false],
		['the other half', 'a\ude00', false],
		['a NUL', 'a\u0000b', false],
		['a direction override', '\u202etxt', false],
		['a second line', 'a\nb', false],
		['nothing', '   ', false],
		['too many characters', '字'.repeat(11), false]
	])('%s', (_what, text, fits) => expect(v.is(name(10), text)).toBe(fits));

	test('several lines are words, trimmed and composed', () => {
		expect(v.parse(words(20), '  一\n二 e\u0301 ')).toBe('一\n二 é');
	});

	test('are well formed exactly when the platform can encode and decode them', () => {
		fc.assert(
			fc.property(
				fc.string({
					unit: fc.integer({ min: 0xd7f0, max: 0xe010 }).map((c) => String.fromCharCode(c))
				}),
				(text) => {
					const back = new TextDecoder().decode(new TextEncoder().encode(text));
					expect(isWellFormed(text)).toBe(back === text);
				}
			)
		);
	});
});

describe('authority', () => {
	const path = ['S', 'C', 'G', 'B', 'U'].map(idOf);
	test.each([
		['a unit leader in the own unit', actorOf('unitLeader', 'U'), true],
		['a unit leader of another unit', actorOf('unitLeader', 'X'), false],
		['a grid worker above it', actorOf('gridWorker', 'G'), true],
		[
			'an appointment that ended yesterday',
			actorOf('gridWorker', 'G', { to: '2026-03-01' }),
			false
		],
		[
			'an appointment that begins tomorrow',
			actorOf('gridWorker', 'G', { from: '2026-03-03' }),
			false
		],
		['a role that may not', actorOf('mediator', 'C'), false]
	])('%s', (_who, actor, may) => {
		expect(postFor(actor, ['unitLeader', 'gridWorker'], path, '2026-03-02') !== undefined).toBe(
			may
		);
	});

	test('the nearer hat counts', () => {
		const both = {
			...actorOf('gridWorker', 'G'),
			posts: [...actorOf('gridWorker', 'G').posts, ...actorOf('unitLeader', 'U').posts]
		};
		expect(postFor(both, ['unitLeader', 'gridWorker'], path, '2026-03-02')?.role).toBe(
			'unitLeader'
		);
	});

	test('a unit leader holds the own unit and the own entries, nothing sensitive, no staff', () => {
		const actor = actorOf('unitLeader', 'U');
		expect(scopeOf(actor, '2026-03-02')).toEqual([
			{ areaId: idOf('U'), dataClass: 'area' },
			{ areaId: idOf('U'), dataClass: 'register' },
			{ areaId: idOf('U'), dataClass: 'visit', own: actor.personId },
			{ areaId: idOf('U'), dataClass: 'question', own: actor.personId },
			// Their neighbours' payments too: nobody is asked twice because two collectors do not know of each other.
			{ areaId: idOf('U'), dataClass: 'money' }
		]);
	});

	test('nobody holds anything sensitive on a phone', () => {
		for (const role of [
			'unitLeader',
			'gridWorker',
			'gridParty',
			'mediator',
			'office',
			'subdistrict'
		] as const)
			expect(
				scopeOf(actorOf(role, 'S'), '2026-03-02').some((part) => part.dataClass === 'sensitive')
			).toBe(false);
	});

	test('when the appointment is over nothing is held but what one asked', () => {
		const former = actorOf('office', 'C', { to: '2026-03-01' });
		expect(scopeOf(former, '2026-03-02')).toEqual([
			{ areaId: idOf('C'), dataClass: 'question', own: former.personId }
		]);
	});
});

test('a home reads back from its key', () => {
	for (const home of [
		{ areaId: idOf('U'), dataClass: 'visit' as const },
		{ areaId: idOf('U'), dataClass: 'visit' as const, own: idOf('P') }
	])
		expect(parseHomeKey(homeKey(home))).toEqual(home);
});
