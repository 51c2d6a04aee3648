import { faker } from '@faker-js/faker/locale/zh_CN';
import { pinyin } from 'pinyin-pro';
import type { Chance } from './random';

/** As in GB/T 2261.1: 1 male, 2 female. */
export type Sex = 1 | 2;

const raw = faker.rawDefinitions.person;
const surnames = raw?.last_name?.generic ?? [];
const given: Record<Sex, readonly string[]> = {
	1: raw?.first_name?.male ?? [],
	2: raw?.first_name?.female ?? []
};

// The locale lists every surname once; in a stairwell a fifth is called Wang, Li or Zhang, and nearly nobody Linghu.
const often = '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗';
const weightedSurnames = surnames.map((name): readonly [string, number] => [
	name,
	name.length > 1 ? 0.1 : often.includes(name) ? 24 - often.indexOf(name) : 1
]);

// Two thousand more given names out of the locale's own characters: eighty would repeat on every floor.
const characters: Record<Sex, readonly string[]> = {
	1: [...new Set(given[1].join(''))],
	2: [...new Set(given[2].join(''))]
};

/** A surname, common ones more often. */
export const surname = (chance: Chance): string => chance.weighted(weightedSurnames);

/** A given name of one or two characters; invented, whoever it may remind of. */
export function givenName(chance: Chance, sex: Sex): string {
	if (chance.is(0.4)) return chance.pick(given[sex]);
	const first = chance.pick(characters[sex]);
	return chance.is(0.12) ? first : first + chance.pick(characters[sex]);
}

const known = new Map<string, string>();

/**
 * Syllables by sound, without tones, separated by spaces (`zhang gui fang`). The surname is read as a surname
 * (单 is shan, 曾 is zeng). Cached by name part: reading 25,000 names one by one takes seconds.
 */
export function pinyinOf(family: string, first: string): string {
	return [read(family, true), ...[...first].map((one) => read(one, false))].join(' ');
}

function read(text: string, isSurname: boolean): string {
	const key = `${isSurname}${text}`;
	let sound = known.get(key);
	if (sound === undefined) {
		sound = pinyin(text, {
			toneType: 'none',
			type: 'array',
			surname: isSurname ? 'all' : 'off'
		}).join(' ');
		known.set(key, sound);
	}
	return sound;
}
