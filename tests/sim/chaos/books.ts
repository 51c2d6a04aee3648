import type { OperationsTable } from '$lib/server/db/tables';
import { fail } from './free';

// The books of a world's campaigns, kept on paper: from the log alone, and without asking anything of the product.

type Where = 'cash' | 'wallet' | 'community';

interface Args {
	id: string;
	campaignId: string;
	areaId: string;
	levyId: string | null;
	householdId: string;
	paid: { fen: number; method: string; into: string };
	of: string;
	refundId: string | null;
	fen: number;
	from: string;
	to: string;
	covers: string[];
	expectedFen: number;
	notes: Record<string, number>;
	signed?: object;
	sourceId: string;
	supplierId: string;
	levies: { id: string }[];
	opId: string;
}

/** Money that somebody has in hand by one act, and to which acts how much of it has gone on. */
interface Pouch {
	owner: string;
	where: Where;
	left: number;
	gone: Map<string, number>;
}

/** One act with money, as it stands after everything that was said about it. */
export interface Act {
	id: string;
	kind: string;
	campaignId: string;
	by: string;
	fen: number;
	/** Where the other side of it is booked. */
	other: string;
	/** Of a collection: its list, household, number, and whether the campaign had been closed. */
	levyId: string | null;
	householdId: string | null;
	no: number | null;
	isLate: boolean;
	refunds: Map<string, { by: string; fen: number; from: Where; isUndone: boolean }>;
	isUndone: boolean;
	/** Of a hand-over and of a payment: who has agreed. */
	agreed: Set<string>;
	hand?: { to: string; covers: string[]; expectedFen: number; isGiven: boolean };
	/** Whether it has moved money. */
	hasMoved: boolean;
	pouch?: Pouch;
	takes?: { from: Pouch; fen: number }[];
}

/** The pages: what moved between which accounts, act by act. */
export class Books {
	readonly acts = new Map<string, Act>();
	/** Balances by campaign and account. */
	readonly accounts = new Map<string, number>();
	/** What each household has paid, by list, `taken` or `late`, and household. */
	readonly paid = new Map<string, number>();
	private readonly campaignOf = new Map<string, string>();
	private readonly closed = new Set<string>();
	private readonly receipts = new Map<string, number>();

	/** Moves money from one account to another. */
	private move(campaignId: string, fen: number, from: string, to: string): void {
		for (const [account, change] of [
			[to, fen],
			[from, -fen]
		] as const) {
			const key = `${campaignId} ${account}`;
			this.accounts.set(key, (this.accounts.get(key) ?? 0) + change);
		}
	}

	private count({ levyId, householdId, isLate, kind }: Act, fen: number): void {
		if (kind !== 'collection') return;
		const key = `${levyId} ${isLate ? 'late' : 'taken'} ${householdId}`;
		this.paid.set(key, (this.paid.get(key) ?? 0) + fen);
	}

	private begin(act: Pick<Act, 'id' | 'kind' | 'campaignId' | 'by' | 'fen'> & Partial<Act>): Act {
		const whole: Act = {
			...{ other: '', levyId: null, householdId: null, no: null, isLate: false },
			...{ refunds: new Map(), isUndone: false, agreed: new Set(), hasMoved: false },
			...act
		};
		this.acts.set(act.id, whole);
		return whole;
	}

	private find(id: string): Act {
		return this.acts.get(id) ?? fail(`something was said about ${id}, which nobody entered`);
	}

	/** Money comes in, to a hand or to the community. */
	private comesIn(act: Act, { method, into }: Args['paid']): void {
		const where = into === 'community' ? into : method === 'cash' ? 'cash' : 'wallet';
		act.hasMoved = true;
		const place = where === 'community' ? where : `${where}:${act.by}`;
		if (where !== 'community') act.pouch = { owner: act.by, where, left: act.fen, gone: new Map() };
		this.move(act.campaignId, act.fen, act.other, place);
		this.count(act, act.fen);
	}

	/** Takes an amount out of pouches, one after the other; the last one bears the difference. */
	private goesOn(act: Act, ids: readonly string[]): void {
		let rest = act.fen;
		const from = [...ids].sort().map((id) => this.find(id).pouch!);
		act.takes = from.map((pouch, i) => {
			const fen = i === from.length - 1 ? rest : Math.min(Math.max(0, pouch.left), rest);
			rest -= fen;
			pouch.left -= fen;
			if (fen !== 0) pouch.gone.set(act.id, fen);
			return { from: pouch, fen };
		});
		act.hasMoved = true;
	}

	/** Both have spoken: the cash goes on, unless some of it had gone before and too little is left. */
	private settle(act: Act): void {
		const { to, covers, expectedFen } = act.hand!;
		const pouches = covers.map((id) => {
			const found = this.acts.get(id);
			const isTheirs = found?.pouch?.owner === act.by && found.pouch.where === 'cash';
			return isTheirs && found?.campaignId === act.campaignId ? found.pouch : undefined;
		});
		if (pouches.includes(undefined)) return;
		const left = pouches.reduce((sum, one) => sum + one!.left, 0);
		if (pouches.some((one) => one!.gone.size > 0) && left < expectedFen) return;
		this.goesOn(act, covers);
		act.pouch = { owner: to, where: 'cash', left: act.fen, gone: new Map() };
		this.move(act.campaignId, act.fen, `cash:${act.by}`, `cash:${to}`);
	}

