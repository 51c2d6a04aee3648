import { hash, verify } from '@node-rs/argon2';

/** Argon2id (the package's default) with OWASP's second profile: 19 MiB, two passes, one lane; ~30 ms on a small server. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hashing takes a core each: this many at a time, this many in the queue, and no more. */
const most = { running: 2, waiting: 40 };

let running = 0;
const queue: (() => void)[] = [];

/** Thrown when so many people sign in at once that another would only make everyone wait; a 503 `busy` for the caller. */
export class TooBusy extends Error {}

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
	if (running >= most.running) {
		if (queue.length >= most.waiting) throw new TooBusy();
		await new Promise<void>((go) => queue.push(go));
	} else {
		running += 1;
	}
	try {
		return await work();
	} finally {
		const next = queue.shift();
		// A slot goes straight to the next in the queue; only an empty queue frees it.
		if (next) next();
		else running -= 1;
	}
}

// Keyboards write the same characters in different ways; a password typed on another phone must still fit.
const fold = (password: string) => password.normalize('NFKC');

/** The Argon2id hash of a password in PHC form, with its own salt. Throws `TooBusy`. */
export const hashPassword = (password: string): Promise<string> =>
	inTurn(() => hash(fold(password), cost));

/** Whether the password belongs to the hash; compares in constant time. Throws `TooBusy`. */
export const verifyPassword = ({
	hash: known,
	password
}: {
	hash: string;
	password: string;
}): Promise<boolean> => inTurn(() => verify(known, fold(password)));

/** The work of one verification for whatever has no password to compare with, so that time does not tell it apart. */
export const workInVain = async (): Promise<void> => void (await hashPassword('-'));
