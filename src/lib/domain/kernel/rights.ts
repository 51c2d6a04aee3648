import type { Actor, Post, Role } from './actor';
import { postFor } from './authority';
import { isPostOn } from './in-force';
import { desk, deskRights } from './desk-rights';
import type { Day } from './day';
import type { Id } from './id';

const field = ['unitLeader', 'gridWorker', 'gridParty', 'office'] as const;
/** Who takes money at doors. A party group sees it and has no hand in it. */
const collect = ['unitLeader', 'gridWorker', 'office'] as const;
/** Who first hears of a quarrel and takes it on. */
const takeOn = ['unitLeader', 'gridWorker', 'gridParty', 'mediator', 'mediationLead'] as const;
/** Who can have a seat in a case that they run; whether somebody has one, the case says (`dispute/seats.ts`). */
const sit = [...takeOn, 'subdistrict'] as const;
const lookAfter = ['gridWorker', 'gridParty', 'office'] as const;

/**
 * Who may do what: the only list. The names with a dot in the middle of two words are commands (each judged in the
 * area that the command names); the rest is what people do besides. Who may see what is `reachTable`.
 */
export const rights = {
	'area.add': desk,
	'area.rename': desk,
	'area.addDoors': desk,
	'household.register': desk,
	'household.amend': desk,
	'household.remove': ['office'],
	'household.merge': ['office'],
	'appointment.make': desk,
	'appointment.end': desk,
	'visit.log': field,
	'visit.amend': field,
	'visit.withdraw': field,
	'visit.accept': ['office'],
	'visit.return': ['office'],
	'held.accept': lookAfter,
	'held.decline': lookAfter,
	'question.ask': field,
	'question.answer': ['office'],
	'question.close': field,
	'campaign.draft': ['office'],
	'campaign.drop': ['office'],
	'campaign.open': ['office'],
	'campaign.revise': ['office'],
	'campaign.close': ['office'],
	'campaign.publish': ['office'],
	'fee.collect': collect,
	'fee.note': collect,
	'fee.donate': collect,
	'fee.refund': collect,
	'fee.reverse': collect,
	'fee.handOver': collect,
	'fee.receive': collect,
	'fee.deposit': collect,
	'fee.contribute': ['office'],
	'fee.pay': ['office'],
	'fee.approve': ['office'],
	'fee.dispose': ['office'],
	/** Writes down what a neighbour said against public accounts. A campaign is on no other phone than the office's. */
	'objection.note': ['office'],
	/** What the server does by itself when a neighbour has sent one from the public page. */
	'objection.receive': ['office'],
	'objection.answer': ['office'],
	'bank.import': ['office'],
	'bank.match': ['office'],
	'bank.explain': ['office'],
	'dispute.open': takeOn,
	'dispute.amend': sit,
	'dispute.assign': sit,
	'dispute.unassign': sit,
	'dispute.handUp': sit,
	'dispute.end': sit,
	'dispute.extend': sit,
	'dispute.agree': sit,
	'dispute.perform': sit,
	'dispute.confirmCourt': sit,
	'dispute.plan': sit,
	'dispute.followUp': sit,
	'dispute.close': sit,
	'dispute.reopen': sit,
	'dispute.addEntry': [...sit, 'expert'],
	'dispute.amendEntry': [...sit, 'expert'],
	/** Notes that a case was opened. */
	'dispute.look': [...sit, 'expert'],
	/** Days, hours and visits of a place's cases. */
	'caseRules.set': ['subdistrict', 'mediationLead'],
	/** Records that somebody's data are to be deleted. */
	'erasure.ask': ['office'],
	/** What the server does by itself after that, in the name of whoever recorded it. */
	'erasure.carryOut': ['office'],
	/** Everything that is held on a household, particulars too, as a file for the person it is about. */
	giveCopy: ['office'],
	...deskRights
} as const satisfies Record<string, readonly Role[]>;

/** A command, or another thing that takes a right. */
export type Right = keyof typeof rights;

/** Whether a role has a right somewhere; for pages, which then ask no further. */
export const mayDo = (role: Role | undefined, right: Right): boolean =>
	role !== undefined && (rights[right] as readonly Role[]).includes(role);

/** The actor's appointments in force on that day by which they have the right. */
export const postsWith = (actor: Pick<Actor, 'posts'>, right: Right, day: Day): Post[] =>
	actor.posts.filter((post) => mayDo(post.role, right) && isPostOn(post, day));

/** Who may appoint to which role: the office appoints below itself, the sub-district everybody. */
export const appointableBy = (by: Role): readonly Role[] =>
	by === 'subdistrict'
		? [
				...(['subdistrict', 'office', 'mediationLead', 'mediator', 'expert'] as const),
				...(['gridParty', 'gridWorker', 'unitLeader'] as const)
			]
		: by === 'office'
			? ['mediator', 'expert', 'gridParty', 'gridWorker', 'unitLeader']
			: [];

/**
 * Whether the actor has the right today over everything that somebody is: could make each of these appointments. One is
 * not enough: whoever speaks or signs in as a person has all that the person has.
 */
export const isOver = (
	actor: Pick<Actor, 'posts'>,
	right: 'invitePeople' | 'carryWork' | 'manageDevices',
	posts: readonly Post[],
	pathOf: (areaId: Id) => readonly Id[] | undefined,
	day: Day
): boolean =>
	posts.every((post) => {
		const own = postFor(actor, rights[right], pathOf(post.areaId) ?? [], day);
		return own !== undefined && appointableBy(own.role).includes(post.role);
	});
