import type { RegisterHousehold, Relation } from '$lib/domain/household/schema';
import type { Id } from '$lib/domain/kernel/id';
import type { idNumbers } from './id-number';
import { givenName, pinyinOf, surname, type Sex } from './names';
import { hardships } from './phrases';
import type { Chance } from './random';

/** Largest household that is drawn. */
export const largestHousehold = 8;

type Part =
	| 'head'
	| 'spouse'
	| 'child'
	| 'parent'
	| 'grandparent'
	| 'sibling'
	| 'inLaw'
	| 'grandchild'
	| 'mate';

interface Pattern {
	parts: Part[];
	/** Years of age of the head. */
	head: readonly [number, number];
	weight: number;
}

const pattern = (weight: number, head: readonly [number, number], parts: string): Pattern => ({
	weight,
	head,
	parts: ['head', ...(parts.split(' ').filter(Boolean) as Part[])]
});

/** Who lives together, by number of people: shares as such communities report them, rounded. */
const patterns: Record<number, Pattern[]> = {
	1: [pattern(6, [22, 58], ''), pattern(4, [62, 92], '')],
	2: [
		pattern(4, [60, 88], 'spouse'),
		pattern(4, [25, 58], 'spouse'),
		pattern(1.5, [30, 52], 'child'),
		pattern(0.8, [21, 32], 'mate')
	],
	3: [
		pattern(7, [27, 56], 'spouse child'),
		pattern(0.6, [21, 32], 'mate mate'),
		pattern(1, [35, 60], 'spouse parent')
	],
	4: [
		pattern(5, [29, 50], 'spouse child child'),
		pattern(3, [29, 52], 'spouse child parent'),
		pattern(2, [56, 74], 'spouse child inLaw')
	],
	5: [
		pattern(5, [29, 50], 'spouse child parent parent'),
		pattern(2, [30, 48], 'spouse child child parent'),
		pattern(3, [56, 74], 'spouse child inLaw grandchild')
	],
	6: [
		pattern(4, [30, 48], 'spouse child child parent parent'),
		pattern(3, [56, 74], 'spouse child inLaw grandchild grandchild')
	],
	7: [
		pattern(2, [30, 44], 'spouse child child parent parent grandparent'),
		pattern(1, [30, 46], 'spouse child child parent parent sibling')
	],
	8: [pattern(1, [30, 44], 'spouse child child parent parent grandparent sibling')]
};

const ethnicities = [
	['01', 90],
	['02', 6],
	['03', 2],
	['11', 2]
] as const;

// 142 and 143 are given to no operator: these phones ring nowhere.
const phone = (chance: Chance): string =>
	`14${chance.pick(['2', '3'])}${String(chance.int(0, 99_999_999)).padStart(8, '0')}`;

const clamp = (age: number): number => Math.max(1, Math.min(99, age));

/** What a family needs besides chance: the year of its ages, and a source of ID numbers. */
export interface FamilySource {
	year: number;
	numbers: ReturnType<typeof idNumbers>;
}

/** Draws one household of `size` people behind a door. */
export function drawHousehold(
	chance: Chance,
	source: FamilySource,
	place: { unitId: Id; door: string; no: string | null },
	size: number
): RegisterHousehold {
	const { head, parts } = chance.weighted(patterns[size]!.map((one) => [one, one.weight] as const));
	const headAge = chance.int(...head);
	const headSex: Sex = chance.is(0.68) ? 1 : 2;
	const family = surname(chance);
	const spouseFamily = surname(chance);
	const spouseSex: Sex = headSex === 1 ? 2 : 1;
	const fatherFamily = headSex === 2 && parts.includes('spouse') ? spouseFamily : family;
	let childAge = 0;
	let parents = 0;

	const draw = (part: Part): { age: number; sex: Sex; family: string; relation: Relation } => {
		const anySex: Sex = chance.is(0.52) ? 1 : 2;
		switch (part) {
			case 'head':
				return { age: headAge, sex: headSex, family, relation: 0 };
			case 'spouse': {
				const age = clamp(Math.max(20, headAge + chance.int(-4, 3)));
				return { age, sex: spouseSex, family: spouseFamily, relation: 1 };
			}
			case 'child': {
				childAge = clamp(headAge - chance.int(23, 33));
				return { age: childAge, sex: anySex, family: fatherFamily, relation: anySex === 1 ? 2 : 3 };
			}
			case 'inLaw': {
				// Lives with the head's child, whoever of the two that is: the register only says "other".
				const age = clamp(childAge + chance.int(-3, 3));
				return { age, sex: anySex, family: surname(chance), relation: 8 };
			}
			case 'grandchild':
				return {
					age: clamp(childAge - chance.int(23, 30)),
					sex: anySex,
					family: fatherFamily,
					relation: 4
				};
			case 'parent': {
				const isFather = parents++ === 0;
				const age = clamp(headAge + chance.int(22, 30));
				return isFather
					? { age, sex: 1, family, relation: 5 }
					: { age, sex: 2, family: surname(chance), relation: 5 };
			}
			case 'grandparent':
				return { age: clamp(headAge + chance.int(46, 52)), sex: 2, family, relation: 6 };
			case 'sibling':
				return { age: clamp(headAge + chance.int(-8, 8)), sex: anySex, family, relation: 7 };
			case 'mate': {
				const age = clamp(headAge + chance.int(-4, 4));
				return { age, sex: anySex, family: surname(chance), relation: 8 };
			}
		}
	};

	const residents: RegisterHousehold['residents'] = [];
	const particulars: RegisterHousehold['particulars'] = [];
	const ages: number[] = [];
	const ethnicity = chance.weighted(ethnicities);
	for (const part of parts) {
		const one = draw(part);
		const first = givenName(chance, one.sex);
		const id = chance.id();
		const hasPhone = one.age >= 12 && chance.is(one.age >= 75 ? 0.6 : one.age >= 18 ? 0.9 : 0.4);
		const { idNumber, birth } = source.numbers.issue(
			source.year - one.age,
			chance.int(0, 364),
			one.sex
		);
		ages.push(one.age);
		residents.push({
			id,
			name: one.family + first,
			pinyin: pinyinOf(one.family, first),
			sex: one.sex,
			birthYear: source.year - one.age,
			relation: one.relation,
			phone: hasPhone ? phone(chance) : null
		});
		particulars.push({ residentId: id, idNumber, birth, ethnicity, hardship: '' });
	}

	const isOldAlone = ages.every((age) => age >= 80);
	const needsCare = isOldAlone || chance.is(0.04);
	if (needsCare)
		particulars[0]!.hardship = isOldAlone ? hardships.oldAlone : chance.pick(hardships.other);
	const tenure = chance.weighted([
		['owner', parts.includes('mate') ? 10 : 70],
		['tenant', 25],
		['unknown', 5]
	] as const);
	return { id: chance.id(), ...place, tenure, needsCare, residents, particulars };
}
