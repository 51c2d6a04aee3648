import type { Kysely } from 'kysely';
import { dayOf } from '$lib/domain/kernel/day';
import { parseHomeKey } from '$lib/domain/kernel/home';
import type { Actor } from '$lib/domain/kernel/actor';
import {
	attachmentsIn,
	namingKinds,
	type Attachment,
	type AttachmentType
} from '$lib/domain/photo/naming';
import { checkCarrier } from '../accept/carrier';
import { actorOf } from '../db/actor';
import { communitiesOf, communityOfActor, type AreaTree, type TreeSource } from '../db/areas';
import { isPostgres } from '../db/open';
import type { PhotosTable, Tables } from '../db/tables';
import { ProblemError } from '../http/problem';
import { mayHold, scopeFor } from '../pull/scope';

/** What is known of a photo or sound once its bytes were checked; of a sound `width` and `height` are 0. */
export type PhotoFacts = Pick<PhotosTable, 'sha256' | 'type' | 'bytes' | 'width' | 'height'>;

/** Photos and sounds as the engine offers them; the bytes are in the folder, see `folder.ts`. What is said of photos holds for both. */
export interface PhotoEngine {
	/** Notes that this person has brought these bytes. Again changes nothing. `notAllowed` without any appointment. */
	keepPhoto(personId: string, facts: PhotoFacts): Promise<void>;
	/** Resolves for whoever may bring photos in the author's name: who may carry their work (`checkCarrier`); else `notAllowed` with the field `personId`. */
	checkPhotoCarrier(carrierId: string, authorId: string): Promise<void>;
	/** Which of these hashes this person has brought. Says nothing about what others have. */
	photosKnown(
		personId: string,
		hashes: readonly string[]
	): Promise<Pick<PhotosTable, 'sha256' | 'bytes'>[]>;
	/** Notes that photos which this person had brought are nowhere any more; until they are brought again. */
	photosGone(personId: string, hashes: readonly string[]): Promise<void>;
	/**
	 * The photo of a record (see `namingKinds`), if the person's scope holds that record today and the record names the
	 * photo; `gone` when its bytes are nowhere any more. Null for everything else: what is missing and what is forbidden
	 * look alike.
	 */
	photoFor(
		personId: string,
		recordId: string,
		sha256: string
	): Promise<{ type: AttachmentType; bytes: number } | 'gone' | null>;
}

/** Builds the photo part of the engine. `now`: epoch ms. */
export function createPhotos(
	db: Kysely<Tables>,
	trees: TreeSource,
	now: () => number
): PhotoEngine {
	async function communityHere(trx: Kysely<Tables>, personId: string): Promise<string> {
		const actor = await actorOf(trx, personId);
		if (!actor) throw new ProblemError(403, 'notAllowed');
		return communityOfActor(await trees(trx), actor);
	}

	return {
		async keepPhoto(personId, facts) {
			await db.transaction().execute(async (trx) => {
				const community = await communityHere(trx, personId);
				await trx
					.deleteFrom('photos_gone')
					.where('community', '=', community)
					.where('sha256', '=', facts.sha256)
					.where('person_id', '=', personId)
					.execute();
				await trx
					.insertInto('photos')
					.values({ community, person_id: personId, ...facts, uploaded_at: now() })
					.onConflict((c) => c.columns(['community', 'sha256', 'person_id']).doNothing())
					.execute();
			});
		},
		checkPhotoCarrier: (carrierId, authorId) =>
			checkCarrier(db, trees, { carrierId, authorId }, now()),
		async photosGone(personId, hashes) {
			if (hashes.length === 0) return;
			await db.transaction().execute(async (trx) => {
				const community = await communityHere(trx, personId);
				await trx
					.insertInto('photos_gone')
					.values(
						hashes.map((sha256) => ({ community, sha256, person_id: personId, told_at: now() }))
					)
					.onConflict((c) => c.columns(['community', 'sha256', 'person_id']).doNothing())
					.execute();
			});
		},
		async photosKnown(personId, hashes) {
			const actor = await actorOf(db, personId);
			if (!actor || hashes.length === 0) return [];
			return db
				.selectFrom('photos')
				.select(['sha256', 'bytes'])
				.where('community', '=', communityOfActor(await trees(db), actor))
				.where('sha256', 'in', hashes)
				.where('person_id', '=', personId)
				.execute();
		},
		photoFor(personId, recordId, sha256) {
			const transaction = isPostgres(db)
				? db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only')
				: db.transaction();
			return transaction.execute(async (trx) => {
				const tree = await trees(trx);
				const all = await namedInScope(trx, tree, personId, recordId, now());
				const authors = all.filter(({ named }) => named.sha256 === sha256);
				let isGone = false;
				for (const author of authors) {
					const photo = await broughtBy(trx, tree, author.personId, sha256);
					if (photo && photo !== 'gone') return photo;
					isGone ||= photo === 'gone';
				}
				return isGone ? 'gone' : null;
			});
		}
	};
}

/** Every photo and sound that the records of this id name, of those that the person's scope holds. Kinds draw their ids apart, but nothing enforces it. */
async function namedInScope(
	trx: Kysely<Tables>,
	tree: AreaTree,
	personId: string,
	recordId: string,
	nowMs: number
): Promise<Attachment[]> {
	const actor: Actor | undefined = await actorOf(trx, personId);
	if (!actor) return [];
	const rows = await trx
		.selectFrom('rows')
		.select(['kind', 'home', 'body'])
		.where('community', 'in', communitiesOf(tree, actor))
		.where('kind', 'in', namingKinds)
		.where('id', '=', recordId)
		.execute();
	const scope = scopeFor(actor, dayOf(nowMs));
	return rows.flatMap(({ kind, home, body }) => {
		const isHeld = mayHold(scope, parseHomeKey(home), (areaId) => tree.byId.get(areaId)?.path);
		return body && isHeld ? attachmentsIn(kind, JSON.parse(body)) : [];
	});
}

async function broughtBy(
	trx: Kysely<Tables>,
	tree: AreaTree,
	authorId: string,
	sha256: string
): Promise<{ type: AttachmentType; bytes: number } | 'gone' | undefined> {
	const author = await actorOf(trx, authorId);
	if (!author) return undefined;
	const community = communityOfActor(tree, author);
	const photo = await trx
		.selectFrom('photos')
		.select(['type', 'bytes'])
		.where('community', '=', community)
		.where('sha256', '=', sha256)
		.where('person_id', '=', authorId)
		.executeTakeFirst();
	if (photo) return photo;
	const gone = await trx
		.selectFrom('photos_gone')
		.select('told_at')
		.where('community', '=', community)
		.where('sha256', '=', sha256)
		.where('person_id', '=', authorId)
		.executeTakeFirst();
	return gone && 'gone';
}
