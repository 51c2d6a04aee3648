import type { Page } from '@playwright/test';

// What lies on a phone's disk, read as the demonstration's own key opens it. Written with the browser's cipher and in
// words of its own, so that it also shows that the seal is what it says.

/** Which records of a store; all of it where no index is named. */
interface Asked {
	store: string;
	where?: [index: string, value: string];
	/** Of the first pack whose rows begin so, the first row is thrown away. */
	drop?: string;
}

/** Reads records where they lie, and changes them; runs in the page. Answers them as they were. */
async function inPage({ store, where, drop }: Asked): Promise<unknown[]> {
	const done = <T>(request: IDBRequest<T>) =>
		new Promise<T>((resolve, reject) => {
			request.onsuccess = () => resolve(request.result);
			request.onerror = () => reject(request.error!);
		});
	const { name } = (await indexedDB.databases()).find((one) =>
		/^linli-[0-9a-f]{8}-/.test(one.name!)
	)!;
	const rings = await done(indexedDB.open('linli.keys'));
	const ring = (await done(
		rings.transaction('rings').objectStore('rings').get(name!.slice('linli-'.length))
	)) as { open: string };
	rings.close();
	const raw = Uint8Array.from(ring.open.match(/../g)!, (pair) => parseInt(pair, 16));
	const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);

	const db = await done(indexedDB.open(name!));
	const lying = db.transaction(store).objectStore(store);
	const paths = [lying.keyPath, ...[...lying.indexNames].map((one) => lying.index(one).keyPath)];
	const clear = [...new Set(paths as string[])].sort();
	const bound = (one: Record<string, unknown>) =>
		new TextEncoder().encode(JSON.stringify([store, ...clear.map((path) => one[path] ?? null)]));
	type Lying = Record<string, unknown> & { sealed: Uint8Array<ArrayBuffer> };
	const asked = where ? lying.index(where[0]).getAll(where[1]) : lying.getAll();
	const all = (await done(asked)) as Lying[];
	const read: Record<string, unknown>[] = [];
	let isDropped = false;
	for (const one of all) {
		const { sealed, ...beside } = one;
		const opened = new Uint8Array(
			await crypto.subtle.decrypt(
				{ name: 'AES-GCM', iv: sealed.slice(1, 13), additionalData: bound(beside) },
				key,
				sealed.slice(13)
			)
		);
		const end = 4 + new DataView(opened.buffer).getUint32(0);
		const [fields, kind] = JSON.parse(new TextDecoder().decode(opened.subarray(4, end))) as [
			Record<string, unknown>,
			string?
		];
		const text = kind ? new TextDecoder().decode(opened.subarray(end)) : '';
		read.push({ ...beside, ...fields, ...(text.startsWith('[') ? { text } : {}) });
		const keys = beside.keys as string[] | undefined;
		const rows = text.startsWith('[') ? (JSON.parse(text) as { key: string }[]) : [];
		if (!drop || isDropped || !rows[0]?.key.startsWith(drop)) continue;
		isDropped = true;
		const rest = new TextEncoder().encode(JSON.stringify(rows.slice(1)));
		const packed = new Uint8Array(end + rest.length);
		packed.set(opened.subarray(0, end));
		packed.set(rest, end);
		const iv = crypto.getRandomValues(new Uint8Array(12));
		const next = { ...beside, keys: keys!.slice(1) };
		const again = await crypto.subtle.encrypt(
			{ name: 'AES-GCM', iv, additionalData: bound(next) },
			key,
			packed
		);
		const work = db.transaction(store, 'readwrite');
		work
			.objectStore(store)
			.put({ ...next, sealed: Uint8Array.from([1, ...iv, ...new Uint8Array(again)]) });
		await new Promise((resolve) => (work.oncomplete = resolve));
	}
	db.close();
	return read;
}

/** The records of one store, or those that an index finds; a pack's rows are under `text`. */
export const recordsOf = <T>(page: Page, store: string, where?: Asked['where']): Promise<T[]> =>
	page.evaluate(inPage, { store, ...(where ? { where } : {}) }) as Promise<T[]>;

/** The disk loses one packed row whose key begins so. */
export const losePacked = (page: Page, keyBegins: string): Promise<unknown> =>
	page.evaluate(inPage, { store: 'packs', drop: keyBegins });

/** Everything on the disk as one text. */
export async function wholeDisk(page: Page): Promise<string> {
	const stores = [
		'loose',
		'packs',
		'base',
		'outbox',
		'archive',
		'homes',
		'shelves',
		'finder',
		'sums',
		'meta'
	];
	const texts: string[] = [];
	for (const store of stores) texts.push(JSON.stringify(await recordsOf(page, store)));
	return texts.join();
}
