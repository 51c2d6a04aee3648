import { randomBytes } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { Actor } from '$lib/domain/kernel/actor';
import { dayOf } from '$lib/domain/kernel/day';
import { uuid7 } from '$lib/domain/kernel/uuid';
import type { SetupRequest } from '$lib/protocol/session';
import type { Accept } from '../accept/run';
import { actorOf } from '../db/actor';
import { isPostgres } from '../db/open';
import type { Tables } from '../db/tables';
import { ProblemError } from '../http/problem';
import { requireUncommon } from './easy-password';
import { hashPassword } from './password';
import { hasAccounts, writeAccount } from './people';
import { fingerprint, newToken } from './token';

/**
 * A fresh token for the link that founds the installation; the one from the last start is void. Null once somebody can
 * sign in.
 */
export async function makeSetupToken(db: Kysely<Tables>, now: number): Promise<string | null> {
	if (await hasAccounts(db)) return null;
	const token = newToken();
	const newId = () => uuid7(now, randomBytes(10));
	await db.transaction().execute(async (tx) => {
		// Servers that start at the same moment take turns, so that there is one link and one founder.
		if (isPostgres(tx)) await sql`lock table setup_links in share row exclusive mode`.execute(tx);
		const old = await tx.selectFrom('setup_links').selectAll().executeTakeFirst();
		await tx.deleteFrom('setup_links').execute();
		await tx
			.insertInto('setup_links')
			.values({
				token_hash: fingerprint(token),
				person_id: old?.person_id ?? newId(),
				area_id: old?.area_id ?? newId(),
				appointment_id: old?.appointment_id ?? newId(),
				created_at: now
			})
			.execute();
	});
	return token;
}

/**
 * Founds the installation: the sub-district, its first administrator's appointment, their login. Throws `setupDone`
 * (409) once somebody can sign in, `linkUsed` (410) for a token that is not this start's, or the refusal (409) of the
 * commands. Cut short between area and login, it is finished by calling it again with the next start's link.
 */
export async function foundInstallation(
	db: Kysely<Tables>,
	accept: Accept,
	request: SetupRequest,
	now: number
): Promise<{ personId: string; name: string }> {
	if (await hasAccounts(db)) throw new ProblemError(409, 'setupDone');
	const link = await db
		.selectFrom('setup_links')
		.selectAll()
		.where('token_hash', '=', fingerprint(request.token))
		.executeTakeFirst();
	if (!link) throw new ProblemError(410, 'linkUsed');
	await requireUncommon(request.admin.password, request.admin.login, 'admin.password');
	const passwordHash = await hashPassword(request.admin.password);
	const { person_id: personId, area_id: areaId, appointment_id: appointmentId } = link;
	const from = dayOf(now);
	const { name } = request.admin;
	if (!(await actorOf(db, personId))) {
		// Nobody stands above the first administrator: they act by the very appointment that is made here.
		const founder: Actor = {
			personId,
			name,
			posts: [{ appointmentId, role: 'subdistrict', areaId, from, to: null }]
		};
		const { code, name: areaName } = request.subdistrict;
		const done = await accept.run(
			[
				command('area.add', {
					id: areaId,
					kind: 'subdistrict',
					name: areaName,
					code,
					parentId: null,
					doors: []
				}),
				command('appointment.make', {
					id: appointmentId,
					personId,
					name,
					role: 'subdistrict',
					areaId,
					from,
					to: null
				})
			],
			founder,
			{ at: now, deviceId: personId }
		);
		if (!done.ok) throw new ProblemError(409, done.refusal.code, done.refusal.field);
	}
	await db.transaction().execute(async (tx) => {
		const gone = await tx
			.deleteFrom('setup_links')
			.where('token_hash', '=', link.token_hash)
			.returning('person_id')
			.executeTakeFirst();
		if (!gone) throw new ProblemError(409, 'setupDone');
		const account = { id: personId, name, login: request.admin.login, passwordHash };
		if (!(await writeAccount(tx, account, now))) throw new ProblemError(409, 'loginTaken', 'login');
	});
	return { personId, name };
}

const command = (name: string, args: unknown) => ({ command: { name, version: 1, args } });
