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
	deliver(): Promise<void>;
	lose(): Promise<void>;
	/** Lets the server work on a request twice; for a reply the same as delivering it. */
	double(): Promise<void>;
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
		const answer = async (path: string, body: string) => {
			const reply = await this.server.answer(phone.actor.personId, path, body);
			this.onReply(phone, path, reply.text);
			return reply;
		};
		const line: Line = {
			fetch: (input, init) =>
				new Promise<Response>((resolve, reject) => {
					const path = String(input);
					const body = String(init?.body);
					const fail = async () => {
						stir();
						reject(new TypeError('no network'));
						await resting;
					};
					const pass = async (times: number) => {
						if (this.partitioned.has(phone)) return fail();
						let reply: { status: number; text: string };
						try {
							reply = await answer(path, body);
							for (let i = 1; i < times; i++) reply = await answer(path, body);
						} catch (error) {
							if (!(error instanceof TypeError)) throw error;
							return fail();
						}
						const bring = async () => {
							if (isOver) return;
							stir();
							resolve(new Response(phone.hear(reply.text), { status: reply.status }));
							await resting;
						};
						this.letters.push({ line, kind: 'reply', deliver: bring, double: bring, lose: fail });
					};
					this.letters.push({
						line,
						kind: 'request',
						deliver: () => pass(1),
						double: () => pass(2),
						lose: fail
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
}
