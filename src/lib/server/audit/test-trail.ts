import { dirname } from 'node:path';
import { checkChain, type Broken } from '../../../launch/audit-check.mjs';
import { openSnapshot } from '../../../launch/audit-database.mjs';
import { createTreeSource } from '../db/areas';
import type { Where } from '../db/open';
import { foundTown, phone, visit, type Town } from '../engine/test-town';
import { createJournal, type Journal } from './journal';
import { createSealer, type Head, type Sealer } from './seal';

// A town whose trail is sealed, and the operator's check of it.

/** A town with a journal and a sealer. */
export interface Trail {
	town: Town;
	journal: Journal;
	/** Its clock is the town's. */
	sealer: Sealer;
	/** Another server's, on the same connection. */
	anotherSealer(): Sealer;
	/** Logs so many visits of the first unit's leader, by a new phone each time. */
	visits(count: number): Promise<void>;
	/** What `npm run audit:verify` finds: figures, or the fault with its block and line. */
	check(heads?: Pick<Head, 'hash'>[]): Promise<string>;
}

/** Founds the town in an empty database. */
export async function openTrail(where: Where): Promise<Trail> {
	const town = await foundTown(where);
	const now = () => town.clock.now;
	const sealer = () => createSealer(town.db, { now, rest: () => Promise.resolve() });
	return {
		town,
		sealer: sealer(),
		anotherSealer: sealer,
		journal: createJournal(town.db, createTreeSource(), {
			secret: 'a secret of at least thirty-two characters',
			now,
			onError: (error) => void town.errors.push(error)
		}),
		async visits(count) {
			const [unit] = town.units;
			const device = phone();
			const operations = Array.from({ length: count }, () =>
				device.operation('visit.log', visit(unit.households[0]!))
			);
			await town.sync.push(unit.leader, device.push(operations));
		},
		async check(heads = []) {
			const place =
				where.kind === 'sqlite' ? { data: dirname(where.file) } : { data: '', url: where.url };
			const snapshot = await openSnapshot(place);
			try {
				const { blocks, lines, dropped, redacted, open } = await checkChain(snapshot, {
					heads,
					now: now()
				});
				const bare = redacted > 0 ? `, ${redacted} redacted` : '';
				return `${blocks} blocks, ${lines} lines, ${dropped} dropped, ${open} open${bare}`;
			} catch (error) {
				const { message, block, line } = error as Broken;
				if (!/^(block|line|head)\w+$/.test(message)) throw error;
				return [message, block, line].filter((one) => one !== undefined).join(' ');
			} finally {
				await snapshot.end();
			}
		}
	};
}
