import { afterEach, expect, test, vi } from 'vitest';
import { leaseDays } from '$lib/domain/lease';
import { daysFrom, eventDays, leftDays } from './days';

afterEach(() => vi.unstubAllEnvs());

test.each([
	['LINLI_AUDIT_DAYS', eventDays, '', 731],
	['LINLI_AUDIT_DAYS', eventDays, '184', 184],
	['LINLI_AUDIT_DAYS', eventDays, '3650', 3650],
	['LINLI_LEFT_DAYS', leftDays, '', 731],
	['LINLI_LEFT_DAYS', leftDays, '30', 30],
	['LINLI_LEASE_DAYS', leaseDays, '', 14],
	['LINLI_LEASE_DAYS', leaseDays, '1', 1],
	['LINLI_LEASE_DAYS', leaseDays, '90', 90]
])('%s (%o) set to "%s" is %i days', (name, bounds, given, days) => {
	vi.stubEnv(name, given);
	expect(daysFrom(name, bounds)).toBe(days);
});

test.each([
	['LINLI_AUDIT_DAYS', eventDays, ['183', '0', '-1', 'ever', '1e9', '100000']],
	['LINLI_LEFT_DAYS', leftDays, ['29', '3661', '0', '-5', '1e3', 'zwei']],
	['LINLI_LEASE_DAYS', leaseDays, ['0', '91', '-3', '1.5', 'long', '9999']]
])('%s (%o) is refused by its name for %j', (name, bounds, wrong) => {
	for (const given of wrong) {
		vi.stubEnv(name, given);
		expect(() => daysFrom(name, bounds), given).toThrow(name);
	}
});
