import { base32 } from '@better-auth/utils/base32';
import { createOTP } from '@better-auth/utils/otp';
import type {
	AccessReply,
	FactorBeginReply,
	FactorConfirmReply
} from '../../../src/lib/protocol/access';
import type { PasskeyBeginReply } from '../../../src/lib/protocol/passkey';
import { newAuthenticator } from '../../../src/lib/server/auth/test-authenticator';
import { compareWith, json, refused, type Try } from './answers';
import { ask as askAs } from './asking';
import type { Who } from './expected';
import { id, type MatrixWorld } from './world';

// What people do with their own sign-in: their places, their password, their second step.

/** As a statement takes what a row gave. */
const iso = (at: string | Date) => new Date(at).toISOString();

const answerOf = (response: Response): string => (response.ok ? 'yes' : refused(response));

/** The code that an authenticator would show for these letters now. */
function codeOf(letters: string): Promise<string> {
	const secret = Buffer.from(base32.decode(letters)).toString('latin1');
	return createOTP(secret).totp();
}

const begin = (world: MatrixWorld, who: Who) =>
	world.ask(who, '/api/factor/begin', json({ password: world.password }));

/** Sets a second step up; its ten recovery codes, or the refusal. */
async function enrol(world: MatrixWorld, who: Who): Promise<string[] | Response> {
	const begun = await begin(world, who);
	if (!begun.ok) {
		// Whoever may not begin brings a code all the same: the next route judges for itself.
		return world.ask(who, '/api/factor/confirm', json({ code: '000000' }));
	}
	const { secret } = (await begun.json()) as FactorBeginReply;
	const body = { code: await codeOf(secret) };
	const confirmed = await world.ask(who, '/api/factor/confirm', json(body));
	return confirmed.ok ? ((await confirmed.json()) as FactorConfirmReply).codes : confirmed;
}

const remove = (world: MatrixWorld, who: Who, code: string) =>
	world.ask(who, '/api/factor/remove', json({ code }));

/** Asks with a second step of one's own, where one can have it, and leaves nothing behind. */
async function withFactor(
	world: MatrixWorld,
	who: Who,
	ask: () => Promise<Response>
): Promise<string> {
	const codes = await enrol(world, who);
	const answer = answerOf(await ask());
	if (!(codes instanceof Response)) await remove(world, who, codes[0]!);
	return answer;
}

const placesOf = async (world: MatrixWorld, who: Who) =>
	((await (await world.ask(who, '/api/me/access')).json()) as AccessReply).places;

/** A place where the leader is signed in besides the one that asks: made anew once it has been ended. */
async function otherPlace(world: MatrixWorld): Promise<string> {
	const known = (await placesOf(world, 'leader')).find(({ here }) => !here);
	if (known) return known.id;
	const login = { login: 'leader', password: world.password };
	await askAs('', '/api/sign-in', json(login));
	return otherPlace(world);
}

const beginPasskey = (world: MatrixWorld, who: Who) =>
	world.ask(who, '/api/passkey/begin', json({ password: world.password }));

/** Makes a passkey and has the server keep it; its id, and what the server said. Whoever may not begin brings one all the same. */
async function makePasskey(world: MatrixWorld, who: Who) {
	const begun = await beginPasskey(world, who);
	const challenge = begun.ok
		? ((await begun.json()) as PasskeyBeginReply).challenge
		: 'x'.repeat(43);
	const made = newAuthenticator('http://localhost').make(challenge);
	return { id: made.id, kept: await world.ask(who, '/api/passkey/confirm', json(made)) };
}

const removePasskey = (world: MatrixWorld, who: Who, id: string) =>
	world.ask(who, '/api/passkey/remove', json({ id }));

