import { describe, expect, it } from 'vitest';
import type { Role } from '$lib/domain/kernel/actor';
import { homeOf, isAt, isPublic, tabsFor } from './ways';

const names = (role: Role | undefined, path: string) => tabsFor(role, path).map((tab) => tab.name);

describe('the navigation', () => {
	it.each<[Role | undefined, string, string[]]>([
		['unitLeader', '/today', ['today', 'doors', 'find', 'me']],
		['gridWorker', '/me', ['today', 'doors', 'find', 'me']],
		[undefined, '/today', ['today', 'doors', 'find', 'me']],
		['office', '/office/review', ['review', 'register', 'staff', 'figures', 'me']],
		['office', '/me', ['review', 'register', 'staff', 'figures', 'me']],
		['office', '/doors/x', ['today', 'doors', 'find', 'office', 'me']],
		['subdistrict', '/office/figures', ['figures', 'register', 'staff', 'me']],
		['subdistrict', '/household/x', ['today', 'doors', 'find', 'figures', 'me']]
	])('of %s on %s is %j', (role, path, expected) => {
		expect(names(role, path)).toEqual(expected);
	});

	it('never holds more than five places', () => {
		for (const role of ['unitLeader', 'office', 'subdistrict'] as const)
			for (const path of ['/today', '/office/staff', '/me'])
				expect(tabsFor(role, path).length).toBeLessThanOrEqual(5);
	});

	it('counts a household to the doors and not to a name that merely begins alike', () => {
		const doors = tabsFor('gridWorker', '/')[1]!;
		expect(isAt(doors, '/household/1')).toBe(true);
		expect(isAt(doors, '/doors/1')).toBe(true);
		expect(isAt(doors, '/doorstep')).toBe(false);
	});
});

describe('the way in', () => {
	it.each<[Role | undefined, string]>([
		['office', '/office/review'],
		['subdistrict', '/office/figures'],
		['gridParty', '/today'],
		['unitLeader', '/today'],
		[undefined, '/today']
	])('of %s leads to %s', (role, home) => expect(homeOf(role)).toBe(home));

	it.each([
		['/sign-in', true],
		['/join', true],
		['/setup', true],
		['/left', true],
		['/', true],
		['/lock/', true],
		['/r', true],
		['/accounts', true],
		['/register', false],
		['/joint', false],
		['/today', false],
		['/office/review', false]
	])('%s is public: %s', (path, expected) => expect(isPublic(path)).toBe(expected));
});
