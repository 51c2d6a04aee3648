import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { amendmentOf } from '$lib/domain/household/amendment';
import { AmendHousehold, type Household } from '$lib/domain/household/schema';
import { pinyinOf as serverPinyin } from '$lib/server/imports/pinyin';
import {
	contentOf,
	draftOf,
	emptyDraft,
	faultsOf,
	hasOneHead,
	type ResidentDraft
} from './household-form';
import { pinyinOf } from './pinyin';

const id = (n: number) => `00000000-0000-7000-8000-00000000000${n}`;
const household: Household = {
	id: id(9),
	unitId: id(8),
	door: '301',
	no: null,
	tenure: 'owner',
	needsCare: true,
	residents: [
		{
			id: id(1),
			name: '甲乙',
			pinyin: 'jia yi',
			sex: 2,
			birthYear: 1956,
			relation: 0,
			phone: '13800000000'
		},
		{
			id: id(2),
			name: '丙丁',
			pinyin: 'bing ding',
			sex: 1,
			birthYear: null,
			relation: 1,
			phone: null
		}
	]
};
const withFirst = (change: Partial<ResidentDraft>) => {
	const draft = draftOf(household);
	draft.residents[0] = { ...draft.residents[0]!, ...change };
	return draft;
};

describe('the household form', () => {
	it('gives a household back as it was when nothing was touched', async () => {
		const content = await contentOf(draftOf(household));
		expect({ id: household.id, unitId: household.unitId, ...content }).toEqual(household);
	});

	it('makes what the command accepts out of what people type', async () => {
		const draft = withFirst({
			name: ' 单于甲 ',
			phone: '+86 138-0000 0001',
			birthYear: '１９５６'
		});
		expect(faultsOf(draft, 2026).size).toBe(0);
		const content = await contentOf({ ...draft, no: ' 2 ', care: 'no' });
		expect(content).toMatchObject({
			no: '2',
			needsCare: false,
			residents: [{ name: '单于甲', phone: '13800000001', birthYear: 1956 }, {}]
		});
		expect(v.is(AmendHousehold, amendmentOf(household, content))).toBe(true);
	});

	it.each<[string, Partial<ResidentDraft>, string[]]>([
		['no name', { name: ' ' }, ['name']],
		['a name too long', { name: '长'.repeat(51) }, ['name']],
		['a year of two digits', { birthYear: '56' }, ['birthYear']],
		['a year to come', { birthYear: '2027' }, ['birthYear']],
		['a year long ago', { birthYear: '1800' }, ['birthYear']],
		['half a phone', { phone: '1380000' + 'x' }, ['phone']],
		['everything wrong', { name: '', birthYear: 'x', phone: 'x' }, ['name', 'birthYear', 'phone']],
		['nothing wrong', {}, []]
	])('finds %s', (_what, change, fields) =>
		expect(Object.keys(faultsOf(withFirst(change), 2026).get(id(1)) ?? {})).toEqual(fields)
	);

	it('wants one head, and only one', () => {
		expect(hasOneHead(emptyDraft('301', id(1)))).toBe(true);
		expect(hasOneHead(withFirst({ relation: '1' }))).toBe(false);
		const two = draftOf(household);
		two.residents[1]!.relation = '0';
		expect(hasOneHead(two)).toBe(false);
	});

	it.each(['单于甲', '吕绿', '曾子乙', '阿依古丽·买买提', 'Anna Li', '甲A1', '👵'])(
		'spells %s as the import does',
		async (name) => expect(await pinyinOf(name)).toBe(serverPinyin(name))
	);
});
