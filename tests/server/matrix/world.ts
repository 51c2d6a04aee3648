import { createHash, randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Actor, Role } from '../../../src/lib/domain/kernel/actor';
import { dayOf } from '../../../src/lib/domain/kernel/day';
import { uuid7 } from '../../../src/lib/domain/kernel/uuid';
import { jpeg } from '../../../src/lib/domain/photo/test-pictures';
import { createAccept } from '../../../src/lib/server/accept/run';
import { createTreeSource } from '../../../src/lib/server/db/areas';
import type { Where } from '../../../src/lib/server/db/open';
import type { Tables } from '../../../src/lib/server/db/tables';
import { getEngine } from '../../../src/lib/server/engine/get';
import { checkPhoto } from '../../../src/lib/server/photos/check';
import { photoFolder } from '../../../src/lib/server/photos/open';
import { ask, type Asking } from './asking';
import { openEngineHere } from './engine-here';
import type { Who } from './expected';
import { openCase } from './cases';
import { campaignAmong } from './money';
import { areaNames, posts, type AreaName } from './posts';

/** A fresh id. */
export const id = (): string => uuid7(Date.now(), randomBytes(10));

const dayMs = 86_400_000;
/** When somebody's post that has ended was still in force, epoch ms. */
export const lastMonth = () => Date.now() - 45 * dayMs;
const founded = () => Date.now() - 300 * dayMs;
/** Less than two weeks ago: so long people can still send what they had written (decision 8). */
const endedOn = () => dayOf(Date.now() - 7 * dayMs);

const resident = () => ({
	...{ id: id(), name: '住户', pinyin: 'zhuhu', sex: 9, birthYear: null, relation: 0, phone: null }
});
/** Arguments of `household.register`, behind a door of any unit here, with something sensitive. */
export function householdIn(unitId: string) {
	const head = resident();
	const hidden = { residentId: head.id, idNumber: null, birth: null, ethnicity: null };
	return {
		...{ id: id(), unitId, door: '101', no: null, tenure: 'unknown', needsCare: false },
		residents: [head],
		particulars: [{ ...hidden, hardship: '低保' }]
	};
}
/** Arguments of `visit.log`. */
export const visitOf = (householdId: string, more: Record<string, unknown> = {}) => ({
	...{ id: id(), householdId, result: 'home', needs: [], words: '', ...more }
});

/** A town with somebody of every kind in it, signed in, behind the whole server. */
export type MatrixWorld = Awaited<ReturnType<typeof foundMatrix>>;

