import { fail, ok, type Result } from '../kernel/result';
import { isDay, type Day } from '../kernel/day';

/** What a citizen's ID number says of its holder (GB 11643-1999). */
export interface IdNumber {
	/** 18 characters, the check character in upper case. */
	number: string;
	birth: Day;
	/** GB/T 2261.1: 1 male, 2 female. */
	sex: 1 | 2;
}

/** `short`: the 15 digits given out before 1999; `shape`: not 18 characters; `checksum`; `birth`: no such day. */
export type IdNumberFault = 'short' | 'shape' | 'checksum' | 'birth';

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** The check character for the first 17 digits (ISO 7064 MOD 11-2); the caller knows that they are digits. */
export function checkCharacter(digits17: string): string {
	const sum = weights.reduce((total, weight, i) => total + weight * Number(digits17[i]), 0);
	return '10X98765432'[sum % 11]!;
}

/** Reads an ID number; a lower-case x is taken as X. */
export function readIdNumber(text: string): Result<IdNumber, IdNumberFault> {
	if (/^\d{15}$/.test(text)) return fail('short');
	if (!/^\d{17}[\dXx]$/.test(text)) return fail('shape');
	const number = text.toUpperCase();
	if (checkCharacter(number.slice(0, 17)) !== number[17]) return fail('checksum');
	const birth = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
	if (!isDay(birth)) return fail('birth');
	return ok({ number, birth, sex: Number(number[16]) % 2 === 1 ? 1 : 2 });
}

/** First three and last four characters, as custom has it on screens. Shorter texts show their first character alone. */
export const maskIdNumber = (text: string): string =>
	text.length > 7
		? text.slice(0, 3) + '*'.repeat(text.length - 7) + text.slice(-4)
		: text.slice(0, 1) + '*'.repeat(Math.max(0, text.length - 1));
