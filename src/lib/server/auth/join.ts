import type { Kysely } from 'kysely';
import { actorOf } from '../db/actor';
import type { Tables } from '../db/tables';
import type { JoinRequest } from '$lib/protocol/session';
import { ProblemError } from '../http/problem';
import { isStillGood } from './invite';
import { dropChallenges } from './challenge';
import { endTrust } from './devices';
import { dropFactor, factorOf } from './factor';
import { requireUncommon } from './easy-password';
import { hashPassword } from './password';
import { dropPasskeys, passkeysOf } from './passkeys';
import { loginOf, writeAccount } from './people';
import { fingerprint } from './token';
import { clearTries, countedForCode, countedForLink, countedForLogin, tryCounted } from './tries';

/** Whose link it is. `login` is theirs from earlier, null when they never had one. */
export interface LinkHolder {
	personId: string;
	name: string;
	login: string | null;
	/** They have a second factor, which the link will undo: who lost the phone with the codes gets in by a link. */
	factor: boolean;
	/** They have passkeys, which it will remove for the same reason. */
	passkeys: boolean;
}

/**
 * The person a link is for. Throws `linkUsed` (410) with the field `used`, `revoked` or `expired`, or without one
 * when no such link was ever made here, or its maker could no longer make it.
 */
export async function lookAtLink(
	db: Kysely<Tables>,
	token: string,
	now: number
): Promise<LinkHolder> {
	const link = await db
		.selectFrom('invitations')
		.selectAll()
		.where('token_hash', '=', fingerprint(token))
		.executeTakeFirst();
	if (!link) throw new ProblemError(410, 'linkUsed');
	if (link.used_at !== null) throw new ProblemError(410, 'linkUsed', 'used');
	if (link.revoked_at !== null) throw new ProblemError(410, 'linkUsed', 'revoked');
	if (link.expires_at <= now) throw new ProblemError(410, 'linkUsed', 'expired');
	const person = await actorOf(db, link.person_id);
	const isGood = person && (await isStillGood(db, { by: link.created_by, person }, now));
	if (!isGood) throw new ProblemError(410, 'linkUsed');
	return {
		personId: link.person_id,
		name: person.name,
		login: await loginOf(db, link.person_id),
		factor: (await factorOf(db, link.person_id, now)).since !== null,
		passkeys: (await passkeysOf(db, link.person_id)).length > 0
	};
}

/**
 * Turns a link into a login and uses it up, both or neither; the person's second factor, passkeys and trusted devices
 * are undone. Throws as `lookAtLink` does, and `loginTaken` (409), after which the link is still good: a few times, since whoever
 * holds a link could ask for everybody's login with it (`tooManyTries`, 429).
 */
export async function join(
	db: Kysely<Tables>,
	request: JoinRequest,
	now: number
): Promise<LinkHolder> {
	const holder = await lookAtLink(db, request.token, now);
	await requireUncommon(request.password, request.login, 'password');
	await tryCounted(db, countedForLink(request.token), now, () => useLink(db, holder, request, now));
	return holder;
}

async function useLink(
	db: Kysely<Tables>,
	holder: LinkHolder,
	request: JoinRequest,
	now: number
): Promise<void> {
	const passwordHash = await hashPassword(request.password);
	await db.transaction().execute(async (tx) => {
		const used = await tx
			.updateTable('invitations')
			.set({ used_at: now })
			.where('token_hash', '=', fingerprint(request.token))
			.where('used_at', 'is', null)
			.where('revoked_at', 'is', null)
			.returning('person_id')
			.executeTakeFirst();
		if (!used) throw new ProblemError(410, 'linkUsed', 'used');
		// Two servers that invite at the same moment leave two links: using one of them uses up both.
		await tx
			.updateTable('invitations')
			.set({ revoked_at: now })
			.where('person_id', '=', holder.personId)
			.where('used_at', 'is', null)
			.where('revoked_at', 'is', null)
			.execute();
		const written = await writeAccount(
			tx,
			{ id: holder.personId, name: holder.name, login: request.login, passwordHash },
			now
		);
		if (!written) throw new ProblemError(409, 'loginTaken', 'login');
		await dropFactor(tx, holder.personId);
		await dropPasskeys(tx, holder.personId);
		await dropChallenges(tx, holder.personId);
		await endTrust(tx, holder.personId, { but: null });
		// The way back in for an owner whom somebody keeps out by guessing.
		const kept = [...countedForLogin(request.login), ...countedForCode(holder.personId)];
		await clearTries(tx, kept, now);
	});
}
