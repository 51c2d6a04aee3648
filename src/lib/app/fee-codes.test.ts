import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { handOverCode, personCode, readHandOverCode, readPersonCode } from './fee-codes';

const id = (n: number) => `018f0000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;

const given = {
	...{ id: id(1), campaignId: id(2), areaId: id(3), from: id(4), fromName: '单元长甲' },
	...{ covers: [id(5), id(6)], expectedFen: 60_000, notes: { '10000': 5, '5000': 2 } }
};

describe('the code of a hand-over', () => {
	test('reads back as it was given', () => {
		expect(readHandOverCode(handOverCode(given))).toEqual(given);
	});

	test('reads back out of an address, and out of a message', () => {
		const code = handOverCode(given);
		expect(readHandOverCode(`https://linli.example/fees/receive#c=${code}`)).toEqual(given);
		expect(readHandOverCode(`交款码 ${code} `)).toEqual(given);
	});

	test('of an evening with 34 doors is short enough for a picture', () => {
		const covers = Array.from({ length: 34 }, (_, i) => id(100 + i));
		expect(handOverCode({ ...given, covers }).length).toBeLessThan(1_100);
	});

	test('any id survives being packed', () => {
		fc.assert(
			fc.property(fc.uuid(), (uuid) => {
				expect(readPersonCode(personCode({ id: uuid, name: '甲' }, 'office'))?.id).toBe(uuid);
			})
		);
	});

	test.each([
		'',
		'hello',
		'h1',
		'h1~a~b',
		'p1~~',
		'h1~%%%~~~~~~~',
		handOverCode(given).slice(0, -3)
	])('anything else is none: %s', (text) => {
		expect(readHandOverCode(text)).toBeUndefined();
		expect(readPersonCode(text)).toBeUndefined();
	});

	test('of a person is none of a hand-over, and the other way round', () => {
		expect(readHandOverCode(personCode({ id: id(1), name: '甲' }, 'office'))).toBeUndefined();
		expect(readPersonCode(handOverCode(given))).toBeUndefined();
		const told = { id: id(1), name: '甲~乙' };
		const code = personCode(told, 'office');
		expect(readPersonCode(code)).toEqual({ ...told, role: 'office' });
		// A phone that has not been brought up to date yet says no role; one that is newer may say one that nobody knows.
		expect(readPersonCode(code.replace(/~office$/, ''))).toEqual({ ...told, role: 'gridWorker' });
		expect(readPersonCode(`${code}r`)).toBeUndefined();
	});
});
