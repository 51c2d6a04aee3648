import { commandByName } from '../../../src/lib/domain/registry';
import { lossKey } from '../../../src/lib/domain/kernel/marks';
import { dayOf } from '../../../src/lib/domain/kernel/day';
import type { Household } from '../../../src/lib/domain/household/schema';
import type { PushReply, Receipt } from '../../../src/lib/protocol/envelope';
import { acts, homes, type Who } from './expected';
import { somebody, type Act, type Make } from './making';
import { caseMakers } from './case-acts';
import { moneyMakers } from './money-acts';
import { householdIn, id, lastMonth, visitOf, type MatrixWorld } from './world';

const office = { personId: somebody, role: 'office', area: 'C' } as const;

async function newHousehold({ run, areas }: MatrixWorld): Promise<string> {
	const args = householdIn(areas.U);
	await run(office, [['household.register', args]]);
	return args.id;
}

const change = (householdId: string, to: string) => ({
	...{ id: householdId, joined: [], left: [], seen: [], particulars: null },
	changes: [{ field: 'tenure', from: 'unknown', to }]
});

async function newConflict(world: MatrixWorld): Promise<{ id: string; key: string }> {
	const householdId = await newHousehold(world);
	const now = Date.now();
	await world.run(office, [['household.amend', change(householdId, 'owner'), 2]], now - 2_000);
	const other = { ...office, personId: id() };
	await world.run(other, [['household.amend', change(householdId, 'tenant'), 2]], now - 1_000);
	const row = await world.db
		.selectFrom('rows')
		.select('body')
		.where('kind', '=', 'household')
		.where('id', '=', householdId)
		.executeTakeFirstOrThrow();
	return { id: householdId, key: lossKey((JSON.parse(row.body!) as Household).conflicts![0]!) };
}

async function newVisit(world: MatrixWorld, who?: Who): Promise<string> {
	const visit = visitOf(world.households.U);
	const role = who ? world.roleOf(who) : 'gridWorker';
	const by =
		role === 'unitLeader'
			? ({ role, area: 'U' } as const)
			: ({ role: 'gridWorker', area: 'G' } as const);
	const personId = who ? world.people[who] : somebody;
	await world.run({ ...by, personId }, [['visit.log', visit]]);
	return visit.id;
}

async function newHeld(world: MatrixWorld): Promise<string> {
	const pushed = await push(world, 'exWorker', 'visit.log', visitOf(world.households.U));
	if (pushed.receipt?.result !== 'held') throw new Error('matrix: nothing is held');
	return pushed.receipt.opId;
}

async function newQuestion(world: MatrixWorld): Promise<string> {
	const args = world.question(world.areas.U);
	const personId = world.people.leader;
	await world.run({ personId, role: 'unitLeader', area: 'U' }, [['question.ask', args]]);
	return args.id;
}

const appointment = (role: string, areaId: string) => ({
	...{ id: id(), personId: id(), name: '某人', role, areaId, from: dayOf(lastMonth()), to: null }
});
async function newAppointment({ run, areas }: MatrixWorld, role: string, area: 'G' | 'C') {
	const args = appointment(role, areas[area]);
	await run({ role: 'subdistrict', area: 'S' }, [['appointment.make', args]]);
	return { id: args.id, on: dayOf(Date.now()) };
}

const finding = { result: 'nobody', needs: [], words: '' };
const about = async (visitId: Promise<string>, more = {}): Promise<Act> => ({
	args: { id: await visitId, ...more },
	target: 'id'
});
const appoint =
	(role: string, area: 'G' | 'C' | 'S', at?: () => number): Make =>
	({ areas }) =>
		Promise.resolve({
			args: appointment(role, areas[area]),
			target: 'areaId',
			...(at ? { at: at() } : {})
		});

/** How each row of the table is acted out. */
const makers: Record<string, Make> = {
	...caseMakers,
	...moneyMakers,
	'area.add': async ({ areas }) => ({
		args: { ...{ id: id(), kind: 'unit', name: id(), code: null }, parentId: areas.B, doors: [] },
		target: 'parentId'
	}),
	'area.rename': async ({ areas }) => ({ args: { id: areas.U, name: id() }, target: 'id' }),
	'area.addDoors': async ({ areas }) => ({
		args: { id: areas.U, doors: [{ no: id().slice(-12), floor: 2, use: 'home' }] },
		target: 'id'
	}),
	'household.register': async ({ areas }) => ({ args: householdIn(areas.U), target: 'unitId' }),
	'household.amend': async (world) => ({
		args: change(await newHousehold(world), 'owner'),
		target: 'id'
	}),
	'household.settle': async (world) => ({
		args: { ...(await newConflict(world)), take: 'losing' },
		target: 'id'
	}),
	'household.remove': (world) => about(newHousehold(world), { reason: 'mistake' }),
	'household.merge': (world) => about(newHousehold(world), { into: world.households.U }),
	'erasure.ask': async (world) => ({
		args: {
			...{ id: id(), householdId: await newHousehold(world) },
			...{ residents: null, ground: 'asked' }
		},
		target: 'householdId'
	}),
	'erasure.carryOut': async (world) => {
		const args = { id: id(), householdId: await newHousehold(world) };
		await world.run(office, [['erasure.ask', { ...args, residents: null, ground: 'asked' }]]);
		const step = { id: args.id, records: [], reached: 'cleared', at: Date.now() };
		return { args: step, target: 'id' };
	},
	'appointment.make: a grid worker': appoint('gridWorker', 'G'),
	'appointment.make: a grid worker, dated back': appoint('gridWorker', 'G', lastMonth),
	'appointment.make: an office': appoint('office', 'C'),
	'appointment.make: a sub-district officer': appoint('subdistrict', 'S'),
	'appointment.end: a grid worker': async (world) => ({
		args: await newAppointment(world, 'gridWorker', 'G'),
		target: 'id'
	}),
	'appointment.end: an office': async (world) => ({
		args: await newAppointment(world, 'office', 'C'),
		target: 'id'
	}),
	'visit.log': async ({ households }) => ({
		args: visitOf(households.U),
		target: 'householdId'
	}),
	'visit.log: dated back to last month': async ({ households }) => ({
		args: visitOf(households.U),
		target: 'householdId',
		at: lastMonth()
	}),
	"visit.amend: one's own": (world, who) => about(newVisit(world, who), finding),
	"visit.amend: somebody else's": (world) => about(newVisit(world), finding),
	"visit.withdraw: one's own": (world, who) => about(newVisit(world, who)),
	"visit.withdraw: somebody else's": (world) => about(newVisit(world)),
	'visit.accept': (world) => about(newVisit(world), { seen: 0 }),
	'visit.return': (world) => about(newVisit(world), { seen: 0, comment: '请再看' }),
	'held.accept': async (world) => ({ args: { opId: await newHeld(world) }, target: 'opId' }),
	'held.decline': async (world) => ({
		args: { opId: await newHeld(world), reason: '重复' },
		target: 'opId'
	}),
	'question.ask': async ({ areas, question }) => ({ args: question(areas.U), target: 'areaId' }),
	'question.answer': (world) => about(newQuestion(world), { words: '好' }),
	"question.close: the leader's": (world) => about(newQuestion(world))
};

