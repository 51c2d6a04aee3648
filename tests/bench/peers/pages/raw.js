const asPromise = (request) =>
	new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error);
	});

function open() {
	const asked = indexedDB.open('register', 1);
	asked.onupgradeneeded = () => {
		const rows = asked.result.createObjectStore('rows', { keyPath: 'key' });
		for (const name of ['home', 'todo', 'about']) rows.createIndex(name, name);
	};
	return asPromise(asked);
}

function write(db, rows) {
	return new Promise((resolve, reject) => {
		const transaction = db.transaction('rows', 'readwrite', { durability: 'strict' });
		const store = transaction.objectStore('rows');
		for (const row of rows) store.put(row);
		transaction.oncomplete = () => resolve();
		transaction.onabort = () => reject(transaction.error);
	});
}

/** Fetches and writes page after page of 500, as our first sync does. Times in ms; `copiedMs` is the writing alone. */
window.firstSync = async () => {
	const began = performance.now();
	const db = await open();
	let rows = 0;
	let copiedMs = 0;
	for (;;) {
		const page = await (await fetch(`/rows?after=${rows}&limit=500`)).json();
		if (page.rows.length === 0) break;
		const since = performance.now();
		await write(db, page.rows);
		copiedMs += performance.now() - since;
		rows = page.after;
	}
	return { rows, copiedMs, tookMs: performance.now() - began };
};

/** How many rows live in a home, by the index; for a page that was loaded anew. */
window.ask = async (home) => {
	const db = await open();
	const rows = await asPromise(
		db.transaction('rows').objectStore('rows').index('home').count(home)
	);
	return { rows, atMs: performance.now() };
};
