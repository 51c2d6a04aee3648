import type { ChaosPhone } from './phone';
import type { ChaosServer } from './server';

/**
 * The network between phones and server. A request and its reply are two letters that lie there until the world
 * decides to deliver, double or lose each of them; the cycle that wrote the request rests meanwhile.
 */

/** A letter under way. */
interface Letter {
	line: Line;
	kind: 'request' | 'reply';
	isPhoto: boolean;
	deliver(): Promise<void>;
	lose(): Promise<void>;
	/** Lets the server work on a request twice; for a reply the same as delivering it. */
	double(): Promise<void>;
}

interface Reply {
	status: number;
	text: string;
	headers?: Headers;
}

/** One cycle's way to the server. */
export interface Line {
	fetch: typeof fetch;
	follow(cycle: Promise<unknown>): void;
	/** Resolves when the cycle waits for a letter, or has ended. */
	rest(): Promise<void>;
	/** Forgets the letters; whoever waits for them waits for ever. */
	cut(): void;
	end(): void;
}

/** All letters of a world. */
export class Network {
	letters: Letter[] = [];
	/** Phones without signal: their letters are lost. */
	readonly partitioned = new Set<ChaosPhone>();

	constructor(
		private readonly server: ChaosServer,
		/** Sees every reply that leaves the server. */
		readonly onReply: (phone: ChaosPhone, path: string, text: string) => void
	) {}

	line(phone: ChaosPhone): Line {
		let wake: () => void = () => undefined;
		let resting: Promise<void> = Promise.resolve();
		let isOver = false;
		const stir = () => {
			resting = new Promise((resolve) => (wake = resolve));
		};
		stir();
		const answer = async (path: string, init: RequestInit): Promise<Reply> => {
			if (path.startsWith('/api/photos')) {
				const response = await this.server.answerPhoto(phone.actor.personId, path, init);
				const { status, headers } = response;
				return { status, headers, text: await response.text() };
			}
			const reply = await this.server.answer(phone.actor.personId, path, String(init.body));
			this.onReply(phone, path, reply.text);
			return { ...reply, text: phone.hear(reply.text) };
		};
		const line: Line = {
			fetch: (input, init = {}) =>
				new Promise<Response>((resolve, reject) => {
					const path = String(input);
					const isPhoto = path.startsWith('/api/photos');
					const fail = async () => {
						if (isOver) return;
						stir();
						reject(new TypeError('no network'));
						await resting;
					};
					const tell = async (what: RequestInit): Promise<Reply | undefined> => {
						try {
							return await answer(path, what);
						} catch (error) {
							if (!(error instanceof TypeError)) throw error;
							return undefined;
						}
					};
					const pass = async (times: number) => {
						if (this.partitioned.has(phone)) return fail();
						let reply: Reply | undefined;
						for (let i = 0; i < times; i++) if (!(reply = await tell(init))) return fail();
						const { text, status, headers } = reply!;
						const bring = async () => {
							if (isOver) return;
							stir();
							// An answer without words may not even have empty ones.
							resolve(new Response(text || null, { status, ...(headers ? { headers } : {}) }));
							await resting;
						};
						const letter = { line, isPhoto, kind: 'reply', deliver: bring } as const;
						this.letters.push({ ...letter, double: bring, lose: fail });
					};
					const lose = async () => {
						// What is long is cut in the middle.
						if (init.body instanceof Blob && !this.partitioned.has(phone))
							await tell({ ...init, body: init.body.slice(0, init.body.size >> 1) });
						return fail();
					};
					this.letters.push({
						line,
						isPhoto,
						kind: 'request',
						deliver: () => pass(1),
						double: () => pass(2),
						lose
					});
					wake();
				}),
			follow: (cycle) => void cycle.then(() => wake()),
			rest: () => resting,
			cut: () => {
				isOver = true;
				this.letters = this.letters.filter((letter) => letter.line !== line);
				wake();
			},
			end: () => {
				isOver = true;
				wake();
			}
		};
		return line;
	}

	/** Takes one letter out of the heap. */
	take(index: number): Letter {
		return this.letters.splice(index, 1)[0]!;
	}

	/** Takes the oldest letter about a photo. */
	takePhoto(): Letter | undefined {
		const index = this.letters.findIndex((letter) => letter.isPhoto);
		return index < 0 ? undefined : this.take(index);
	}
}
