import { checkCharacter } from '$lib/domain/household/id-number';
import type { Day } from '$lib/domain/kernel/day';
import type { Sex } from './names';

/**
 * Hands out ID numbers that pass every check and belong to nobody. Serials 996–999 were kept back for people over a
 * hundred years of age when numbers had 15 digits, and no district counts that far on one day of birth since.
 * Four a day is all there is, so the caller's day is only a wish: the day given back is the one in the number.
 */
export function idNumbers(areaDigits: string): {
	issue(year: number, dayOfYear: number, sex: Sex): { idNumber: string; birth: Day };
} {
	const taken = new Set<string>();
	return {
		issue(year, dayOfYear, sex) {
			for (let step = 0; step < 365; step++) {
				const at = Date.UTC(year, 0, 1 + ((dayOfYear + step * 7) % 365));
				const birth = new Date(at).toISOString().slice(0, 10);
				for (const serial of sex === 1 ? ['999', '997'] : ['998', '996']) {
					const digits = areaDigits + birth.replaceAll('-', '') + serial;
					if (taken.has(digits)) continue;
					taken.add(digits);
					return { idNumber: digits + checkCharacter(digits), birth };
				}
			}
			throw new Error(`No number left for ${year}`);
		}
	};
}
