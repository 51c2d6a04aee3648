/**
 * The closed lists of mediation, apart from the schemas so that pages which only show a case load none.
 */

/** How a case came: somebody applied for it, it was found on patrol, or another office handed it on (人民调解法, article 17). */
export const sources = ['applied', 'patrol', 'handedOn'] as const;
export type Source = (typeof sources)[number];

/** What it is about, in the kinds of the statistics form. `estate` is 物业, `property` 房屋宅基地, `land` 山林土地. */
export const categories = [
	'family',
	'neighbours',
	'property',
	'contract',
	'business',
	'damages',
	'land',
	'expropriation',
	'environment',
	'estate',
	'labour',
	'medical',
	'traffic',
	'consumer',
	'other'
] as const;
export type Category = (typeof categories)[number];

/** How large: an ordinary one, a difficult one, one of many people. */
export const scales = ['ordinary', 'difficult', 'group'] as const;
export type Scale = (typeof scales)[number];

/** How dangerous, the worst first. What follows from a colour differs by place: see `CaseRules`. */
export const colours = ['red', 'yellow', 'blue'] as const;
export type Colour = (typeof colours)[number];

/** The two sides. Who applied, or spoke first, is `first`. */
export const sides = ['first', 'second'] as const;
export type Side = (typeof sides)[number];

/**
 * Where a case stands. `declined`: a side clearly refused (article 17); `failed`: no agreement was reached, with a notice
 * (article 26); `closed`: the file is complete.
 */
export const stages = ['open', 'agreed', 'declined', 'failed', 'closed'] as const;
export type Stage = (typeof stages)[number];

/** 摸 察 评 解 访: find out, look, weigh, settle, visit again. A guide and never a gate. */
export const steps = ['findOut', 'look', 'weigh', 'settle', 'visitAgain'] as const;
export type Step = (typeof steps)[number];

/** What somebody does in a case: `main` answers for it, an `expert` is called in and only adds to it. */
export const parts = ['main', 'helper', 'expert'] as const;
export type Part = (typeof parts)[number];

/** To whom a case is handed up, one above the other. The lead stands for the community's mediators and chooses one. */
export const levels = ['gridWorker', 'gridParty', 'mediationLead', 'subdistrict'] as const;
export type Level = (typeof levels)[number];

/** How a session is held: both sides at one table, one after the other (背靠背), on the spot, on the phone. */
export const ways = ['together', 'apart', 'onSite', 'phone'] as const;
export type Way = (typeof ways)[number];

/** What the sides are told that they can do instead (article 26). */
export const remedies = ['court', 'arbitration', 'administrative'] as const;
export type Remedy = (typeof remedies)[number];

/** What must be reported: violence in a home (反家暴法, article 14), what may be a crime (人民调解法, article 25). */
export const dangers = ['violence', 'crime'] as const;
export type Danger = (typeof dangers)[number];

/** Who was told of it. */
export const authorities = ['police', 'womenFederation', 'civilAffairs', 'other'] as const;
export type Authority = (typeof authorities)[number];

/** What came of a visit after an agreement. */
export const followUpResults = ['satisfied', 'performed', 'flaringUp'] as const;
export type FollowUpResult = (typeof followUpResults)[number];

/** What a visit that finds the quarrel flaring up leads to. */
export const consequences = ['reopen', 'raise'] as const;
export type Consequence = (typeof consequences)[number];

/** Whether somebody has done what was agreed. */
export const performances = ['done', 'partly', 'notDone'] as const;
export type Performance = (typeof performances)[number];

/** Judicial confirmation: asked for together, then confirmed or not (article 33). */
export const courtStates = ['applied', 'confirmed', 'rejected'] as const;
export type CourtState = (typeof courtStates)[number];

/** What a settled case kept from happening, as the statistics form asks. */
export const escalations = ['suicide', 'crime', 'fight', 'petition'] as const;
export type Escalation = (typeof escalations)[number];