/** Each row of the table that is about one's own sign-in. */
export const ownAccess: Record<string, Try> = {
	"GET /api/me/access: one's own": async (world, who) =>
		answerOf(await world.ask(who, '/api/me/access')),
	"POST /api/me/access/end: the leader's": async (world, who) => {
		const place = await otherPlace(world);
		const end = (one: string) => world.ask(who, '/api/me/access/end', json({ id: one }));
		const answer = await compareWith(await end(place), () => end(id()));
		const isThere = (await placesOf(world, 'leader')).some((one) => one.id === place);
		return isThere === (answer === 'yes') ? 'said something else than it did' : answer;
	},
	"POST /api/me/password: one's own": async (world, who) => {
		// The same once more: the other rows sign in with it.
		const body = { current: world.password, next: world.password };
		return answerOf(await world.ask(who, '/api/me/password', json(body)));
	},
	"POST /api/factor/begin: one's own": async (world, who) => answerOf(await begin(world, who)),
	"POST /api/factor/confirm: one's own": async (world, who) => {
		const codes = await enrol(world, who);
		if (codes instanceof Response) return refused(codes);
		await remove(world, who, codes[0]!);
		return 'yes';
	},
	"POST /api/factor/remove: one's own": async (world, who) => {
		const codes = await enrol(world, who);
		return answerOf(await remove(world, who, codes instanceof Response ? '000000' : codes[0]!));
	},
	"POST /api/factor/put-off: one's own": async (world, who) =>
		answerOf(await world.ask(who, '/api/factor/put-off', { method: 'POST' })),
	"POST /api/passkey/begin: one's own": async (world, who) =>
		answerOf(await beginPasskey(world, who)),
	"POST /api/passkey/confirm: one's own": async (world, who) => {
		const { id, kept } = await makePasskey(world, who);
		if (kept.ok) await removePasskey(world, who, id);
		return answerOf(kept);
	},
	"POST /api/passkey/remove: the leader's": async (world, who) => {
		const { id } = await makePasskey(world, 'leader');
		const answer = await compareWith(await removePasskey(world, who, id), () =>
			removePasskey(world, who, newAuthenticator().id)
		);
		await removePasskey(world, 'leader', id);
		return answer;
	},
	'POST /api/factor/policy: demands it of every desk': (world, who) =>
		withFactor(world, who, async () => {
			const demand = (compulsory: boolean) =>
				world.ask(who, '/api/factor/policy', json({ compulsory }));
			const open = await world.db.selectFrom('sessions').selectAll().execute();
			const demanded = await demand(true);
			if (demanded.ok) {
				// Whoever works at a desk without a second step is out by that; the other rows still need them in.
				await demand(false);
				await world.db.deleteFrom('sessions').execute();
				for (const { created_at, updated_at, expires_at, ...row } of open)
					await world.db
						.insertInto('sessions')
						.values({
							...row,
							created_at: iso(created_at),
							updated_at: iso(updated_at),
							expires_at: iso(expires_at)
						})
						.execute();
			}
			return demanded;
		})
};

const token = 'x'.repeat(43);
const account = { name: '某人', login: 'somebody', password: 'eight chars' };
/** What is sent to the routes that are open to everybody. */
export const openBodies: Readonly<Record<string, unknown>> = {
	'POST /api/sign-in': { login: 'nobody-here', password: 'eight chars' },
	'POST /api/sign-in/code': { challenge: token, code: '000000', trust: false },
	'POST /api/factor/begin': { challenge: token },
	'POST /api/factor/confirm': { challenge: token, code: '000000' },
	'POST /api/sign-in/passkey': newAuthenticator().sign(token),
	'POST /api/sign-in/passkey/begin': {},
	'POST /api/join': { token, login: 'somebody', password: 'eight chars' },
	'POST /api/join/look': { token },
	'POST /api/setup': {
		token,
		subdistrict: { name: '某街道', code: '999999002' },
		admin: account
	},
	'POST /api/devices/word': { deviceId: id() },
	'POST /api/accounts': { campaignId: id() },
	'POST /api/accounts/objections': {
		...{ id: id(), campaignId: id(), words: '换门的发票没有贴出来', from: '' }
	},
	'POST /api/slips/state': { code: 'A'.repeat(366) },
	'POST /api/demo/sign-in': { personId: id() }
};
