import type { Kysely } from 'kysely';
import { dayOf } from '$lib/domain/kernel/day';
import { mayDo, postsWith, rights } from '$lib/domain/kernel/rights';
import { actorOf } from '../db/actor';
import type { Tables } from '../db/tables';
import { ProblemError } from '../http/problem';
import { isRecoveryCode, newCodes, useCode } from './recovery';
import { createSealer } from './seal';
import { forApp, newSecret, stepOf } from './totp';
import { loginOf } from './people';

/** Somebody who does not want a second factor now is asked again after this long, ms. */
const putOffMs = 30 * 86_400_000;

/** How a person stands to the second factor. */
export interface FactorState {
	/** Since when it is asked for; null while there is none. */
	since: number | null;
	/** Their role opens the whole register or everybody's appointments (`openOffice`), now or soon. */
	wanted: boolean;
	/** It is to be offered after signing in. */
	offer: boolean;
}

/** How the person stands to the second factor. */
export async function factorOf(
	db: Kysely<Tables>,
	personId: string,
	now: number
): Promise<FactorState> {
	const row = await db
		.selectFrom('second_factors')
		.select(['since', 'put_off_until'])
		.where('person_id', '=', personId)
		.executeTakeFirst();
	const actor = await actorOf(db, personId);
	const today = dayOf(now);
	const wanted = (actor?.posts ?? []).some(
		({ role, to }) => mayDo(role, 'openOffice') && (to === null || to >= today)
	);
	const since = row?.since ?? null;
	return { since, wanted, offer: wanted && since === null && !((row?.put_off_until ?? 0) > now) };
}

/** Makes a secret that waits for its first code; what is asked for until then stays. */
export async function beginFactor(
	db: Kysely<Tables>,
	personId: string,
	secret: string
): Promise<{ url: string; secret: string }> {
	const fresh = newSecret();
	const pending = createSealer(secret).seal(fresh, personId);
	await db
		.insertInto('second_factors')
		.values({ person_id: personId, pending, last_step: 0 })
		.onConflict((c) => c.column('person_id').doUpdateSet({ pending }))
		.execute();
	return forApp(fresh, (await loginOf(db, personId)) ?? 'Linli');
}

/** Makes the waiting secret the person's own by its first code; answers ten recovery codes. Throws `wrongCode` (403). */
export async function confirmFactor(
	db: Kysely<Tables>,
	personId: string,
	code: string,
	secret: string,
	now: number
): Promise<string[]> {
	const row = await db
		.selectFrom('second_factors')
		.selectAll()
		.where('person_id', '=', personId)
		.executeTakeFirst();
	const pending = row?.pending;
	const clear = pending ? createSealer(secret).open(pending, personId) : undefined;
	const step = clear && (await stepOf(foldDigits(code), clear, now, 0));
	if (!pending || !step) throw new ProblemError(403, 'wrongCode', 'code');
	return db.transaction().execute(async (tx) => {
		const done = await tx
			.updateTable('second_factors')
			.set({ secret: pending, pending: null, since: now, last_step: step, put_off_until: null })
			.where('person_id', '=', personId)
			// Begun anew meanwhile: the code belongs to a secret that nobody will be asked for.
			.where('pending', '=', pending)
			.returning('person_id')
			.executeTakeFirst();
		if (!done) throw new ProblemError(403, 'wrongCode', 'code');
		return newCodes(tx, personId, secret);
	});
}

const foldDigits = (code: string) => code.normalize('NFKC').replace(/\s/g, '');

/** Whether it is a code of the person's second factor now: of the app, each once, or a recovery code, which is used up. */
export async function checkCode(
	db: Kysely<Tables>,
	personId: string,
	code: string,
	secret: string,
	now: number
): Promise<'code' | 'recovery' | false> {
	const row = await db
		.selectFrom('second_factors')
		.selectAll()
		.where('person_id', '=', personId)
		.executeTakeFirst();
	if (!row?.secret) return false;
	if (isRecoveryCode(code))
		return (await useCode(db, code, personId, secret, now)) ? 'recovery' : false;
	const clear = createSealer(secret).open(row.secret, personId);
	const step = clear && (await stepOf(foldDigits(code), clear, now, Number(row.last_step)));
	if (!step) return false;
	// Two that bring the same code at the same moment: one of them was first.
	const taken = await db
		.updateTable('second_factors')
		.set({ last_step: step })
		.where('person_id', '=', personId)
		.where('last_step', '<', step)
		.returning('person_id')
		.executeTakeFirst();
	return taken ? 'code' : false;
}

/** Has the person without a second factor, as on their first day. */
export async function dropFactor(db: Kysely<Tables>, personId: string): Promise<void> {
	await db.deleteFrom('second_factors').where('person_id', '=', personId).execute();
	await db.deleteFrom('recovery_codes').where('person_id', '=', personId).execute();
}

/** Does not offer it for a month. */
export async function putOffFactor(
	db: Kysely<Tables>,
	personId: string,
	now: number
): Promise<void> {
	const put_off_until = now + putOffMs;
	await db
		.insertInto('second_factors')
		.values({ person_id: personId, last_step: 0, put_off_until })
		.onConflict((c) => c.column('person_id').doUpdateSet({ put_off_until }))
		.execute();
}

const policyKey = 'secondFactor';

/** Whether office and sub-district must have a second factor. */
export async function isCompulsory(db: Kysely<Tables>): Promise<boolean> {
	const row = await db
		.selectFrom('installation')
		.select('value')
		.where('key', '=', policyKey)
		.executeTakeFirst();
	return row?.value === 'compulsory';
}

/** Whether the person may say so: a sub-district in office today. */
export async function maySetPolicy(
	db: Kysely<Tables>,
	personId: string,
	now: number
): Promise<boolean> {
	const actor = await actorOf(db, personId);
	return actor !== undefined && postsWith(actor, 'demandFactor', dayOf(now)).length > 0;
}

/**
 * Makes it compulsory, or not. From then on nobody of office and sub-district is signed in without one: their sessions
 * end, and the next sign-in sets it up. Throws `notAllowed` (403), or `factorFirst` (409) unless the caller has one.
 */
export async function setPolicy(
	db: Kysely<Tables>,
	personId: string,
	compulsory: boolean,
	now: number
): Promise<void> {
	if (!(await maySetPolicy(db, personId, now))) throw new ProblemError(403, 'notAllowed');
	if (compulsory && (await factorOf(db, personId, now)).since === null)
		throw new ProblemError(409, 'factorFirst');
	const value = compulsory ? 'compulsory' : 'offered';
	await db.transaction().execute(async (tx) => {
		await tx
			.insertInto('installation')
			.values({ key: policyKey, value })
			.onConflict((c) => c.column('key').doUpdateSet({ value }))
			.execute();
		if (!compulsory) return;
		await tx
			.deleteFrom('sessions')
			.where('person_id', 'in', (eb) =>
				eb
					.selectFrom('posts')
					.select('posts.person_id')
					.where('posts.role', 'in', rights.openOffice)
			)
			.where('person_id', 'not in', (eb) =>
				eb
					.selectFrom('second_factors')
					.select('second_factors.person_id')
					.where('second_factors.since', 'is not', null)
			)
			.execute();
	});
}
