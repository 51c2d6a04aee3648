import type { Actor } from '../kernel/actor';
import { clockOf } from '../kernel/clock';
import { actorOf, admin, idOf, morning, testWorld, type TestWorld } from '../test-world';
import type { AgreeDispute, OpenDispute, Party, Signed } from './args';
import type { CaseEntry, Dispute, Docket } from './schema';
import { seenOf } from './select';

/** Invented people of the test world, each with one post. `hong` and `wu` are mediators. */
export const people = {
	leader: actorOf('unitLeader', 'U'),
	worker: actorOf('gridWorker', 'G'),
	party: actorOf('gridParty', 'G'),
	hong: actorOf('mediator', 'C', {}, 'hong'),
	wu: actorOf('mediator', 'C', {}, 'wu'),
	lead: actorOf('mediationLead', 'C'),
	lawyer: actorOf('expert', 'C'),
	office: actorOf('office', 'C'),
	sub: actorOf('subdistrict', 'S'),
	far: actorOf('mediator', 'C2'),
	farLead: actorOf('mediationLead', 'C2')
} satisfies Record<string, Actor>;

export const party = (label: string, side: Party['side'], more: Partial<Party> = {}): Party => ({
	...{ id: idOf(label), side, householdId: null, residentId: null, name: label, sex: 1 },
	...{ birthYear: 1970, ethnicity: '汉', occupation: '', phone: null, address: '' },
	...{ guardian: null, agent: null },
	...more
});

/** A quarrel of two neighbours about a machine at dawn. */
export const opening = (more: Partial<OpenDispute> = {}): OpenDispute => ({
	...{ id: idOf('case'), placeId: idOf('U'), source: 'applied', category: 'neighbours' },
	...{
		scale: 'ordinary',
		colour: 'blue',
		place: '3号楼',
		matter: '凌晨和面机太响',
		demand: '安静'
	},
	people: 2,
	parties: [party('baker', 'first'), party('sleeper', 'second')],
	...more
});

export const signed = (partyId: string | null, strokes = [[10, 10, 20, 20]]): Signed => ({
	partyId,
	at: morning,
	strokes
});

/** A written agreement that everybody has signed. */
export const agreement = (more: Partial<AgreeDispute> = {}): Omit<AgreeDispute, 'seen'> => ({
	...{
		id: idOf('agreement'),
		caseId: idOf('case'),
		form: 'written',
		facts: '机器',
		issues: '噪声'
	},
	terms: [{ id: idOf('term'), partyIds: [idOf('baker')], what: '加隔音棉', until: '2026-03-10' }],
	signatures: [signed(idOf('baker')), signed(idOf('sleeper')), signed(null)],
	...{ effectiveOn: '2026-03-02', amountFen: null, isStatus: false },
	...more
});

/** A world with a case, and short ways to act in it. Each act comes a minute after the one before. */
export class Cases {
	private minutes = 0;
	private acts = 0;

	constructor(readonly world: TestWorld = testWorld()) {
		world.givesNumbers = true;
		for (const [who, { personId, name, posts }] of Object.entries(people)) {
			if (who === 'sub') continue;
			const { appointmentId: id, role, areaId, from } = posts[0]!;
			const args = { id, personId, name, role, areaId, from, to: null };
			const outcome = world.run(admin, 'appointment.make', args);
			if (outcome !== 'ok') throw new Error(outcome);
		}
	}

	/** The next moment, or `minutes` after the first. */
	at(minutes = ++this.minutes): number {
		return morning + minutes * 60_000;
	}

	open(who: Actor = people.worker, more: Partial<OpenDispute> = {}): string {
		return this.world.run(who, 'dispute.open', opening(more), this.at());
	}

	/** Acts in the case. An act that moves it has seen all moves before it unless told otherwise. */
	act(who: Actor, name: string, more: object, days = 0): string {
		const at = this.at() + days * 86_400_000;
		const seen = seenOf(this.case());
		const args = { id: idOf(`act${++this.acts}`), caseId: idOf('case'), seen, ...more };
		return this.world.run(who, `dispute.${name}`, args, at, { clock: clockOf(at, 0) });
	}

	/** Gives somebody a seat. */
	seat(who: Actor, part = 'helper', by: Actor = people.lead): string {
		return this.act(by, 'assign', {
			id: idOf(`seat-${who.name}`),
			appointmentId: who.posts[0]!.appointmentId,
			part,
			words: ''
		});
	}

	agree(more: Partial<AgreeDispute> = {}, who: Actor = people.worker): string {
		return this.act(who, 'agree', agreement(more));
	}

	case = (id = 'case'): Dispute => this.world.get<Dispute>('dispute', idOf(id))!;
	docket = (): Docket => this.world.get<Docket>('docket', idOf('case'))!;
	entry = (label: string): CaseEntry | undefined =>
		this.world.get<CaseEntry>('caseEntry', idOf(label));
}

export const note = (words: string) => ({ fact: { kind: 'note' }, step: null, words });