/** How the names of rows end whose target is made for each person. */
const own = ": one's own";

interface Pushed {
	status: number;
	receipt: Receipt | undefined;
	rows: PushReply['rows'];
}

let seq = 0;
async function push(
	world: MatrixWorld,
	who: Who,
	command: string,
	args: unknown,
	at = Date.now()
): Promise<Pushed> {
	const clock = `${String(at).padStart(13, '0')}-0000`;
	const version = commandByName.get(command)!.version;
	const operation = {
		...{ opId: id(), seq: ++seq, command, version, args, at, clock, base: {}, scope: '' }
	};
	const body = { protocol: 1, deviceId: id(), operations: [operation] };
	const response = await world.ask(who, '/api/sync/push', { method: 'POST', body });
	if (response.status !== 200) return { status: response.status, receipt: undefined, rows: [] };
	const { receipts, rows } = (await response.json()) as PushReply;
	return { status: 200, receipt: receipts[0], rows };
}

/** A push's outcome without what is different each time. */
const said = ({ status, receipt }: Pushed): string =>
	JSON.stringify([status, receipt && { ...receipt, opId: '', since: 0 }]);

/** A word for the state of everything that could change. */
async function mark({ db }: MatrixWorld): Promise<string> {
	const line = await db
		.selectFrom('homes')
		.select(({ fn }) => [fn.sum('seq').as('seq'), fn.sum('rows').as('rows')])
		.executeTakeFirst();
	return JSON.stringify(line);
}

/** Acts that were refused last, by row: nothing has happened to what they are about, so the next person may try them. */
const untouched = new WeakMap<MatrixWorld, Map<string, Act>>();

/** What happens when this person does what the row says: an `Answer`, or what else went wrong. */
export async function tryAct(world: MatrixWorld, row: string, who: Who): Promise<string> {
	const command = row.split(':')[0]!;
	const kept = untouched.get(world) ?? new Map<string, Act>();
	untouched.set(world, kept);
	const act = kept.get(row) ?? (await makers[row]!(world, who));
	kept.delete(row);
	const answer = await pushAct(world, command, who, act);
	if (['no', 'hidden', 'login'].includes(answer) && !row.endsWith(own)) kept.set(row, act);
	return answer;
}

async function pushAct(
	world: MatrixWorld,
	command: string,
	who: Who,
	{ args, target, at }: Act
): Promise<string> {
	const before = await mark(world);
	const pushed = await push(world, who, command, args, at);
	const isUnchanged = (await mark(world)) === before;
	for (const { home } of pushed.rows) {
		// What one has just asked or noted oneself is one's own, wherever it lies.
		if ([world.people[who], args.id].some((own) => home.endsWith(`:${String(own)}`))) continue;
		const label = world.labelOf(home);
		if (label && homes.get(label)?.[who] !== 'yes') return `shows a row of ${label}`;
	}
	if (pushed.status === 401) return 'login';
	if (pushed.status === 403) return isUnchanged ? 'no' : 'refused, and changed something';
	switch (pushed.receipt?.result) {
		case 'applied':
			return 'yes';
		case 'held':
			return 'held';
		case 'refused': {
			if (!isUnchanged) return 'refused, and changed something';
			const missing = await push(world, who, command, { ...args, [target]: id() }, at);
			return said(missing) === said(pushed) ? 'hidden' : 'no';
		}
		default:
			return `status ${pushed.status}`;
	}
}

/** Commands of the registry that no row of the table is about, and rows that nobody can act out. */
export const actsWithoutRow = (): string[] => {
	const named = new Set([...acts.keys()].map((row) => row.split(':')[0]!));
	return [
		...[...commandByName.keys()].filter((command) => !named.has(command)),
		...[...acts.keys()].filter((row) => !makers[row]),
		...Object.keys(makers).filter((row) => !acts.has(row))
	];
};