/** Founds it over an empty database, with the files beside it in the data folder. */
export async function foundMatrix(where: Where, folder: string) {
	const db: Kysely<Tables> = await openEngineHere(where, folder);
	const engine = await getEngine();
	const accept = createAccept(db, createTreeSource());
	const areaIds = Object.fromEntries(Object.keys(areaNames).map((name) => [name, id()])) as Record<
		AreaName,
		string
	>;
	const personIds = Object.fromEntries(
		[...Object.keys(posts), 'nobody'].map((who) => [who, id()])
	) as Record<Who, string>;

	/** Acts as somebody in a role, past everything that the matrix is about. */
	async function run(
		by: { personId?: string; role: Role; area: AreaName },
		commands: [name: string, args: unknown, version?: number][],
		at = Date.now()
	): Promise<void> {
		const post = { appointmentId: id(), role: by.role, areaId: areaIds[by.area] };
		const personId = by.personId ?? personIds.sub;
		const from = dayOf(founded());
		const actor: Actor = { personId, name: '某人', posts: [{ ...post, from, to: null }] };
		const outcome = await accept.run(
			commands.map(([name, args, version = 1]) => ({ command: { name, version, args } })),
			actor,
			{ at, deviceId: id() }
		);
		if (!outcome.ok) throw new Error(`matrix: ${JSON.stringify([outcome, commands])}`);
	}
	const admin = { role: 'subdistrict', area: 'S' } as const;

	const area = (kind: string, name: AreaName, parent: AreaName | null, code: string | null) => {
		const doors = kind === 'unit' ? [{ no: '101', floor: 1, use: 'home' }] : [];
		const parentId = parent && areaIds[parent];
		return ['area.add', { id: areaIds[name], kind, name, code, parentId, doors }] as [
			string,
			unknown
		];
	};
	const appointments = Object.entries(posts).map(([who, [role, at]]) => ({
		...{ id: id(), personId: personIds[who as Who], name: '某人', role, areaId: areaIds[at] },
		...{ from: dayOf(founded()), to: null }
	}));
	await run(
		admin,
		[
			area('subdistrict', 'S', null, '999999001'),
			area('community', 'C', 'S', '999999001001'),
			area('community', 'C2', 'S', '999999001002'),
			area('grid', 'G', 'C', '99999900100101'),
			area('grid', 'G2', 'C', '99999900100102'),
			area('grid', 'G3', 'C2', '99999900100201'),
			area('building', 'B', 'G', null),
			area('building', 'B2', 'G2', null),
			area('building', 'B3', 'G3', null),
			area('unit', 'U', 'B', null),
			area('unit', 'U2', 'B', null),
			area('unit', 'U3', 'B2', null),
			area('unit', 'U4', 'B3', null),
			...appointments.map((args) => ['appointment.make', args] as [string, unknown])
		],
		founded()
	);

	const cookies = Object.fromEntries(Object.keys(personIds).map((who) => [who, ''])) as Record<
		Who,
		string
	>;
	/** Asks as somebody and keeps the session that is given, as a browser does. One that is taken back is kept: it must be worth nothing. */
	async function askAs(who: Who, path: string, asking: Asking = {}): Promise<Response> {
		const response = await ask(cookies[who], path, asking);
		const pair = response.headers.getSetCookie()[0]?.split(';')[0];
		if (pair && !pair.endsWith('=')) cookies[who] = pair;
		return response;
	}
	const password = 'eight chars';
	for (const who of Object.keys(posts) as (keyof typeof posts)[]) {
		const { token } = await engine.invite(personIds.sub, personIds[who]);
		const body = { token, login: who, password };
		const joined = await askAs(who, '/api/join', { method: 'POST', body });
		if (!cookies[who]) throw new Error(`matrix: ${joined.status} ${await joined.text()}`);
	}
	// Nobody comes in without a post; this one is lost as no rule could lose it.
	await db.deleteFrom('posts').where('person_id', '=', personIds.stranger).execute();
	for (const { id: appointmentId, personId } of appointments)
		if (personId === personIds.exWorker || personId === personIds.exOffice)
			await run(admin, [['appointment.end', { id: appointmentId, on: endedOn() }]]);

	const households = {} as Record<'U' | 'U2' | 'U3' | 'U4', string>;
	for (const unit of ['U', 'U2', 'U3', 'U4'] as const) {
		const args = householdIn(areaIds[unit]);
		households[unit] = args.id;
		await run(admin, [['household.register', args]]);
	}
	const bring = async (who: Who, seed: number) => {
		const bytes = jpeg(4, 3, 8, seed);
		const sha256 = createHash('sha256').update(bytes).digest('hex');
		await photoFolder().put(sha256, bytes);
		const facts = checkPhoto(bytes, sha256);
		await engine.keepPhoto(personIds[who], facts);
		return { sha256, bytes, photos: [facts] };
	};
	const photo = async (who: 'leader' | 'worker', seed: number) => {
		const { photos, ...brought } = await bring(who, seed);
		const visit = visitOf(households.U, { photos });
		const [role, place] = posts[who];
		await run({ personId: personIds[who], role, area: place }, [['visit.log', visit]]);
		return { recordId: visit.id, ...brought };
	};
	const logged = (personId: string, role: Role, unit: 'U' | 'U3' | 'U4') =>
		run({ personId, role, area: unit }, [['visit.log', visitOf(households[unit])]]);
	await logged(personIds.nextLeader, 'unitLeader', 'U');
	await logged(personIds.nextWorker, 'gridWorker', 'U3');
	await logged(personIds.farOffice, 'office', 'U4');
	const question = (areaId: string) => {
		const entry = { state: 'refused', subject: id(), command: 'visit.log', at: Date.now() };
		return { id: id(), areaId, entry: { ...entry, code: null, said: null }, words: '' };
	};
	await run({ personId: personIds.leader, role: 'unitLeader', area: 'U' }, [
		['question.ask', question(areaIds.U)]
	]);
	await run({ personId: personIds.exWorker, role: 'gridWorker', area: 'G' }, [
		['question.ask', question(areaIds.G)]
	]);

	/** A draft, or an open campaign with the lists of its units. */
	async function campaign(
		units: readonly ('U' | 'U2' | 'U3' | 'U4')[],
		{
			isOpen = true,
			isShown = false,
			community = 'C' as 'C' | 'C2',
			author = id(),
			photos = [] as object[]
		} = {}
	) {
		const campaignId = id();
		const content = campaignAmong(id, areaIds, households, units, photos);
		const levies = units.map((unit) => ({ id: id(), unitId: areaIds[unit] }));
		const by = { role: 'office', area: community, personId: author } as const;
		const args = { id: campaignId, areaId: areaIds[community], seen: 0, content };
		await run(by, [['campaign.draft', args]]);
		if (isOpen) await run(by, [['campaign.open', { id: campaignId, seen: 1, levies }]]);
		const shown = { from: dayOf(lastMonth()), to: dayOf(Date.now() + 9 * dayMs) };
		if (isShown) await run(by, [['campaign.publish', { id: campaignId, seen: 2, ...shown }]]);
		return { id: campaignId, content, levies };
	}
	const offer = await bring('office', 3);
	const author = personIds.office;
	const office = { role: 'office', area: 'C', personId: author } as const;
	const made = await campaign(['U', 'U2', 'U3'], { author, photos: offer.photos });
	const invoice = await bring('office', 4);
	const payment = { id: id(), campaignId: made.id, supplierId: made.content.offers[0]!.id };
	await run(office, [['fee.pay', { ...payment, fen: 1, words: '', photos: invoice.photos }]]);
	const photos = {
		leader: await photo('leader', 1),
		worker: await photo('worker', 2),
		offer: { recordId: made.id, ...offer },
		invoice: { recordId: payment.id, ...invoice }
	};
	await campaign(['U4'], { community: 'C2' });

	await openCase(run, areaIds);

	const devices = { leader: id(), office: id(), sub: id() };
	const report = { version: '1', unsent: 0, photos: 0 };
	for (const who of ['leader', 'office', 'sub'] as const) {
		const contact = { personId: personIds[who], deviceId: devices[who], report };
		await engine.noteContact({ ...contact, cookie: cookies[who] });
	}

	const ringId = id();
	await engine.keepShare(personIds.leader, { ringId, share: 'a'.repeat(64) });

	const nameOfArea = new Map(
		Object.entries(areaIds).map(([name, areaId]) => [areaId, areaNames[name as AreaName]])
	);
	return {
		db,
		run,
		areas: areaIds,
		people: personIds,
		roleOf: (who: Who): Role => posts[who as 'leader']?.[0] ?? 'gridWorker',
		households,
		photos,
		/** The leader's key ring, and everybody's password. */
		ringId,
		password,
		question,
		campaign,
		ask: askAs,
		devices,
		/** The row of the matrix to which a home belongs; undefined for areas that were made later. */
		labelOf(home: string): string | undefined {
			const [areaId, dataClass, own] = home.split(':') as [string, string, string | undefined];
			const name = nameOfArea.get(areaId);
			if (dataClass === 'sensitive') return 'sensitive: anywhere';
			if (!name) return undefined;
			// Each has a home of its own; all that are made here are with the same people.
			if (dataClass === 'case') return `case: ${name}, with the worker`;
			if (dataClass === 'visit' && !own) return `visit: ${name}, by others`;
			if (!own) return `${dataClass}: ${name}`;
			const by =
				own === personIds.leader
					? 'the leader'
					: own === personIds.exWorker
						? 'the former worker'
						: 'another leader';
			return `${dataClass}: ${name}, by ${by}`;
		}
	};
}
