/**
 * How long a phone may be read without hearing from the server. A phone whose appointment has ended, or that was lost,
 * learns of it at its next contact; the lease bounds how long it can do without one.
 */

/** A day, ms. */
export const dayMs = 86_400_000;

/** Days without contact, unless the installation says otherwise, and the bounds within which it may. */
export const leaseDays = { usual: 14, least: 1, most: 90 } as const;

/** From so many days before the end the person is told. */
export const warnDays = 4;

/** What a phone knows of its last contact. Times in epoch ms. */
export interface Contact {
	/** By the server's clock. */
	serverAt: number;
	/** By the phone's own clock at that moment, which may be wrong by any amount. */
	phoneAt: number;
	/** How long the lease is, by the server's word. */
	days: number;
}

/** How the lease stands; `daysLeft` counts begun days and is at least 1 while it is open, `endsAt` is by the server's clock. */
export type Lease =
	| { state: 'open'; daysLeft: number; endsAt: number }
	| { state: 'soon'; daysLeft: number; endsAt: number }
	| { state: 'over'; daysLeft: 0; endsAt: number };

/**
 * The lease at `nowMs` by the phone's clock; `latestMs` is the latest time that this clock has shown since the contact.
 *
 * What counts is how far the clock has gone since the contact, so one that is wrong all along is no matter. It never
 * goes back: setting it back wins nothing of what has passed. One that was ahead at the contact and was put right since
 * stands behind that moment; then it is believed as far as it lies behind the server's time.
 */
export function leaseOf(contact: Contact, latestMs: number, nowMs: number): Lease {
	const { serverAt, phoneAt, days } = contact;
	const gone = Math.max(0, Math.max(latestMs, nowMs) - phoneAt);
	const now = Math.max(serverAt + gone, nowMs < phoneAt ? nowMs : 0);
	const endsAt = serverAt + days * dayMs;
	if (now >= endsAt) return { state: 'over', daysLeft: 0, endsAt };
	const daysLeft = Math.ceil((endsAt - now) / dayMs);
	return { state: daysLeft <= warnDays ? 'soon' : 'open', daysLeft, endsAt };
}