	private handOver(args: Args, giver: string, to: string, isGiver: boolean): void {
		const { id, campaignId, covers, expectedFen, notes } = args;
		const fen = Object.entries(notes).reduce((sum, [value, n]) => sum + Number(value) * n, 0);
		const hand = { to, covers, expectedFen, isGiven: false };
		const begun = { id, kind: 'handOver', campaignId, by: giver, fen, hand };
		const known = this.acts.get(id);
		// Who has signed on the giver's phone and says so again on their own says nothing new.
		if (!isGiver && known?.agreed.has(to)) return;
		const act = known ?? this.begin(begun);
		if (isGiver) act.hand!.isGiven = true;
		if (!isGiver || (!known && args.signed)) act.agreed.add(to);
		if (act.hand!.isGiven && act.agreed.size > 0) this.settle(act);
	}

	/** Takes back what an act has moved. */
	private undo(act: Act): void {
		act.isUndone = true;
		if (!act.hasMoved) return;
		for (const { from, fen } of act.takes ?? []) {
			from.left += fen;
			from.gone.delete(act.id);
		}
		this.count(act, -act.fen);
		const { campaignId, fen, by } = act;
		const to = act.hand ? `cash:${act.hand.to}` : 'community';
		const from = act.hand ? `cash:${by}` : act.other;
		if (act.kind === 'collection' || act.kind === 'donation') {
			const where = act.pouch ? `${act.pouch.where}:${by}` : 'community';
			this.move(campaignId, fen, where, act.other);
		} else if (act.kind === 'supplierPayment' || act.kind === 'surplus')
			this.move(campaignId, fen, act.other, 'community');
		else this.move(campaignId, fen, to, from);
		if (act.pouch) act.pouch.left -= fen;
	}

	private refunded(act: Act, id: string, isBack: boolean): void {
		const one = act.refunds.get(id) ?? fail(`a refund ${id} is undone, and nobody made it`);
		one.isUndone = isBack;
		const fen = isBack ? -one.fen : one.fen;
		const where = one.from === 'community' ? one.from : `${one.from}:${one.by}`;
		this.move(act.campaignId, fen, where, act.other);
		this.count(act, -fen);
		if (act.pouch?.where === one.from && act.pouch.owner === one.by) act.pouch.left -= fen;
	}

	/** Writes down one act that happened. */
	private write(command: string, args: Args, by: string): void {
		const { id, campaignId, fen } = args;
		const { levyId, householdId, paid } = args;
		switch (command) {
			case 'campaign.open':
			case 'campaign.revise':
				for (const levy of args.levies) this.campaignOf.set(levy.id, id);
				return;
			case 'campaign.close':
				this.closed.add(id);
				return;
			case 'fee.collect': {
				const of = this.campaignOf.get(levyId!)!;
				const isLate = this.closed.has(of);
				const no = (this.receipts.get(levyId!) ?? 0) + 1;
				this.receipts.set(levyId!, no);
				const other = `${isLate ? 'suspense' : 'share'}:${householdId}`;
				const who = { id, by, campaignId: of, fen: paid.fen, levyId, householdId };
				return this.comesIn(this.begin({ ...who, kind: 'collection', other, no, isLate }), paid);
			}
			case 'fee.donate': {
				const begun = { id, by, campaignId, fen: paid.fen, levyId, other: 'donations' };
				return this.comesIn(this.begin({ ...begun, kind: 'donation' }), paid);
			}
			case 'fee.refund':
				this.find(args.of).refunds.set(id, { by, fen, from: args.from as Where, isUndone: false });
				return this.refunded(this.find(args.of), id, false);
			case 'fee.reverse':
				return args.refundId === null
					? this.undo(this.find(args.of))
					: this.refunded(this.find(args.of), args.refundId, true);
			case 'fee.handOver':
				return this.handOver(args, by, args.to, true);
			case 'fee.receive':
				return this.handOver(args, args.from, by, false);
			case 'fee.deposit': {
				const other = `${args.from}:${by}`;
				const act = this.begin({ id, by, campaignId, fen, kind: 'bankDeposit', other });
				this.goesOn(act, args.covers);
				return this.move(campaignId, fen, other, 'community');
			}
			case 'fee.contribute': {
				const other = `source:${args.sourceId}`;
				this.begin({ id, by, campaignId, fen, kind: 'contribution', other, hasMoved: true });
				return this.move(campaignId, fen, other, 'community');
			}
			case 'fee.pay': {
				const other = `supplier:${args.supplierId}`;
				this.begin({ id, by, campaignId, fen, kind: 'supplierPayment', other });
				return;
			}
			case 'fee.approve':
				return this.approve(this.find(args.of), by);
			case 'fee.dispose':
				this.begin({ id, by, campaignId, fen, kind: 'surplus', other: 'surplus', hasMoved: true });
				return this.move(campaignId, fen, 'community', 'surplus');
		}
	}

	private approve(act: Act, by: string): void {
		if (act.by === by) fail(`payment ${act.id} was approved by who entered it`);
		if (act.agreed.has(by)) fail(`payment ${act.id} was approved twice by one person`);
		act.agreed.add(by);
		if (act.hasMoved || act.agreed.size < 2) return;
		act.hasMoved = true;
		this.move(act.campaignId, act.fen, 'community', act.other);
	}

	/** The books of everything that the log says was applied, at once or after somebody had accepted it. */
	static of(log: readonly OperationsTable[]): Books {
		const books = new Books();
		const byId = new Map(log.map((line) => [line.op_id, line]));
		for (const line of log) {
			if (line.result !== 'applied') continue;
			const args = JSON.parse(line.args) as Args;
			const held = line.command === 'held.accept' ? byId.get(args.opId) : undefined;
			const { command, person_id, args: text } = held ?? line;
			books.write(command, JSON.parse(text) as Args, person_id);
		}
		return books;
	}
}
