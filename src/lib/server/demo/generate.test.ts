import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { readIdNumber } from '$lib/domain/household/id-number';
import { householdSizes } from './community';
import { chanceOf } from './random';
import { demoSizes, fullSize, generateSubdistrict, smallSize } from './subdistrict';
import { generateVisits } from './visits';

const today = '2026-11-20';
const full = generateSubdistrict('tests', today);
const main = full.communities[0]!;
const inForce = (role: string) =>
	full.appointments.filter((one) => one.role === role && one.to === null);
const fingerprint = (value: unknown) =>
	createHash('sha256').update(JSON.stringify(value)).digest('hex');

test.each([
	['communities', full.communities.length, 8],
	['grids', full.communities.flatMap((one) => one.gridIds).length, 110],
	['units', full.communities.flatMap((one) => one.units).length, 1838],
	['unit leaders', inForce('unitLeader').length, 1838],
	['grids of the main community', main.gridIds.length, 14],
	['households of the main community', main.households.length, 7233],
	[
		'residents of the main community',
		main.households.flatMap((one) => one.residents).length,
		25_316
	]
])('the demonstration has exactly the %s it names', (_what, found, wanted) => {
	expect(found).toBe(wanted);
});

test('every unit has one leader, every grid a party group of three and a worker', () => {
	const units = full.communities.flatMap((one) => one.units.map((unit) => unit.id));
	expect(
		inForce('unitLeader')
			.map((one) => one.areaId)
			.sort()
	).toEqual([...units].sort());
	for (const gridId of full.communities.flatMap((one) => one.gridIds)) {
		expect(inForce('gridParty').filter((one) => one.areaId === gridId)).toHaveLength(3);
		expect(inForce('gridWorker').some((one) => one.areaId === gridId)).toBe(true);
	}
	for (const community of full.communities)
		for (const role of ['office', 'mediator', 'mediationLead', 'expert'])
			expect(inForce(role).some((one) => one.areaId === community.id)).toBe(true);
});

test('one tower has 34 storeys, several units and four doors on a floor', () => {
	const tall = main.units.filter((unit) => unit.doors.some((door) => door.floor === 34));
	const towers = tall.filter((unit) => unit.building === tall[0]!.building);
	expect(towers.length).toBeGreaterThan(1);
	expect(towers[0]!.doors.filter((door) => door.floor === 34)).toHaveLength(4);
});

test('the small one has every role, neighbours, a tall tower, old houses, and visits in every state', () => {
	const small = generateSubdistrict('linli', today, demoSizes.small);
	expect(small.communities.map((one) => one.households.length)).toEqual([800, 24, 24]);
	expect(small.communities.flatMap((one) => one.units)).toHaveLength(90);
	expect(small.representatives.map((one) => one.role)).toEqual(
		full.representatives.map((one) => one.role)
	);
	const [own] = small.communities;
	const ofFirstGrid = own!.units.filter((unit) => unit.gridId === own!.gridIds[0]);
	expect(ofFirstGrid[0]!.doors.some((door) => door.floor === 34)).toBe(true);
	expect(ofFirstGrid.length).toBeGreaterThan(1);
	expect(new Set(own!.units.map((unit) => unit.building)).size).toBeGreaterThan(5);
	const acts = generateVisits('linli/0', own!, today);
	const judged = new Set(acts.map(({ command }) => command.name));
	expect([...judged].sort()).toEqual(['visit.accept', 'visit.amend', 'visit.log', 'visit.return']);
});

test('households live behind doors of homes; some homes are empty, and there are shops', () => {
	const homes = new Set(
		main.units.flatMap((unit) =>
			unit.doors.filter((door) => door.use === 'home').map((door) => `${unit.id} ${door.no}`)
		)
	);
	for (const one of main.households) expect(homes.has(`${one.unitId} ${one.door}`)).toBe(true);
	const lived = new Set(main.households.map((one) => `${one.unitId} ${one.door}`));
	expect(lived.size).toBeLessThan(homes.size);
	expect(main.units.flatMap((u) => u.doors).some((door) => door.use === 'shop')).toBe(true);
});

test('ID numbers are valid, agree with birth and sex, and nobody shares one', () => {
	const seen = new Set<string>();
	for (const household of full.communities.flatMap((one) => one.households))
		for (const [i, { idNumber, birth }] of household.particulars.entries()) {
			const read = readIdNumber(idNumber!);
			expect(read).toEqual({
				ok: true,
				value: { number: idNumber, birth, sex: household.residents[i]!.sex }
			});
			expect(Number(idNumber!.slice(14, 17))).toBeGreaterThanOrEqual(996);
			expect(birth! < today).toBe(true);
			seen.add(idNumber!);
		}
	expect(seen.size).toBe(
		full.communities.flatMap((one) => one.households).flatMap((one) => one.residents).length
	);
});

test('phones ring nowhere', () => {
	const phones = main.households.flatMap((one) => one.residents).flatMap((one) => one.phone ?? []);
	expect(phones.length).toBeGreaterThan(10_000);
	expect(phones.filter((phone) => !/^14[23]\d{8}$/.test(phone))).toEqual([]);
});

test('the same seed gives the same bytes, another seed others', () => {
	const small = (seed: string) => {
		const drawn = generateSubdistrict(seed, today, smallSize(2, 80));
		return fingerprint([drawn, generateVisits(seed, drawn.communities[0]!, today)]);
	};
	expect(small('a')).toBe(small('a'));
	expect(small('a')).not.toBe(small('b'));
	expect(fingerprint(generateSubdistrict('tests', today, fullSize))).toBe(fingerprint(full));
});

test('sizes add up whatever is asked for, and the impossible is refused', () => {
	for (const [households, residents] of [
		[1, 1],
		[1, 8],
		[40, 40],
		[40, 320],
		[40, 140]
	] as const) {
		const sizes = householdSizes(chanceOf('sizes'), households, residents);
		expect(sizes).toHaveLength(households);
		expect(sizes.reduce((sum, one) => sum + one, 0)).toBe(residents);
	}
	expect(() => householdSizes(chanceOf('sizes'), 10, 9)).toThrow(RangeError);
	expect(() => householdSizes(chanceOf('sizes'), 10, 81)).toThrow(RangeError);
});

test('surnames are read as surnames, syllables stand apart', () => {
	const residents = main.households.flatMap((one) => one.residents);
	const sounds = (surname: string) =>
		new Set(
			residents.filter((one) => one.name.startsWith(surname)).map((one) => one.pinyin.split(' ')[0])
		);
	expect([...sounds('曾')]).toEqual(['zeng']);
	expect([...sounds('任')]).toEqual(['ren']);
	expect(residents.every((one) => one.pinyin.split(' ').length === [...one.name].length)).toBe(
		true
	);
});
