import { dueOn, inOrder, rulesFor } from '$lib/domain/dispute/select';
import type { CaseEntry, CaseRules, Dispute } from '$lib/domain/dispute/schema';
import type { Day } from '$lib/domain/kernel/day';
import { homeKey } from '$lib/domain/kernel/home';
import type { Id } from '$lib/domain/kernel/id';
import type { Kind } from '$lib/domain/kernel/record';
import { bodiesInHome, readBody } from '$lib/store/bodies';
import { localPhoto, remotePhoto } from './photos';
import { place } from './place.svelte';
import { areas } from './queries';

/** What the papers of a case are filled from: all that this phone knows of it. */
export interface CaseFile {
	dispute: Dispute;
	/** All of them, in the order of the file. */
	entries: CaseEntry[];
	/** The community's name; empty where it has not come. */
	community: string;
	/** Where it happened, from the grid down, as people say it. */
	placeName: string;
	/** Until when the case may take. */
	dueOn: Day;
	/** Now, by the phone: epoch ms. */
	now: number;
}

/** A case's whole file; undefined where it is not on this phone. To be used inside `live()`, once `noteOpening` has agreed. */
export async function caseFile(caseId: Id): Promise<CaseFile | undefined> {
	const { db, now } = place();
	const dispute = await readBody<Dispute>(db, 'dispute', caseId);
	if (!dispute) return undefined;
	const { areaId, placeId, path } = dispute;
	const home = homeKey({ areaId, dataClass: 'case', own: caseId });
	const [entries, tree, ...rules] = await Promise.all([
		bodiesInHome<CaseEntry>(db, home, 'caseEntry'),
		areas(),
		...path.slice(0, 2).map((id) => readBody<CaseRules>(db, 'caseRules', id))
	]);
	const reading = {
		get: <B>(_kind: Kind, id: Id) => rules.find((one) => one?.areaId === id) as B | undefined
	};
	return {
		...{ dispute, entries: inOrder(entries), community: tree.byId.get(areaId)?.name ?? '' },
		placeName: tree.pathNames(placeId).slice(2).join(''),
		...{ dueOn: dueOn(dispute, rulesFor(reading, path)), now: now() }
	};
}

/** Why a photo of a file is not to be had now; see `remotePhoto`. */
export type PhotoLack = Exclude<Awaited<ReturnType<typeof remotePhoto>>, Blob>;

/**
 * Reads the photos of a file one after the other: this phone's own, else the server's. A server that gave no answer is not
 * asked for the next one, since each would wait as long.
 */
export function photoReader(): (recordId: Id, sha256: string) => Promise<Blob | PhotoLack> {
	let isOffline = false;
	return async (recordId, sha256) => {
		const own = await localPhoto(sha256);
		if (own) return own.blob;
		if (isOffline) return 'offline';
		const found = await remotePhoto(recordId, sha256);
		isOffline = found === 'offline';
		return found;
	};
}
