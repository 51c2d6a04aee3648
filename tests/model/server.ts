import { addSums, digestOf, noSum, rowSum, textSum } from '$lib/protocol/digest';
import {
	maxPullRows,
	type HeadsReply,
	type HeadsRequest,
	type Operation,
	type PullReply,
	type PullRequest,
	type PushReply,
	type PushRequest,
	type Receipt,
	type Row
} from '$lib/protocol/envelope';
import { bodyOfPlain, colleague, homesOf, postsIn, register, unitOf, type Unit } from './ground';
import { idOf } from '$lib/domain/test-world';
import { happen, type PlainAct, type PlainVisit } from './plain';

/** What the server says to an operation that could happen: it does, it is refused all the same, or it is held. */
export type Verdict = 'yes' | 'refuse' | 'hold';

/** An operation as the server remembers it: whose it is, and every receipt that it ever gave, in order. */
export interface Logged {
	operation: Operation;
	personId: string;
	receipts: Receipt[];
	isGivenUp: boolean;
}

const epoch = 'first';

/** A server in a few maps. It speaks the protocol of the real one, and says yes, no or later as it is told. */
export class PlainServer {
	/** Every row that ever was, by its key, in order. */
	readonly history = new Map<string, Row[]>();
	readonly visits = new Map<string, PlainVisit>();
	readonly log = new Map<string, Logged>();
	/** What comes of the next operations; yes when the list is empty. */
	verdicts: Verdict[] = [];
	/** Pages that were sent, by person; one may arrive twice. */
	readonly pages = new Map<string, PullReply[]>();
	/** Promises broken by what a phone asked. */
	readonly breaches: string[] = [];
	compared = 0;
	private readonly counters = new Map<string, number>();
	private readonly devices = new Map<string, string>();

	constructor(
		readonly scopes: Map<string, Unit[]>,
		private readonly now: () => number
	) {
		for (const { kind, id, home, body } of register()) this.write(kind, id, home, body);
	}

	/** The rows that live in these homes now. */
	living(homes: readonly string[]): Row[] {
		const last = [...this.history.values()].map((rows) => rows.at(-1)!);
		return last.filter((row) => !row.gone && homes.includes(row.home));
	}

	/** Whoever walks there on other days logs a visit of their own, or takes one up. */
	colleagueKnocks(id: string, householdId: string, result: 'home' | 'nobody'): void {
		const act = {
			does: 'log' as const,
			visitId: id,
			at: this.now(),
			householdId,
			result,
			words: ''
		};
		this.keep(happen(undefined, act, colleague.personId)!);
	}

	/** The office reads a visit. */
	accept(id: string): void {
		const visit = this.visits.get(id);
		if (visit && !visit.isWithdrawn) this.keep({ ...visit, isAccepted: true });
	}

	/** A household moves away, or somebody moves in again behind the same door. */
	toggle(householdId: string): void {
		const { home, body, gone } = this.history.get(`household:${householdId}`)!.at(-1)!;
		const known = this.history.get(`household:${householdId}`)!.findLast((row) => !row.gone)!;
		if (gone) this.write('household', householdId, home, known.body);
		else this.write('household', householdId, home, body, true);
	}

	/** Whoever looks after the area decides about what is held for them. */
	decide(opId: string, isAccepted: boolean): void {
		const logged = this.log.get(opId)!;
		const visit = this.visitOf(logged.operation);
		const after = happen(visit, actOf(logged.operation), logged.personId);
		if (isAccepted && after) {
			this.keep(after);
			logged.receipts.push({ opId, result: 'applied', afterHold: true });
		} else
			logged.receipts.push({
				opId,
				result: 'refused',
				refusal: { code: 'heldDeclined' },
				declined: { name: colleague.name, at: this.now(), reason: '那天没有人去过' }
			});
	}

	/** Answers one request as JSON. */
	answer(personId: string, path: string, body: string): unknown {
		const request = JSON.parse(body) as never;
		this.checkDevice(personId, request);
		if (path === '/api/sync/push') return this.push(personId, request);
		if (path === '/api/sync/heads') return this.heads(personId, request);
		if (path === '/api/sync/pull') return this.pull(personId, request);
		this.compared++;
		throw new Error(`a phone whose rows are all right asked ${path}`);
	}

	private checkDevice(personId: string, { deviceId }: { deviceId: string }): void {
		const owner = this.devices.get(deviceId) ?? personId;
		this.devices.set(deviceId, owner);
		if (owner !== personId) this.breaches.push(`a device of ${owner} spoke for ${personId}`);
	}

	private write(kind: Row['kind'], id: string, home: string, body: unknown, isGone = false): void {
		const seq = (this.counters.get(home) ?? 0) + 1;
		this.counters.set(home, seq);
		const row: Row = { kind, id, home, seq, at: this.now(), body: isGone ? null : body };
		if (isGone) row.gone = { reason: 'movedAway' };
		const key = `${kind}:${id}`;
		this.history.set(key, [...(this.history.get(key) ?? []), row]);
	}

	private keep(visit: PlainVisit): void {
		this.visits.set(visit.id, visit);
		const home = `${idOf(unitOf[visit.householdId]!)}:visit`;
		this.write('visit', visit.id, home, bodyOfPlain(visit));
	}

	private visitOf(operation: Operation): PlainVisit | undefined {
		return this.visits.get((operation.args as { id?: string }).id ?? '');
	}

