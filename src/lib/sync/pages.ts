import type { Result } from '$lib/domain/kernel/result';
import { PullReply, protocolVersion, type Head } from '$lib/protocol/envelope';
import { getMeta, setMeta } from '$lib/store/meta';
import { isKeptHere, makeReady } from '$lib/store/rows';
import { Arrivals } from './arrivals';
import { statesOf } from './check';
import { firstRows, rowsAfter, rowsAfterFailure } from './page-size';
import { readActor, type CycleProblem, type Phone } from './phone';
import { receiveEpoch, receivePage } from './receive';
import { postJson, type WireFailure } from './wire';

/** Homes asked for in one request; more would make the request larger than its answer. */
const homesPerPull = (rows: number) => Math.max(200, rows / 4);

interface Page {
	asked: string[];
	answer: Result<PullReply, WireFailure>;
}

/** Asks for pages that fit the line. Touches no disk and never throws: one may be on its way while another cannot be written. */
class Line {
	constructor(
		private readonly phone: Phone,
		private readonly deviceId: string | undefined,
		public rows: number
	) {}

	async ask(wanted: readonly Head[], cursors: ReadonlyMap<string, number>): Promise<Page> {
		const limit = this.rows;
		const since = this.phone.now();
		const asked = wanted.slice(0, homesPerPull(limit)).map(([home]) => home);
		const answer = await postJson<PullReply>(
			this.phone.fetch,
			'/api/sync/pull',
			{
				protocol: protocolVersion,
				deviceId: this.deviceId,
				from: asked.map((home) => [home, cursors.get(home)!]),
				limit
			},
			PullReply
		);
		// While the page before it is on its way to the disk.
		if (answer.ok) makeReady(answer.value.rows);
		this.rows = answer.ok ? rowsAfter(limit, this.phone.now() - since) : rowsAfterFailure(limit);
		return { asked, answer };
	}
}

/** Fetches what the heads, which came in under this number, say is new, page after page. */
export async function pullPages(
	phone: Phone,
	heads: readonly Head[],
	version: number
): Promise<CycleProblem | null> {
	const { db } = phone;
	const kept = heads.filter(([home]) => isKeptHere(home));
	const arrivals = await Arrivals.begin(db, kept, version);
	const states = arrivals?.homes ?? (await statesOf(db));
	const total = heads.reduce((sum, [, , rows]) => sum + rows, 0);
	let done = [...states.values()].reduce((sum, state) => sum + state.live, 0);
	const cursors = new Map([...states].map(([home, state]) => [home, state.cursor]));
	let wanted = kept.filter(([home, head]) => (cursors.get(home) ?? head) < head);
	const known = await getMeta(db, 'pageRows');
	const line = new Line(phone, await getMeta(db, 'deviceId'), known ?? firstRows);
	let coming: Promise<Page> | null = wanted.length > 0 ? line.ask(wanted, cursors) : null;
	while (coming) {
		phone.onProgress?.(done, total);
		const { asked, answer }: Page = await coming;
		if (!answer.ok) {
			await setMeta(db, 'pageRows', line.rows);
			return answer.error.code;
		}
		const reply: PullReply = answer.value;
		let isMoving = false;
		for (const [home, seq] of reply.cursors) {
			if (seq > (cursors.get(home) ?? 0)) isMoving = true;
			cursors.set(home, seq);
		}
		// The last page of these homes: what is still behind then has left the scope, which the next heads will say.
		const finished = new Set(reply.more ? [] : asked);
		const isStuck: boolean = reply.more && !isMoving;
		wanted = wanted.filter(([home, head]) => !finished.has(home) && cursors.get(home)! < head);
		// The next page travels while this one is written.
		coming = wanted.length > 0 && !isStuck ? line.ask(wanted, cursors) : null;
		const actor = await readActor(phone);
		let more = await receivePage(db, actor, reply, arrivals);
		if (more === null && (await receiveEpoch(db, reply.epoch, phone.now())))
			more = await receivePage(db, actor, reply, arrivals);
		done += more ?? 0;
		if (isStuck) return 'broken';
	}
	if (known !== undefined && line.rows >= firstRows) await db.meta.delete('pageRows');
	phone.onProgress?.(done, total);
	return null;
}
