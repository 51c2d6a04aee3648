import { maxPhotoBytes } from '$lib/domain/photo/limits';

/** How much one asker may ask for: so many requests at once, and so many more each second afterwards. */
export interface Allowance {
	burst: number;
	perSecond: number;
}

/** What routes of one kind have in common. */
export interface RouteClass {
	/** For each signed-in person, wherever they are. */
	person: Allowance;
	/** For each address, of requests without a session: an office or a carrier has hundreds of people behind one. */
	address: Allowance;
	/** The longest body, bytes; a route may be stricter. */
	maxBytes: number;
	/** The code of a refusal: whether somebody guesses, or too many come at once. */
	code: 'busy' | 'tooManyTries';
}

// Sized so that no real day meets them. A phone syncs once a minute, a first download of a whole community takes some
// sixty pages, and after a morning without signal 2,000 phones push within a minute, each for its own person.
const plenty: Allowance = { burst: 1_200, perSecond: 20 };
const crowd: Allowance = { burst: 3_000, perSecond: 100 };

const data: RouteClass = { person: plenty, address: crowd, maxBytes: 3_000_000, code: 'busy' };
const photos: RouteClass = {
	person: { burst: 3_000, perSecond: 50 },
	address: crowd,
	maxBytes: maxPhotoBytes,
	code: 'busy'
};
/** Hashes a password, or looks a secret up. Failures are counted besides (server/auth/tries.ts). */
const account: RouteClass = {
	person: { burst: 60, perSecond: 1 },
	address: { burst: 600, perSecond: 10 },
	maxBytes: 4_000,
	code: 'tooManyTries'
};
/** An authenticator's words are longer than a password. */
const passkeys: RouteClass = { ...account, maxBytes: 12_000 };
const small: RouteClass = { ...data, maxBytes: 1_000 };
/** For people without an account, hundreds of them behind one address; each of them asks a few times. */
const open: RouteClass = {
	...small,
	person: { burst: 300, perSecond: 2 },
	address: { burst: 600, perSecond: 10 }
};
const demo: RouteClass = { ...small, person: crowd, address: { burst: 6_000, perSecond: 200 } };

/** Every route of the API; one that is missing here is refused to everybody. */
export const routeClasses: Readonly<Record<string, RouteClass>> = {
	'/api/accounts': open,
	// A family writes a few; an evening's neighbours behind one carrier's address write some dozens.
	'/api/accounts/objections': {
		person: { burst: 10, perSecond: 0.02 },
		address: { burst: 40, perSecond: 0.1 },
		maxBytes: 4_000,
		code: 'tooManyTries'
	},
	'/api/audit': { ...data, person: { burst: 300, perSecond: 2 }, maxBytes: 2_000 },
	'/api/audit/export': { ...small, person: { burst: 20, perSecond: 0.1 } },
	'/api/copy': { ...small, person: { burst: 30, perSecond: 0.1 } },
	'/api/demo/people': demo,
	'/api/demo/sign-in': demo,
	'/api/factor/begin': account,
	'/api/factor/confirm': account,
	'/api/factor/policy': small,
	'/api/factor/put-off': small,
	'/api/factor/remove': account,
	'/api/devices': { ...small, person: { burst: 300, perSecond: 2 } },
	'/api/devices/order': { ...small, person: { burst: 300, perSecond: 2 } },
	'/api/devices/word': { ...small, code: 'tooManyTries' },
	'/api/case-figures': { ...small, person: { burst: 120, perSecond: 2 } },
	'/api/figures': { ...small, person: { burst: 120, perSecond: 2 } },
	'/api/import': { ...data, person: { burst: 20, perSecond: 0.1 }, maxBytes: 20_000_000 },
	'/api/import/[jobId]': small,
	'/api/import/[jobId]/cancel': small,
	'/api/import/[jobId]/confirm': small,
	'/api/import/[jobId]/problems': small,
	'/api/import/template': { ...small, person: { burst: 30, perSecond: 0.5 } },
	'/api/invite': { ...small, person: { burst: 300, perSecond: 2 } },
	'/api/join': account,
	'/api/join/look': account,
	'/api/me/access': small,
	'/api/me/access/end': small,
	'/api/me/password': account,
	'/api/passkey/begin': account,
	'/api/passkey/confirm': passkeys,
	'/api/passkey/remove': account,
	'/api/photos/[recordId]/[sha256]': photos,
	'/api/photos/claim': { ...photos, maxBytes: 10_000 },
	'/api/photos/known': { ...photos, maxBytes: 10_000 },
	'/api/photos/upload': { ...photos, maxBytes: 1_000 },
	'/api/photos/upload/[id]': photos,
	'/api/session': small,
	'/api/setup': account,
	'/api/sign-in': account,
	'/api/sign-in/code': account,
	'/api/sign-in/passkey': passkeys,
	'/api/sign-in/passkey/begin': account,
	'/api/sign-out': small,
	'/api/slips/certify': { ...small, person: { burst: 60, perSecond: 0.1 } },
	// Families behind one carrier's address look at their receipts in the same evening.
	'/api/slips/keys': open,
	'/api/slips/state': { ...open, maxBytes: 2_000 },
	'/api/sync/carry': data,
	'/api/sync/compare': data,
	'/api/sync/heads': { ...data, maxBytes: 10_000 },
	'/api/sync/pull': data,
	'/api/sync/push': data,
	'/api/vault/keep': small,
	'/api/vault/share': account
};
