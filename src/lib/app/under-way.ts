/** Writes that have begun: the lock waits for them, since nothing can be written once the key is gone. */
const under = new Set<Promise<unknown>>();

/** Has the lock wait for this write. Answers it as it is. */
export function saving<T>(save: Promise<T>): Promise<T> {
	under.add(save);
	const done = () => under.delete(save);
	save.then(done, done);
	return save;
}

/** Resolves when no write is under way any more, however each of them ends. */
export async function savesDone(): Promise<void> {
	while (under.size > 0) await Promise.allSettled(under);
}
