import { expect, test } from 'vitest';
import { amendmentOf } from '$lib/domain/household/amendment';
import type { Household } from '$lib/domain/household/schema';
import { householdArgs, resident } from '$lib/domain/test-world';
import { needWords } from '$lib/text/text.svelte';
import { changesOfArgs } from './changes-of-args';

const household: Household = householdArgs('N');

test('shows what was wanted beside what stands, and takes nothing that does not fit', async () => {
	await needWords('attention', 'register');
	const wanted = {
		...household,
		tenure: 'tenant' as const,
		residents: [resident('N-head', { phone: '13800000001' })]
	};
	const args = { ...amendmentOf(household, wanted) } as Record<string, unknown>;
	const lines = [
		{ field: '居住情况', mine: '租住', now: '自住' },
		{ field: '甲乙的电话', mine: '13800000001', now: '（空）' }
	];
	expect(changesOfArgs(args, household)).toEqual(lines);
	// The household is gone: the names are those that the author saw.
	expect(changesOfArgs(args, undefined)).toEqual(
		lines.map((line) => ({ ...line, now: undefined }))
	);
	expect(changesOfArgs({ changes: [{ field: 'door', to: 7 }, 'x'] }, undefined)).toEqual([]);
	expect(changesOfArgs({ id: 'v', result: 'home' }, undefined)).toEqual([]);
});
