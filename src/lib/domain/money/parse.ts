import { fail, ok, type Result } from '../kernel/result';
import { maxFen, type Fen } from './fen';

/** Why what somebody typed is no amount. The list is closed, as that of refusals is. */
export const amountFaults = [
	'empty',
	'notANumber',
	'negative',
	'zero',
	'tooFine', // a third digit behind the point: there is nothing smaller than 1 分
	'tooLarge' // 10⁹ yuan and above
] as const;
export type AmountFault = (typeof amountFaults)[number];

// The currency may be named on either side; of thousands only whole groups of three, since "1,23" may mean 1.23.
const typed = /^¥?\s*(-?)\s*¥?\s*(\d+|\d{1,3}(?:,\d{3})+|(?=\.\d))(?:\.(\d*))?\s*元?$/;

/**
 * What somebody typed in yuan, as 分. Full-width digits and the Chinese full stop in place of the point are what a
 * keyboard gives that was not switched over. Nothing is rounded and nothing guessed.
 */
export function parseFen(text: string): Result<Fen, AmountFault> {
	// An amount has a dozen characters; nobody's pasted novel is walked over.
	if (text.length > 60) return fail('notANumber');
	const plain = text
		.normalize('NFKC')
		.trim()
		.replace(/\u3002/g, '.')
		.replace(/[\u2212\u2010-\u2015]/g, '-');
	if (plain === '') return fail('empty');
	const [, sign, whole, part = ''] = typed.exec(plain) ?? [];
	if (whole === undefined) return fail('notANumber');
	const yuan = whole.replace(/,/g, '').replace(/^0+/, '');
	if (sign) return fail('negative');
	if (part.length > 2) return fail('tooFine');
	if (yuan.length > String(maxFen).length - 2) return fail('tooLarge');
	const fen = Number(yuan + part.padEnd(2, '0'));
	return fen === 0 ? fail('zero') : ok(fen);
}
