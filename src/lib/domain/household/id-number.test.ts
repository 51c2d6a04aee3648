import { describe, expect, it } from 'vitest';
import { checkCharacter, maskIdNumber, readIdNumber } from './id-number';

// The area 999999 does not exist, so these belong to nobody.
const of = (digits17: string) => digits17 + checkCharacter(digits17);

describe('the ID number (GB 11643)', () => {
	it.each([
		// The standard's own worked example.
		['11010519491231002X', { birth: '1949-12-31', sex: 2 }],
		['44052418800101001', 'shape'],
		['11010519491231002x', { birth: '1949-12-31', sex: 2 }],
		['110105194912310021', 'checksum'],
		['110105491231002', 'short'],
		['1101051949123100２X', 'shape'],
		['', 'shape'],
		[of('99999919900230001'), 'birth'],
		[of('99999918000101001'), 'birth'],
		[of('99999920240229002'), { birth: '2024-02-29', sex: 2 }],
		[of('99999920230229001'), 'birth'],
		[of('99999919881111013'), { birth: '1988-11-11', sex: 1 }]
	] as const)('%s', (text, expected) => {
		const read = readIdNumber(text);
		if (typeof expected === 'string') expect(read).toEqual({ ok: false, error: expected });
		else expect(read).toEqual({ ok: true, value: { number: text.toUpperCase(), ...expected } });
	});

	it('fits what the check character was computed for, and nothing one digit off', () => {
		const good = of('99999919500101001');
		expect(readIdNumber(good).ok).toBe(true);
		for (let i = 0; i < 17; i++) {
			const off = good.slice(0, i) + ((Number(good[i]) + 1) % 10) + good.slice(i + 1);
			expect(readIdNumber(off)).toEqual({ ok: false, error: 'checksum' });
		}
	});

	it.each([
		['11010519491231002X', '110***********002X'],
		['1101051', '1******'],
		['', '']
	])('shows %s as %s', (text, masked) => expect(maskIdNumber(text)).toBe(masked));
});
