import { createRxDatabase } from 'rxdb/plugins/core';
import { replicateRxCollection } from 'rxdb/plugins/replication';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';

const text = (maxLength) => ({ type: 'string', maxLength });
const schema = {
	version: 0,
	primaryKey: 'key',
	type: 'object',
	properties: {
		key: text(60),
		kind: text(20),
		id: text(40),
		home: text(130),
		seq: { type: 'integer' },
		at: { type: 'integer' },
		body: { type: 'object' },
		// RxDB asks for every indexed field; ours are absent where there is nothing to say.
		todo: text(60),
		about: text(40)
	},
	required: ['key', 'home', 'todo', 'about'],
	indexes: ['home', 'todo', 'about']
};

async function open() {
	const db = await createRxDatabase({
		name: 'register',
		storage: getRxStorageDexie(),
		multiInstance: false
	});
	const { rows } = await db.addCollections({ rows: { schema } });
	return rows;
}

/** Replicates everything over HTTP, pages of 500 as ours. Times in ms since the call. */
window.firstSync = async () => {
	const began = performance.now();
	const collection = await open();
	let rows = 0;
	const replication = replicateRxCollection({
		collection,
		replicationIdentifier: 'rows',
		live: false,
		pull: {
			batchSize: 500,
			async handler(checkpoint, limit) {
				const after = checkpoint?.after ?? 0;
				const answer = await fetch(`/rows?after=${after}&limit=${limit}`);
				const page = await answer.json();
				rows += page.rows.length;
				return {
					checkpoint: { after: page.after },
					documents: page.rows.map((row) => ({ todo: '', about: '', ...row, _deleted: false }))
				};
			}
		}
	});
	replication.error$.subscribe((error) => {
		throw error;
	});
	await replication.awaitInitialReplication();
	const tookMs = performance.now() - began;
	return { rows, copiedMs: tookMs, tookMs };
};

/** How many rows live in a home, by the index; for a page that was loaded anew. */
window.ask = async (home) => {
	const found = await (await open()).find({ selector: { home } }).exec();
	return { rows: found.length, atMs: performance.now() };
};
