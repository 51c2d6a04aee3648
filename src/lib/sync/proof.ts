import { addSums, digestOf, noSum, sumOf, textSum } from '$lib/protocol/digest';
import type { Work } from '$lib/protocol/envelope';
import type { PersonDb } from '$lib/store/db';
import { getMeta, setMeta } from '$lib/store/meta';

/** The proof upwards: what the server has applied of this device's work, beside what this phone has receipts for. */

/** A device that has sent nothing. */
export const noWork: Work = { seq: 0, applied: 0, digest: digestOf(noSum) };

/** A device that is told how its work compares does one of these. */
export type WorkVerdict = 'agree' | 'wait' | 'recount' | 'resend';

/**
 * What follows from the two counts. With operations still under way a server that has more has only been quicker than
 * its receipts; without any, this phone's own count may be wrong and is made anew before anything is sent again.
 */
export function judgeWork(own: Work, theirs: Work, unsettled: number): WorkVerdict {
	if (own.applied === theirs.applied && own.digest === theirs.digest) return 'agree';
	if (theirs.applied > own.applied && unsettled > 0) return 'wait';
	return theirs.applied > own.applied ? 'recount' : 'resend';
}

/** This phone's count as it is kept. */
export const ownWork = async (db: PersonDb): Promise<Work> => (await getMeta(db, 'work')) ?? noWork;

/** Counts the archive anew. */
export function recountWork(db: PersonDb): Promise<void> {
	return db.transaction('rw', [db.archive, db.meta], async () => {
		let { seq, applied, digest } = noWork;
		await db.archive.each((entry) => {
			if (entry.state !== 'applied' || (entry.receipt && 'afterHold' in entry.receipt)) return;
			seq = Math.max(seq, entry.seq);
			applied += 1;
			digest = digestOf(addSums(sumOf(digest), textSum(entry.opId)));
		});
		await setMeta(db, 'work', { seq, applied, digest });
	});
}