	private push(personId: string, { operations }: PushRequest): PushReply {
		const homes = homesOf(this.scopes.get(personId)!);
		const receipts = operations.map((operation) => this.take(personId, operation));
		const ids = new Set(operations.map(({ args }) => (args as { id?: string }).id));
		const rows = [...ids].flatMap((id) => this.history.get(`visit:${id}`)?.at(-1) ?? []);
		return {
			epoch,
			now: this.now(),
			receipts,
			rows: rows.filter((row) => homes.includes(row.home))
		};
	}

	private take(personId: string, operation: Operation): Receipt {
		const known = this.log.get(operation.opId);
		if (known) {
			if (known.personId !== personId) this.breaches.push(`${operation.opId} came as another's`);
			return known.receipts.at(-1)!;
		}
		this.checkOrder(personId, operation);
		const receipt = this.judge(personId, operation);
		this.log.set(operation.opId, { operation, personId, receipts: [receipt], isGivenUp: false });
		return receipt;
	}

	/** A device's operations come in their order; only what stood behind a refused or held one on its record may be late. */
	private checkOrder(personId: string, operation: Operation): void {
		const { id } = operation.args as { id?: string };
		const before = [...this.log.values()].filter((one) => one.personId === personId);
		const later = before.filter((one) => one.operation.seq > operation.seq);
		const onSame = before.filter((one) => (one.operation.args as { id?: string }).id === id);
		const wasBehind = onSame.some(({ receipts }) => receipts[0]!.result !== 'applied');
		if (later.length > 0 && !wasBehind)
			this.breaches.push(`${operation.command} ${operation.seq} came out of order`);
		if (later.some((one) => id !== undefined && onSame.includes(one)))
			this.breaches.push(
				`${operation.command} ${operation.seq} came after a later one on its record`
			);
	}

	private judge(personId: string, operation: Operation): Receipt {
		const { opId, command, args } = operation;
		if (command === 'operation.discard') {
			const given = this.log.get((args as { opId: string }).opId);
			if (given) given.isGivenUp = true;
			return { opId, result: 'applied' };
		}
		const verdict = this.verdicts.shift() ?? 'yes';
		if (verdict === 'hold')
			return { opId, result: 'held', forWhom: colleague.name, since: this.now() };
		const after = happen(this.visitOf(operation), actOf(operation), personId);
		if (verdict === 'refuse' || !after)
			return { opId, result: 'refused', refusal: { code: 'notAllowed' } };
		this.keep(after);
		return { opId, result: 'applied' };
	}

	private heads(personId: string, { token }: HeadsRequest): HeadsReply {
		const scope = this.scopes.get(personId)!;
		const homes = homesOf(scope);
		const heads = homes.map((home): [string, number, number, string] => {
			const rows = this.living([home]);
			const sum = rows.reduce(
				(so, row) => addSums(so, rowSum(row, JSON.stringify(row.body))),
				noSum
			);
			return [home, this.counters.get(home) ?? 0, rows.length, digestOf(sum)];
		});
		const now = JSON.stringify(heads.map(([home, seq]) => [home.slice(0, 8), seq]));
		const mark = digestOf(textSum(now));
		const done = [...this.log.values()].filter(
			(one) =>
				one.personId === personId &&
				one.receipts.some((receipt) => receipt.result === 'applied' && !receipt.afterHold)
		);
		return {
			epoch,
			now: this.now(),
			token: mark,
			scope: scope.join(),
			posts: postsIn(scope),
			work: {
				seq: Math.max(0, ...done.map((one) => one.operation.seq)),
				applied: done.length,
				digest: digestOf(done.reduce((so, one) => addSums(so, textSum(one.operation.opId)), noSum))
			},
			heads: token === mark ? null : heads
		};
	}

	private pull(personId: string, { from }: PullRequest): PullReply {
		const homes = homesOf(this.scopes.get(personId)!);
		const asked = from.filter(([home]) => homes.includes(home));
		const last = [...this.history.values()].map((rows) => rows.at(-1)!);
		const rows = asked.flatMap(([home, seq]) =>
			last.filter((row) => row.home === home && row.seq > seq).sort((a, b) => a.seq - b.seq)
		);
		// Small pages, so that a cut falls between them.
		const size = Math.min(maxPullRows, 6);
		const page = rows.slice(0, size);
		const isWhole = page.length === rows.length;
		const reached = (home: string, seq: number) =>
			isWhole
				? (this.counters.get(home) ?? 0)
				: (page.findLast((row) => row.home === home)?.seq ?? seq);
		const cursors = asked.map(([home, seq]): [string, number] => [home, reached(home, seq)]);
		const reply: PullReply = { epoch, now: this.now(), rows: page, cursors, more: !isWhole };
		this.pages.set(personId, [...(this.pages.get(personId) ?? []), reply]);
		return reply;
	}
}

/** What an operation means, in the book's words. */
export function actOf({ command, args, at }: Operation): PlainAct {
	const { id, householdId, result, words } = args as Record<string, string>;
	const found = { result: result as PlainVisit['said'][0]['result'], words: words! };
	const visitId = id!;
	if (command === 'visit.log')
		return { does: 'log', visitId, at, householdId: householdId!, ...found };
	if (command === 'visit.amend') return { does: 'amend', visitId, at, ...found };
	return { does: 'withdraw', visitId, at };
}
