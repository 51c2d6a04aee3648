import { createOTP } from '@better-auth/utils/otp';
import { describe, expect, it } from 'vitest';
import { deviceKind } from './device-kind';
import { createSealer } from './seal';
import { forApp, newSecret, stepOf } from './totp';

describe('codes', () => {
	// RFC 6238, appendix B, the rows of SHA-1; six digits are the last six of its eight.
	const rfc = '12345678901234567890';
	it.each([
		[59, '287082'],
		[1111111109, '081804'],
		[1111111111, '050471'],
		[1234567890, '005924'],
		[2000000000, '279037'],
		[20000000000, '353130']
	])('are at second %d what the standard says', async (seconds, code) => {
		expect(await stepOf(code, rfc, seconds * 1000, 0)).toBe(Math.floor(seconds / 30));
	});

	it('are taken one step early and late, not two, and none that is not after the last', async () => {
		const code = await createOTP(rfc).hotp(1000);
		const at = (step: number, last = 0) => stepOf(code, rfc, step * 30_000, last);
		expect(await Promise.all([998, 999, 1000, 1001, 1002].map((step) => at(step)))).toEqual([
			undefined,
			1000,
			1000,
			1000,
			undefined
		]);
		expect(await at(1000, 999)).toBe(1000);
		expect(await at(1000, 1000)).toBeUndefined();
	});

	it.each(['', '28708', '2870822', '28708２', 'abcdef', '\0', '😀'.repeat(40)])(
		'are not %j',
		async (code) => {
			expect(await stepOf(code, rfc, 59_000, 0)).toBeUndefined();
		}
	);

	it('come of a secret of their own, which the other app gets in base32', () => {
		const [one, other] = [newSecret(), newSecret()];
		expect(one).not.toBe(other);
		const { url, secret } = forApp(one, '张三');
		expect(secret).toMatch(/^[A-Z2-7]{32}$/);
		expect(url).toContain(`otpauth://totp/Linli:${encodeURIComponent('张三')}?secret=${secret}`);
	});
});

describe('a sealed secret', () => {
	const sealer = createSealer('x'.repeat(32));
	const sealed = sealer.seal('my secret', 'person');

	it('opens for the person it was sealed to', () => {
		expect(sealer.open(sealed, 'person')).toBe('my secret');
		expect(sealed).not.toBe(sealer.seal('my secret', 'person'));
	});

	it('opens neither for another person, nor under another secret, nor changed', () => {
		expect(sealer.open(sealed, 'other')).toBeUndefined();
		expect(createSealer('y'.repeat(32)).open(sealed, 'person')).toBeUndefined();
		const bytes = Buffer.from(sealed, 'base64url');
		for (let i = 0; i < bytes.length; i++) {
			const changed = Buffer.from(bytes);
			changed[i]! ^= 1;
			expect(sealer.open(changed.toString('base64url'), 'person')).toBeUndefined();
		}
		expect(sealer.open('', 'person')).toBeUndefined();
	});
});

describe('the kind of a device', () => {
	const chrome = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Mobile Safari/537.36';
	it.each([
		[`Mozilla/5.0 (Linux; Android 10; K) ${chrome}`, 'chrome/android'],
		[`Mozilla/5.0 (Linux; Android 10; K) ${chrome} MicroMessenger/8.0`, 'wechat/android'],
		['Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) Version/17.0 Safari/604.1', 'safari/ios'],
		[`Mozilla/5.0 (Windows NT 10.0) ${chrome} Edg/120.0`, 'edge/windows'],
		['Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Firefox/130.0', 'firefox/linux'],
		['', 'other/other'],
		[null, 'other/other'],
		['x'.repeat(100_000), 'other/other']
	])('of %j is %s', (agent, kind) => {
		expect(deviceKind(agent)).toBe(kind);
	});
});
