import { expect, test } from 'vitest';
import { isCommonPassword } from './easy-password';

test.each([
	'12345678',
	'Password1',
	'QWERTYUIOP',
	'１２３４５６７８',
	'88888888',
	'12121212',
	'woaini520',
	'5201314520',
	'woaiwojia2026'
])('%s is one that is guessed first', async (password) => {
	expect(await isCommonPassword(password, 'login')).toBe(true);
});

test.each(['一句好记的长密码', 'eight chars', 'lamp by the door', 'woaini zhe tiao jie'])(
	'%s is not',
	async (password) => {
		expect(await isCommonPassword(password, 'login')).toBe(false);
	}
);

test('the login with digits around it is no password either', async () => {
	expect(await isCommonPassword('wangfang1988', 'WangFang')).toBe(true);
	expect(await isCommonPassword('2026_wangfang', 'wangfang')).toBe(true);
	expect(await isCommonPassword('wangfang und die tür', 'wangfang')).toBe(false);
	// Somebody may have a login of digits alone: it leaves nothing to compare.
	expect(await isCommonPassword('eight chars', '1988')).toBe(false);
	expect(await isCommonPassword('19 lamps 88', null)).toBe(false);
});
