import { describe, expect, it } from 'vitest';
import { leaseOf, type Contact } from './lease';

const day = 86_400_000;
const contact: Contact = {
	serverAt: Date.UTC(2026, 10, 2, 1, 30),
	phoneAt: Date.UTC(2026, 10, 2, 1, 30),
	days: 14
};
const at = contact.phoneAt;
/** A phone whose clock was wrong by so many days at the contact. */
const wrongBy = (days: number): Contact => ({ ...contact, phoneAt: at + days * day });

describe('the lease', () => {
	it.each<[string, Contact, number, number, string, number]>([
		['right after contact', contact, at, at, 'open', 14],
		['after nine days', contact, at, at + 9 * day, 'open', 5],
		['after a little less than ten days', contact, at, at + 10 * day - 1, 'open', 5],
		['four days before the end', contact, at, at + 10 * day, 'soon', 4],
		['on the last day', contact, at, at + 13 * day + 1, 'soon', 1],
		['a millisecond before the end', contact, at, at + 14 * day - 1, 'soon', 1],
		['exactly at the limit', contact, at, at + 14 * day, 'over', 0],
		['long after', contact, at, at + 300 * day, 'over', 0],
		['of a phone in 2030 all along', wrongBy(1_500), at + 1_500 * day, at + 1_509 * day, 'open', 5],
		['of a phone in 2030 all along, at its end', wrongBy(1_500), 0, at + 1_514 * day, 'over', 0],
		['of a phone in 1970 all along', wrongBy(-20_000), 0, at - 19_999 * day, 'open', 13],
		['of a clock set to 2030 since', contact, at, at + 1_500 * day, 'over', 0],
		[
			'of a clock that was in 2030 and was set back',
			contact,
			at + 1_500 * day,
			at + day,
			'over',
			0
		],
		['of a clock set back by a year', contact, at + 12 * day, at - 365 * day, 'soon', 2],
		['of a clock set back after the end', contact, at + 14 * day, at + day, 'over', 0],
		['of a clock put right since, from 2030', wrongBy(1_500), 0, at + 3 * day, 'open', 11],
		['of a clock put right since, at the end', wrongBy(1_500), 0, at + 14 * day, 'over', 0],
		['of a clock set back below the contact', contact, at, at - day, 'open', 14],
		['of one day only, shortly before', { ...contact, days: 1 }, at, at + day - 1, 'soon', 1],
		['of one day only, then', { ...contact, days: 1 }, at, at + day, 'over', 0]
	])('%s', (_, known, latest, now, state, daysLeft) => {
		expect(leaseOf(known, latest, now)).toEqual({
			state,
			daysLeft,
			endsAt: known.serverAt + known.days * day
		});
	});
});
