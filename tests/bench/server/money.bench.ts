import { homeKey } from '../../../src/lib/domain/kernel/home';
import { protocolVersion, type PullReply } from '../../../src/lib/protocol/envelope';
import { createAccept } from '../../../src/lib/server/accept/run';
import { createAccounts } from '../../../src/lib/server/accounts/engine';
import { createTreeSource } from '../../../src/lib/server/db/areas';
import { ensureEpoch } from '../../../src/lib/server/db/epoch';
import { migrateToLatest } from '../../../src/lib/server/db/migrate';
import { openDatabase } from '../../../src/lib/server/db/open';
import { testDatabases, type TestDatabases } from '../../../src/lib/server/db/test-databases';
import { createSync } from '../../../src/lib/server/engine/sync';
import { median, type Measure } from '../measure';
import { cash, collectAll, fillBooks, foundTown, newId, openCampaign } from '../money/accounts';

/** Bookings in the community; what each holds besides is the same. */
const sizes = [1_000, 10_000, 100_000] as const;
/** Units of the campaign whose accounts are public: 986 households. */
const shownUnits = 29;
const rounds = 60;
const warmUps = 6;
/** A level of the index more, and the noise of a disk that is shared: what grows with the ledger would be a hundred. */
const mostGrowth = 1.25;

const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);

const parts = ['collect', 'heads', 'pull', 'accounts'] as const;
type Part = (typeof parts)[number];
const names: Record<Part, string> = {
	collect: 'take one fee.collect, durable',
	heads: 'heads of a unit leader',
	pull: 'pull what is new in a unit’s money',
	accounts: 'public accounts of 986 households, reckoned anew'
};

/** A server's engine over a community with so many bookings, and a way to ask it everything once. */
async function openBooks(databases: TestDatabases, size: number) {
	const db = await openDatabase(await databases.fresh());
	await migrateToLatest(db);
	await ensureEpoch(db);
	const trees = createTreeSource();
	const town = await foundTown(createAccept(db, trees));
	const now = Date.now();
	const days = { from: dayOf(now - 86_400_000), to: dayOf(now + 7 * 86_400_000) };
	const shown = await openCampaign(town, town.units.slice(0, shownUnits), 0, days);
	await collectAll(town, shown, 0);
	const running = await openCampaign(town, town.units, 60);
	const bookings = await fillBooks(town, shown.bookings.length, size);
	const sync = createSync(db, { trees, now: Date.now, onError: () => undefined });
	const accounts = createAccounts(db, trees, Date.now);
	const devices = town.units.map(() => newId());

	const timed = async <T>(work: () => Promise<T>): Promise<[T, number]> => {
		const began = performance.now();
		const value = await work();
		return [value, performance.now() - began];
	};

	/** A leader takes a household's money; the leader's other phone and a neighbour hear of it. */
	async function askOnce(i: number): Promise<Record<Part, number>> {
		const at = i % shownUnits;
		const { id, leader, households } = town.units[at]!;
		const ask = { protocol: protocolVersion, deviceId: devices[at]! };
		const home = homeKey({ areaId: id, dataClass: 'money' });
		const before = await sync.heads(leader.personId, { ...ask, token: null });
		const known = before.heads!.find(([name]) => name === home)![1];
		const householdId = households[Math.floor(i / shownUnits) % households.length]!.id;
		const levyId = running.levies.find(({ unitId }) => unitId === id)!.id;
		const moment = Date.now();
		const operation = {
			...{ opId: newId(), seq: Math.floor(i / shownUnits) + 1, command: 'fee.collect', version: 1 },
			args: { id: newId(), levyId, householdId, paid: cash },
			...{ at: moment, clock: `${moment}-0000`, base: {}, scope: '' }
		};
		const [{ receipts }, collect] = await timed(() =>
			sync.push(leader.personId, { ...ask, operations: [operation] })
		);
		if (receipts[0]?.result !== 'applied') throw new Error(JSON.stringify(receipts));
		const [, heads] = await timed(() => sync.heads(leader.personId, { ...ask, token: null }));
		const [page, pull] = await timed(() =>
			sync.pullText(leader.personId, { ...ask, from: [[home, known]], limit: 500 })
		);
		const { rows } = JSON.parse(page) as PullReply;
		if (rows.length !== 2) throw new Error(`${rows.length} rows were new`);
		const [{ shares }, reckoned] = await timed(() =>
			accounts.publicAccounts({ campaignId: shown.id })
		);
		if (shares.settled !== shares.households) throw new Error('the public accounts are wrong');
		return { collect, heads, pull, accounts: reckoned };
	}
	return { bookings, askOnce, close: () => db.destroy() };
}

async function measure(databases: TestDatabases): Promise<Measure[]> {
	await databases.begin();
	const all: Awaited<ReturnType<typeof openBooks>>[] = [];
	try {
		for (const size of sizes) all.push(await openBooks(databases, size));
		const took = all.map(() => [] as Record<Part, number>[]);
		for (let i = 0; i < rounds + warmUps; i++)
			for (const [which, books] of all.entries()) {
				const one = await books.askOnce(i);
				if (i >= warmUps) took[which]!.push(one);
			}
		const middle = (which: number, part: Part) => median(took[which]!.map((one) => one[part]));
		return parts.flatMap((part) =>
			[1, 2].map((which): Measure => {
				const [value, against] = [middle(which, part), middle(0, part)];
				return {
					name: `${names[part]}, ${databases.name}, ${all[which]!.bookings} bookings (beside ${all[0]!.bookings})`,
					unit: 'ms',
					value,
					against,
					ratio: value / against,
					goal: `ratio ≤ ${mostGrowth}`,
					met: value / against <= mostGrowth
				};
			})
		);
	} finally {
		for (const books of all) await books.close();
		await databases.end();
	}
}

/** What the server does with money as the ledger grows a hundredfold, on both databases; flat is 1. */
export async function run(): Promise<Measure[]> {
	const measures: Measure[] = [];
	for (const databases of testDatabases) measures.push(...(await measure(databases)));
	return measures;
}
