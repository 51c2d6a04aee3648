import { expect, test } from 'vitest';
import { householdArgs, idOf, resident } from '../test-world';
import { amendmentOf } from './amendment';
import { contentOf } from './fields';
import type { Household } from './schema';
import { speaksOf, wantedByAmendment, wantedByRegistration } from './wanted';

const head = resident('head', { phone: '13800000001' });
const child = resident('child', { relation: 2 });
const before: Household = householdArgs('H', { residents: [head, child] });
const newborn = resident('newborn', { relation: 4, birthYear: 2026 });
const wanted = {
	...contentOf(before),
	no: '2',
	tenure: 'tenant' as const,
	residents: [
		{ ...head, phone: '13800000009', relation: 5 as const },
		{ ...newborn, relation: 0 as const }
	]
};
const args = (): Record<string, unknown> => ({ ...amendmentOf(before, wanted) });
const sorted = (content: { residents: { id: string }[] }) => ({
	...content,
	residents: [...content.residents].sort((a, b) => (a.id < b.id ? -1 : 1))
});

test('fills the form with everything that was written', () => {
	expect(sorted(wantedByAmendment(before, args()))).toEqual(sorted(wanted));
});

test('on a household that others have changed meanwhile, their other fields stay', () => {
	const now: Household = {
		...before,
		needsCare: true,
		residents: [{ ...head, birthYear: 1944 }, child]
	};
	const filled = wantedByAmendment(now, args());
	expect(filled).toMatchObject({ no: '2', needsCare: true });
	expect(filled.residents.find((one) => one.id === head.id)).toMatchObject({
		phone: '13800000009',
		birthYear: 1944
	});
});

test('on the household into which theirs was merged, only what was written about people counts', () => {
	const other: Household = householdArgs('into', {
		door: '201',
		residents: [resident('other'), { ...head, relation: 8 }, child]
	});
	const filled = wantedByAmendment(other, args());
	expect(filled).toMatchObject({ door: '201', no: null, tenure: 'owner' });
	expect(filled.residents.find((one) => one.id === head.id)?.phone).toBe('13800000009');
	expect(filled.residents.filter((one) => one.relation === 0).map((one) => one.id)).toEqual([
		idOf('other')
	]);
	expect(speaksOf(other, args())).toBe(true);
	// Without its people, as before the merger has arrived, there is nothing to correct on it.
	expect(speaksOf({ ...other, residents: [resident('other')] }, args())).toBe(false);
	// Nobody is taken off a household by words about another one.
	expect(filled.residents.map((one) => one.id)).toContain(child.id);
});

test('takes nothing that does not fit', () => {
	const broken = {
		id: before.id,
		changes: [{ field: 'door', to: 7 }, 'x'],
		joined: 'no',
		left: [3]
	};
	expect(wantedByAmendment(before, broken)).toEqual(contentOf(before));
	expect(wantedByRegistration({ door: 7 })).toBeUndefined();
	expect(wantedByRegistration({ ...before, particulars: [] })).toEqual(contentOf(before));
});
