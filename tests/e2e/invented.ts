import { randomInt } from 'node:crypto';
import { csvOf, type UploadFile } from './sheets';

/** A register of people who do not exist, and every word of it that nobody else may read. */
export interface Invented {
	sheet: UploadFile;
	names: string[];
	idNumbers: string[];
	phones: string[];
}

/** Characters that hardly anything else on a disk is made of. */
const rare = [
	...'鐾爨籴舂麸麋麝黻黼鼐鼙鼗齑龠龢翥耜耒聿肓胗脘膪臬舢舻艮芏芎芨苋苣苴茌荇荛莜莨菥菹葜葶蒈蓊蔻蕖薏藁蘅蚍蛏蜾螋'
];

/** A citizen's number whose check digit is right (GB 11643-1999). */
function idNumber(birthday: string, order: number): string {
	const digits = `150204${birthday}${String(order).padStart(3, '0')}`;
	const sum = [...digits].reduce((n, digit, i) => n + Number(digit) * (2 ** (17 - i) % 11), 0);
	return digits + '10X98765432'[sum % 11]!;
}

/** So many residents, four to a door; others every time. */
export function inventTown(residents: number): Invented {
	const pick = () => rare[randomInt(rare.length)]!;
	const town: Omit<Invented, 'sheet'> = { names: [], idNumbers: [], phones: [] };
	const lines: string[] = [];
	for (let i = 0; i < residents; i++) {
		const isHead = i % 4 === 0;
		const door = i >> 2;
		const [floor, number] = [1 + Math.floor(door / 8), 1 + (door % 8)];
		const isMale = randomInt(2) === 1;
		const day = `${randomInt(1940, 2000)}-0${randomInt(1, 10)}-1${randomInt(10)}`;
		const name = `${pick()}${pick()}${pick()}`;
		const order = () => 2 * randomInt(400) + (isMale ? 1 : 0);
		let id = idNumber(day.replaceAll('-', ''), order());
		// Among a thousand, two would have the same number every tenth time, and the register takes nobody twice.
		while (town.idNumbers.includes(id)) id = idNumber(day.replaceAll('-', ''), order());
		const phone = `1${randomInt(3_000_000_000, 9_999_999_999)}`;
		town.names.push(name);
		town.idNumbers.push(id);
		town.phones.push(phone);
		const who = isHead ? '户主' : '其他';
		lines.push(
			`柳荫社区,150204003008,第一网格,15020400300801,1号楼,1单元,${floor},${floor}0${number},,住宅,自住,否,` +
				`${who},${name},${isMale ? '男' : '女'},${id},${day},汉族,${phone},`
		);
	}
	return { ...town, sheet: csvOf('town.csv', lines) };
}
