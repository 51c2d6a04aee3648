import { idOf } from '$lib/domain/test-world';
import { Book } from './book';
import { checkPhone, checkRest } from './check';
import { homesOf, postsIn, someone, type Unit } from './ground';
import { ModelPhone } from './phone';
import { PlainServer } from './server';

/** Ten in the morning of 2026-03-02 in China; every clock of the model starts there and moves by itself, epoch ms. */
const start = Date.UTC(2026, 2, 2, 2, 0);

/** One phone, two people who use it in turn, their books, and a server that says what it is told. */
export class World {
	readonly server: PlainServer;
	readonly phones: readonly ModelPhone[];
	readonly books: readonly Book[] = [new Book(), new Book()];
	/** Who is signed in: 0 or 1. */
	who = 0;
	/** How many visits were named so far. */
	named = 0;
	private readonly known = new Set<number>();
	private clock = start;

	private constructor() {
		const now = () => ++this.clock;
		const [a, b] = [someone('A'), someone('B')];
		const scopes = new Map<string, Unit[]>([
			[a.personId, ['U', 'U2']],
			[b.personId, ['V']]
		]);
		this.server = new PlainServer(scopes, now);
		this.phones = [a, b].map(
			(person) =>
				new ModelPhone(
					{ ...person, posts: postsIn(scopes.get(person.personId)!) },
					this.server,
					now
				)
		);
	}

	/** A world in which the first of the two has signed in and everything of theirs has come. */
	static async open(): Promise<World> {
		const world = new World();
		await world.signIn();
		return world;
	}

	get phone(): ModelPhone {
		return this.phones[this.who]!;
	}

	get book(): Book {
		return this.books[this.who]!;
	}

	close(): void {
		for (const phone of this.phones) phone.close();
	}

	/** A name for a new visit. */
	name(): string {
		return idOf(`visit ${++this.named}`);
	}

	/** Lets time pass, ms. */
	wait(ms: number): void {
		this.clock += ms;
	}

	/** A cycle through which nothing goes wrong, after which phone and server are at one. */
	async sync(tab: number): Promise<void> {
		this.wait(61_000); // what is held is asked about once a minute
		const end = await this.phone.sync(tab);
		if (!end || end.problem || !end.complete)
			throw new Error(`a cycle over a good line ended with ${JSON.stringify(end)}`);
		this.book.isWiped = false;
		const { personId } = this.phone.actor;
		await checkRest(this.phone, this.server, homesOf(this.server.scopes.get(personId)!));
	}

	/** Signs in; somebody who was never here gets everything at once, the others as it comes. */
	async signIn(): Promise<void> {
		if (this.known.has(this.who)) return this.phone.open();
		this.known.add(this.who);
		await this.phone.begin();
		await this.sync(0);
	}

	/** Signs out. */
	async signOut(): Promise<void> {
		await this.phone.signOut();
		this.book.seen.clear();
		this.book.isWiped = true;
	}

	/** Holds the disk of whoever is signed in against their book. */
	check(options: { isInOrder?: boolean } = {}): Promise<void> {
		return checkPhone(this.phone, this.book, this.server, options);
	}
}
