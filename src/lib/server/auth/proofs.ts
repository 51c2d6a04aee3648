import { ProblemError } from '../http/problem';
import type { Gate } from './admit';
import type { Client } from './client';
import { deviceOf } from './devices';
import { checkCode, factorOf } from './factor';
import { verifyPassword } from './password';
import { loginOf, passwordHashOf } from './people';
import type { Session } from './session';
import { countedForCode, countedForPassword, tryCounted } from './tries';

/** How somebody who is signed in proves that it is they, before something that lets in is made. */

/** Who signed in so short ago need not say their password again, ms. */
const freshMs = 600_000;

/** Checks the password of somebody who is signed in, counted like that of a sign-in. Throws `wrongLogin`, `tooManyTries`. */
export async function provePassword(
	{ db, now }: Gate,
	personId: string,
	password: string,
	client: Client
): Promise<void> {
	const login = (await loginOf(db, personId)) ?? '';
	const device = await deviceOf(db, client, { personId });
	const counted = countedForPassword(login, client.address, device?.id);
	await tryCounted(db, counted, now(), async () => {
		const hash = await passwordHashOf(db, personId);
		if (!hash || !(await verifyPassword({ hash, password })))
			throw new ProblemError(401, 'wrongLogin', 'password');
	});
}

/** Looks at a code, counted: five wrong ones are free, then it takes longer and longer. Throws `wrongCode` (403). */
export async function countingCodes<T>(
	{ db, now }: Gate,
	personId: string,
	client: Client,
	look: () => Promise<T | false>
): Promise<T> {
	const device = await deviceOf(db, client, { personId });
	return tryCounted(db, countedForCode(personId, device?.id), now(), async () => {
		const seen = await look();
		if (seen === false) throw new ProblemError(403, 'wrongCode', 'code');
		return seen;
	});
}

/** Checks a code of somebody who is signed in. Throws `wrongCode` (403), `tooManyTries` (429). */
export const proveCode = (gate: Gate, personId: string, code: string, client: Client) =>
	countingCodes(gate, personId, client, () =>
		checkCode(gate.db, personId, code, gate.secret, gate.now())
	);

/**
 * Has whoever is signed in prove themselves: by a code where they have a second factor, else by the password unless they
 * signed in a moment ago. Throws `proofNeeded` (403) with the field that is missing, and what the proof itself does.
 */
export async function proveOneself(
	gate: Gate,
	{ personId, since }: Session,
	{ password, code }: { password?: string | undefined; code?: string | undefined },
	client: Client
): Promise<void> {
	const { db, now } = gate;
	if ((await factorOf(db, personId, now())).since !== null) {
		if (!code) throw new ProblemError(403, 'proofNeeded', 'code');
		await proveCode(gate, personId, code, client);
	} else if (now() - since > freshMs && (await passwordHashOf(db, personId))) {
		if (!password) throw new ProblemError(403, 'proofNeeded', 'password');
		await provePassword(gate, personId, password, client);
	}
}
