import type { CompareReply, Head, HeadsReply, PullReply } from '../../../src/lib/protocol/envelope';
import { homes, type Who } from './expected';
import { id, type MatrixWorld } from './world';

async function post<T>(world: MatrixWorld, who: Who, path: string, more: object) {
	const body = { protocol: 1, deviceId: id(), ...more };
	const response = await world.ask(who, `/api/sync/${path}`, { method: 'POST', body });
	return { status: response.status, reply: (await response.json()) as T };
}

type Held = [kind: string, id: string, seq: number, hash: string];

/** A comparison without the id of the row that was asked about. */
const textOf = (comparison: object, [, row]: Held) =>
	JSON.stringify(comparison).replaceAll(row, 'row');

/** What a comparison says of a home that is none, by person and class: the same for all of them. */
const nothing = new WeakMap<MatrixWorld, Map<string, string>>();

/** What somebody gets of one home on every way down: `yes` for all of it, `hidden` for what a home that is none gives. */
async function oneHome(
	world: MatrixWorld,
	who: Who,
	[home, , count]: Head,
	{ inHeads, pulled }: { inHeads: boolean; pulled: PullReply }
) {
	const compared = async (key: string, rows: readonly unknown[]) => {
		const { reply } = await post<CompareReply>(world, who, 'compare', { home: key, rows });
		return { ...reply, now: 0 };
	};
	const rows = pulled.rows.filter((row) => row.home === home);
	const living = rows.filter((row) => row.body !== null).length;
	const isListed = pulled.cursors.some(([key]) => key === home);
	const held: Held = ['household', id(), 1, '0'.repeat(16)];
	const comparison = await compared(home, [held]);
	if (inHeads && isListed && living === count && comparison.rows.length === count) return 'yes';
	const known = nothing.get(world) ?? new Map<string, string>();
	nothing.set(world, known);
	const kind = `${who} ${home.slice(home.indexOf(':'))}`;
	if (!known.has(kind))
		known.set(kind, textOf(await compared(home.replace(/^[^:]+/, id()), [held]), held));
	const looksMissing = textOf(comparison, held) === known.get(kind);
	if (!inHeads && !isListed && rows.length === 0 && looksMissing) return 'hidden';
	const found = { inHeads, isListed, rows: rows.length, count, compared: comparison.rows.length };
	return `partly: ${JSON.stringify(found)}`;
}

/** Homes that exist and that the table has no row for, and rows for which there is no home. */
export function homesWithoutRow(world: MatrixWorld, all: readonly Head[]): string[] {
	const labels = new Set(all.map(([home]) => world.labelOf(home) ?? home));
	return [
		...[...labels].filter((label) => !homes.has(label)),
		...[...homes.keys()].filter((label) => !labels.has(label))
	];
}

/** Every home there is, with its number of living rows. */
export async function allHomes({ db }: MatrixWorld): Promise<Head[]> {
	const lines = await db.selectFrom('homes').select(['home', 'seq', 'rows']).execute();
	return lines.map(({ home, seq, rows }): Head => [home, Number(seq), Number(rows), '']);
}

/** What somebody sees of the homes of each row of the table: an `Answer`, or what else. */
export async function trySeeing(
	world: MatrixWorld,
	all: readonly Head[],
	who: Who
): Promise<Map<string, string>> {
	const from = all.map(([home]) => [home, 0]);
	const heads = await post<HeadsReply>(world, who, 'heads', { token: null });
	const pull = await post<PullReply>(world, who, 'pull', { from, limit: 2_000 });
	const compare = await post(world, who, 'compare', { home: all[0]![0], rows: [] });
	const statuses = [heads.status, pull.status, compare.status].join();
	const same = { '401,401,401': 'login', '403,403,403': 'no' }[statuses];
	const seen = new Map<string, string>();
	for (const head of all) {
		const label = world.labelOf(head[0]);
		if (!label) continue;
		const inHeads = heads.reply.heads?.some(([key]) => key === head[0]) ?? false;
		const answer = same ?? (await oneHome(world, who, head, { inHeads, pulled: pull.reply }));
		const known = seen.get(label);
		seen.set(label, known === undefined || known === answer ? answer : `${known} and ${answer}`);
	}
	return seen;
}
