import type { MakeAppointment } from '$lib/domain/appointment/schema';
import type {
	AddEntry,
	AgreeDispute,
	CloseDispute,
	ConfirmCourt,
	EndDispute,
	FollowUp,
	HandUp,
	OpenDispute,
	Party,
	PerformTerm
} from '$lib/domain/dispute/args';
import { addDays, type Day } from '$lib/domain/kernel/day';
import type { Id } from '$lib/domain/kernel/id';
import type { DrawnCommunity } from './community';
import { stories, type StoryAct } from './case-stories';
import { chanceOf, type Chance } from './random';
import { actorFor, command, hourOf, minuteMs, type Act } from './visits';

/** A signature as an unsteady finger draws it; what it says does not matter. */
const scribble = (chance: Chance): number[][] =>
	[0, 1, 2].map((stroke) =>
		[0, 1, 2, 3].flatMap((i) => [150 + stroke * 240 + i * 50, 120 + chance.int(0, 160)])
	);

/** Somebody of the register who is of age, as a party. */
function partyFrom(
	chance: Chance,
	community: DrawnCommunity,
	{ side, unitId, today }: { side: Party['side']; unitId: Id; today: Day }
): Party {
	const latest = Number(today.slice(0, 4)) - 30;
	const able = community.households
		.filter((one) => one.unitId === unitId)
		.flatMap((home) =>
			home.residents
				.filter(({ birthYear }) => birthYear !== null && birthYear <= latest)
				.map((resident) => ({ home, resident }))
		);
	const { home, resident } = chance.pick(able);
	return {
		...{ id: chance.id(), side, householdId: home.id, residentId: resident.id },
		...{ name: resident.name, sex: resident.sex, birthYear: resident.birthYear },
		...{ ethnicity: '汉', occupation: '', phone: resident.phone, address: home.door },
		...{ guardian: null, agent: null }
	};
}

/** What one story needs of those who act in it. */
interface Told {
	caseId: Id;
	parties: Party[];
	/** The turns and seats so far. */
	seen: Id[];
	agreementId: Id;
	termId: Id;
	today: Day;
}

/** The command that an act of a story comes to, with the id under which it lies in the case. */
function commandOf(chance: Chance, told: Told, act: StoryAct, at: number) {
	const id = chance.id();
	const { caseId, parties, today } = told;
	const base = { id, caseId };
	const seen = [...told.seen];
	const move = (...ids: Id[]) => void told.seen.push(...ids);
	const on = addDays(today, -act.daysAgo);
	switch (act.do) {
		case 'write': {
			const fact =
				act.kind === 'session'
					? { kind: act.kind, way: act.way!, present: parties.map((one) => one.id), others: '' }
					: act.kind === 'inquiry'
						? { kind: act.kind, of: '' }
						: act.kind === 'report'
							? { kind: act.kind, danger: 'violence' as const, told: 'police' as const, toldAt: at }
							: { kind: act.kind };
			const args: AddEntry = { ...base, fact, step: act.step, words: act.words };
			return command('dispute.addEntry', args);
		}
		case 'agree': {
			told.agreementId = id;
			told.termId = chance.id();
			move(id);
			const signers = act.form === 'oral' ? [] : [...parties.map((one) => one.id), null];
			const args: AgreeDispute = {
				...{ ...base, seen, form: act.form, facts: act.facts, issues: '' },
				terms: [{ id: told.termId, partyIds: [parties[0]!.id], what: act.term, until: null }],
				signatures: signers.map((partyId) => ({ partyId, at, strokes: scribble(chance) })),
				...{ effectiveOn: on, amountFen: act.amountFen ?? null, isStatus: act.isStatus ?? false }
			};
			return command('dispute.agree', args);
		}
		case 'perform': {
			const said = { termId: told.termId, state: 'done' as const, on, words: act.words };
			const args: PerformTerm = { ...base, seen, ...said };
			return command('dispute.perform', args);
		}
		case 'court': {
			const args: ConfirmCourt = { ...base, state: 'applied', on, words: '' };
			return command('dispute.confirmCourt', args);
		}
		case 'visit': {
			const planId = `${told.agreementId}:${act.plan}`;
			const said = { result: 'satisfied' as const, then: null, words: act.words };
			const args: FollowUp = { ...base, seen, planId, ...said };
			return command('dispute.followUp', args);
		}
		case 'end': {
			move(id);
			const partyId = act.how === 'declined' ? parties[1]!.id : null;
			const args: EndDispute = {
				...{ ...base, seen, how: act.how, partyId, told: ['court', 'administrative'] },
				words: act.words
			};
			return command('dispute.end', args);
		}
		case 'close': {
			move(id);
			const args: CloseDispute = { ...base, seen, words: '', prevented: act.prevented ?? null };
			return command('dispute.close', args);
		}
		case 'handUp': {
			move(id);
			const args: HandUp = { ...base, seen, to: 'gridWorker', words: act.words };
			return command('dispute.handUp', args);
		}
	}
}

/**
 * Cases of a community: fresh and red, handed up, agreed and to be visited, declined, closed. In an
 * order in which each act is accepted by the rules. The same seed, community and day give the same acts.
 */
export function generateCases(seed: string, community: DrawnCommunity, today: Day): Act[] {
	const chance = chanceOf(`${seed}/cases`);
	const [unit] = community.units as [(typeof community.units)[0]];
	const who = (role: MakeAppointment['role'], areaId: Id) =>
		community.appointments.find(
			(one) => one.role === role && one.areaId === areaId && one.to === null
		)!;
	const people = {
		unitLeader: who('unitLeader', unit.id),
		gridWorker: who('gridWorker', unit.gridId),
		mediator: who('mediator', community.id)
	};
	return stories.flatMap((story) => {
		const caseId = chance.id();
		const parties = (['first', 'second'] as const).map((side) =>
			partyFrom(chance, community, { side, unitId: unit.id, today })
		);
		const { source, category, scale, colour, place, matter, demand } = story;
		const open: OpenDispute = {
			...{ id: caseId, placeId: unit.id, source, category, scale, colour, place, matter, demand },
			...{ people: 2, parties }
		};
		const told: Told = {
			...{ caseId, parties, seen: [caseId, caseId], today },
			...{ agreementId: '', termId: '' }
		};
		const actor = actorFor(people[story.by]);
		// After the office's morning: whose day begins before it sends what they amend before the office has returned it.
		const atOf = (daysAgo: number, nth: number) =>
			hourOf(addDays(today, -daysAgo), 16) + nth * 20 * minuteMs;
		const first = atOf(story.daysAgo, 0);
		return [
			{ actor, at: first, command: command('dispute.open', open) },
			...story.acts.map((act, i) => {
				const at = atOf(act.daysAgo, i + 1);
				return { actor, at, command: commandOf(chance, told, act, at) };
			})
		];
	});
}
