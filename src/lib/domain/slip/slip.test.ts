import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { makePair, sign, verify, type SigningPair } from '$lib/protocol/signing';
import { addDays } from '../kernel/day';
import { maxFen } from '../money/fen';
import { idOf } from '../test-world';
import { fromBase64url, toBase64url } from './base64url';
import { checkSlip } from './check';
import { certificateMessage, certifiedBy, hexOf, readSlip, slipCode, slipToSign } from './code';
import type { Certificate, SlipFacts } from './schema';

let server: SigningPair;
let phone: SigningPair;
let stranger: SigningPair;
beforeAll(async () => {
	[server, phone, stranger] = await Promise.all([makePair(), makePair(), makePair()]);
});

const keyId = '0123456789abcdef';
const keys = () => [{ id: keyId, publicKey: hexOf(server.publicKey) }];

const facts: SlipFacts = {
	...{ bookingId: idOf('booking'), forId: idOf('levy') },
	...{ fen: 30_000, day: '2026-03-02' }
};

async function certified(by = server, more: Partial<Certificate> = {}) {
	const certificate = {
		...{ keyId, deviceId: idOf('phone'), personId: idOf('leader'), until: '2026-09-01' },
		...{ publicKey: phone.publicKey, ...more }
	};
	return certifiedBy(certificate, await sign(by.privateKey, certificateMessage(certificate)));
}

async function codeOf(of = facts, { certificate = certified(), by = phone } = {}) {
	const { bytes, message } = slipToSign(of, await certificate)!;
	return slipCode(bytes, await sign(by.privateKey, message));
}

const kindOf = async (code: string) => (await checkSlip(code, keys(), verify)).kind;

const anyFacts = fc.record({
	bookingId: fc.uuid(),
	forId: fc.uuid(),
	fen: fc.integer({ min: 1, max: maxFen }),
	day: fc.integer({ min: 0, max: 9_000 }).map((days) => addDays('2000-01-01', days))
});

describe('a receipt’s code', () => {
	it('that is real verifies, and says what was signed', () =>
		fc.assert(
			fc.asyncProperty(anyFacts, async (of) => {
				const checked = await checkSlip(await codeOf(of), keys(), verify);
				expect(checked).toMatchObject({
					kind: 'good',
					slip: { facts: of, certificate: { personId: idOf('leader'), deviceId: idOf('phone') } }
				});
			}),
			{ numRuns: 30 }
		));

	it('does not verify once any byte of it is another', async () => {
		const real = fromBase64url(await codeOf())!;
		await fc.assert(
			fc.asyncProperty(
				fc.nat(real.length - 1),
				fc.integer({ min: 1, max: 255 }),
				async (at, by) => {
					const altered = real.map((byte, i) => (i === at ? byte ^ by : byte));
					expect(await kindOf(toBase64url(altered))).not.toBe('good');
				}
			),
			{ numRuns: 300 }
		);
		// Not one place is left to chance.
		for (let at = 0; at < real.length; at++)
			expect(await kindOf(toBase64url(real.map((b, i) => (i === at ? b ^ 1 : b))))).not.toBe(
				'good'
			);
	});

	it('does not verify once any letter of it is another, be it in bits that no byte has', async () => {
		const real = await codeOf();
		for (let at = 0; at < real.length; at++) {
			const letter = real[at] === 'A' ? 'B' : 'A';
			const altered = real.slice(0, at) + letter + real.slice(at + 1);
			expect(await kindOf(altered)).not.toBe('good');
		}
		const last = real.at(-1)!;
		for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ')
			if (letter !== last) expect(await kindOf(real.slice(0, -1) + letter)).not.toBe('good');
	});

	it('of a phone that nobody vouches for is forged', async () => {
		expect(await kindOf(await codeOf(facts, { by: stranger }))).toBe('forged');
		expect(await kindOf(await codeOf(facts, { certificate: certified(stranger) }))).toBe('forged');
		const own = { publicKey: stranger.publicKey };
		const selfMade = codeOf(facts, { certificate: certified(stranger, own), by: stranger });
		expect(await kindOf(await selfMade)).toBe('forged');
	});

	it('does not carry another amount, list or day under the signature of the first', async () => {
		const real = fromBase64url(await codeOf())!;
		for (const other of [
			{ fen: 300 },
			{ bookingId: idOf('other') },
			{ forId: idOf('other') },
			{ day: '2026-03-03' }
		]) {
			const { bytes } = slipToSign({ ...facts, ...other }, await certified())!;
			expect(await kindOf(slipCode(bytes, real.slice(-64)))).toBe('forged');
		}
	});

	it('says a day after the last one of its certificate: forged', async () => {
		expect(await kindOf(await codeOf({ ...facts, day: '2026-09-01' }))).toBe('good');
		expect(await kindOf(await codeOf({ ...facts, day: '2026-09-02' }))).toBe('forged');
	});

	it('of another server is not judged', async () => {
		const certificate = certified(server, { keyId: 'ffffffffffffffff' });
		expect(await kindOf(await codeOf(facts, { certificate }))).toBe('unknownKey');
	});

	it('is not made for what it cannot say', async () => {
		const certificate = await certified();
		for (const wrong of [
			{ fen: 0 },
			{ fen: -1 },
			{ fen: 0.5 },
			{ fen: maxFen + 1 },
			{ day: '1999-12-31' }
		])
			expect(slipToSign({ ...facts, ...wrong }, certificate)).toBeUndefined();
		expect(slipToSign(facts, certificate.slice(1))).toBeUndefined();
	});
});

describe('reading what somebody holds out', () => {
	it('takes nothing but a whole code of this version', async () => {
		const real = await codeOf();
		const bytes = fromBase64url(real)!;
		const faultOf = (code: string) => {
			const read = readSlip(code);
			return read.ok ? 'read' : read.error;
		};
		expect(faultOf('')).toBe('unreadable');
		expect(faultOf('今')).toBe('unreadable');
		expect(faultOf(`${real}=`)).toBe('unreadable');
		expect(faultOf(` ${real}`)).toBe('unreadable');
		expect(faultOf('A'.repeat(1_000_000))).toBe('unreadable');
		for (let length = 1; length < bytes.length; length++)
			expect(faultOf(toBase64url(bytes.slice(0, length)))).toBe('unreadable');
		expect(faultOf(toBase64url(Uint8Array.of(...bytes, 0)))).toBe('unreadable');
		for (const version of [0, 2, 255])
			expect(faultOf(toBase64url(Uint8Array.of(version, ...bytes.slice(1))))).toBe('otherVersion');
		// No amount at all.
		expect(faultOf(toBase64url(bytes.map((b, i) => (i >= 33 && i < 38 ? 0 : b))))).toBe(
			'unreadable'
		);
	});

	it('never throws', () =>
		fc.assert(
			fc.property(fc.oneof(fc.string(), fc.base64String()), (text) => void readSlip(text))
		));

	it('has one spelling for each sequence of bytes', () =>
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
				expect(fromBase64url(toBase64url(bytes))).toEqual(bytes);
				expect(toBase64url(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
			})
		));
});
