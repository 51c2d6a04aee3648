import { evolve } from '$lib/domain/handle';
import type { Area } from '$lib/domain/area/schema';
import type { Id } from '$lib/domain/kernel/id';
import { homeKey, type Home } from '$lib/domain/kernel/home';
import {
	recordKey,
	type Event,
	type Gone,
	type Kind,
	type Reading
} from '$lib/domain/kernel/record';
import { kindOf } from '$lib/domain/registry';
import { communityOfPath, type AreaTree } from '../db/areas';
import type { RowsTable } from '../db/tables';

/** A record in the middle of a transaction: as loaded, and as the judged operations left it. */
export interface Cell {
	community: Id;
	kind: Kind;
	id: Id;
	body: unknown;
	gone: Gone | undefined;
	home: Home;
	/** As it stands on the disk; undefined for a new record. */
	stored?: { home: string; seq: number; at: number; digest: string | null };
	isTouched: boolean;
}

/**
 * What operations read and write while they are judged. Nothing reaches the database before all of them are:
 * a refused operation has never touched anything, and its neighbours read what the accepted ones left.
 */
export class Overlay implements Reading {
	private readonly cells = new Map<string, Cell>();
	private readonly touched: Cell[] = [];
	/** The server gives cases their numbers. */
	readonly givesNumbers = true;

	constructor(private readonly tree: AreaTree) {}

	/** Takes over a row as it stands on the disk. */
	load(row: RowsTable): void {
		const key = `${row.kind}:${row.id}`;
		if (this.cells.has(key)) return;
		const [areaId, dataClass, own] = row.home.split(':') as [Id, Home['dataClass'], Id | undefined];
		this.cells.set(key, {
			community: row.community,
			kind: row.kind,
			id: row.id,
			body: row.body === null ? undefined : JSON.parse(row.body),
			gone: row.gone === null ? undefined : (JSON.parse(row.gone) as Gone),
			home: own ? { areaId, dataClass, own } : { areaId, dataClass },
			stored: { home: row.home, seq: row.seq, at: row.written_at, digest: row.digest },
			isTouched: false
		});
	}

	/** Whether the record was loaded or written already. */
	has(kind: Kind, id: Id): boolean {
		return this.cells.has(`${kind}:${id}`);
	}

	/** The record with its place, if there is one. */
	cell(kind: Kind, id: Id): Cell | undefined {
		return this.cells.get(`${kind}:${id}`);
	}

	get<B>(kind: Kind, id: Id): B | undefined {
		return this.cells.get(`${kind}:${id}`)?.body as B | undefined;
	}

	gone(kind: Kind, id: Id): Gone | undefined {
		return this.cells.get(`${kind}:${id}`)?.gone;
	}

	pathOf(areaId: Id): readonly Id[] | undefined {
		return this.get<Area>('area', areaId)?.path ?? this.tree.byId.get(areaId)?.path;
	}

	/** Lets the events happen: all of them, or (when one cannot be worked out) none. */
	apply(events: readonly Event[]): void {
		const next = new Map<string, Cell>();
		for (const event of events) {
			const key = recordKey(event);
			const cell = next.get(key) ?? this.cells.get(key);
			const outcome = evolve(cell?.body, event);
			if ('gone' in outcome) {
				if (cell) next.set(key, { ...cell, body: undefined, gone: outcome.gone, isTouched: true });
				continue;
			}
			const home = kindOf[event.kind].home(outcome.body);
			next.set(key, {
				// A record stays in the community it began in.
				community: cell?.community ?? this.communityOf(event, home.areaId),
				kind: event.kind,
				id: event.id,
				body: outcome.body,
				gone: undefined,
				home,
				stored: cell?.stored,
				isTouched: true
			});
		}
		for (const [key, cell] of next) {
			const known = this.cells.get(key);
			if (!known) {
				this.cells.set(key, cell);
				this.touched.push(cell);
			} else {
				if (!known.isTouched) this.touched.push(known);
				Object.assign(known, cell);
			}
		}
	}

	/** Records that differ from the disk, in the order in which they were first touched. */
	changes(): readonly Cell[] {
		return this.touched;
	}

	private communityOf(event: Event, areaId: Id): Id {
		// A new area is not in the tree yet, but carries its path.
		const path = event.kind === 'area' ? (event.data as Partial<Area>).path : this.pathOf(areaId);
		return communityOfPath(path ?? [areaId]);
	}
}

/** The text form of the home in which the record lives now. */
export const homeOf = (cell: Pick<Cell, 'home'>): string => homeKey(cell.home);
