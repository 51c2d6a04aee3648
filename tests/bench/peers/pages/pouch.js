import PouchDB from 'pouchdb-browser';
import find from 'pouchdb-find';

PouchDB.plugin(find);
const open = () => new PouchDB('register');

/** Replicates everything, then builds the one index that the query needs. Times in ms since the call. */
window.firstSync = async () => {
	const began = performance.now();
	const db = open();
	const remote = new PouchDB(`${location.origin}/couch/register`);
	// Ten times PouchDB's own batch, which would make it ask far more often.
	const { docs_written: rows } = await PouchDB.replicate(remote, db, { batch_size: 1_000 });
	const copiedMs = performance.now() - began;
	await db.createIndex({ index: { fields: ['home'] } });
	// An index is built when it is first asked.
	await db.find({ selector: { home: '' }, limit: 1 });
	return { rows, copiedMs, tookMs: performance.now() - began };
};

/** How many rows live in a home, by the index; for a page that was loaded anew. */
window.ask = async (home) => {
	const { docs } = await open().find({ selector: { home }, limit: 100_000 });
	return { rows: docs.length, atMs: performance.now() };
};
