/*
 * Who may do and see what, written by hand from the product's table of data classes and nothing else. The tests compare
 * what really happens with it, and docs/AUTHORISATION.md is what they found. Whoever changes a right changes it here too.
 *
 * yes     it happens, or is shown
 * no      refused; the person may know that there is such a thing
 * ·       hidden: the same answer as for a thing that does not exist
 * held    kept until somebody who looks after the area decides (decision 9)
 * –       not signed in
 */

/** The people of the table, in its columns. "Here" is one unit in a grid of a community. */
export const people = {
	leader: 'unit leader',
	worker: 'grid worker',
	party: 'grid party group',
	mediator: 'mediator',
	lead: 'mediation lead',
	expert: 'called-in expert',
	office: 'office',
	sub: 'sub-district',
	nextLeader: 'leader of the next unit',
	nextWorker: 'worker of the next grid',
	nextParty: 'party group of the next grid',
	farLeader: 'leader in another community',
	farWorker: 'worker in another community',
	farParty: 'party group in another community',
	farMediator: 'mediator of another community',
	farOffice: 'office of another community',
	exWorker: 'grid worker until last week',
	exOffice: 'in the office until last week',
	stranger: 'login, but no post',
	nobody: 'not signed in'
} as const;
export type Who = keyof typeof people;

/** What the tables below, and docs/AUTHORISATION.md, say for each answer. */
export const signOf = { yes: 'yes', no: 'no', hidden: '·', held: 'held', login: '–' } as const;
export type Answer = keyof typeof signOf;

const answerOf = new Map(Object.entries(signOf).map(([answer, sign]) => [sign, answer as Answer]));
const columns = Object.keys(people) as Who[];

/** The rows of a table by name. Throws for anything but one known sign under every person. */
function read(text: string): Map<string, Record<Who, Answer>> {
	const rows = new Map<string, Record<Who, Answer>>();
	for (const line of text.trim().split('\n')) {
		const [name, cells] = line.trim().split(/\s*\|\s*/) as [string, string];
		const found = cells.split(/\s+/).map((sign) => answerOf.get(sign as 'yes'));
		if (found.length !== columns.length || found.includes(undefined) || rows.has(name))
			throw new Error(`matrix: cannot read the row "${name}"`);
		const row = Object.fromEntries(columns.map((who, i) => [who, found[i]!]));
		rows.set(name, row as Record<Who, Answer>);
	}
	return rows;
}

/*
 * The columns, as `people` has them:
 *
 *   here: unit leader, grid worker, party group, mediator, mediation lead, called-in expert, office, sub-district
 *   next door, in the same community: unit leader, grid worker, party group
 *   in another community: unit leader, grid worker, party group, mediator, office
 *   nobody any more: grid worker and office until last week, a login without a post, not signed in
 */

/** Commands, pushed by each person. What the row is about lies in the unit here. */
export const acts = read(`
area.add                                    | no   no   no   ·    ·    ·    yes  yes  no   ·    ·    ·    ·    ·    ·    ·    no   no   –    –
area.rename                                 | no   no   no   ·    ·    ·    yes  yes  ·    ·    ·    ·    ·    ·    ·    ·    no   no   –    –
area.addDoors                               | no   no   no   ·    ·    ·    yes  yes  ·    ·    ·    ·    ·    ·    ·    ·    no   no   –    –
household.register                          | no   no   no   ·    ·    ·    yes  yes  ·    ·    ·    ·    ·    ·    ·    ·    no   no   –    –
household.amend                             | no   no   no   ·    ·    ·    yes  yes  ·    ·    ·    ·    ·    ·    ·    ·    no   no   –    –
household.settle                            | no   no   no   ·    ·    ·    yes  yes  ·    ·    ·    ·    ·    ·    ·    ·    no   no   –    –
household.remove                            | no   no   no   ·    ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    no   no   –    –
household.merge                             | no   no   no   ·    ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    no   no   –    –
erasure.ask                                 | no   no   no   ·    ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    no   no   –    –
erasure.carryOut                            | ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    –    –
appointment.make: a grid worker             | no   no   no   ·    ·    ·    yes  yes  no   ·    ·    ·    ·    ·    ·    ·    no   no   –    –
appointment.make: a grid worker, dated back | no   no   no   ·    ·    ·    yes  yes  no   ·    ·    ·    ·    ·    ·    ·    no   no   –    –
appointment.make: an office                 | no   no   no   no   no   no   no   yes  no   no   no   ·    ·    ·    ·    ·    no   no   –    –
appointment.make: a sub-district officer    | no   no   no   no   no   no   no   yes  no   no   no   no   no   no   no   no   no   no   –    –
appointment.end: a grid worker              | ·    ·    no   ·    no   ·    yes  yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    no   –    –
appointment.end: an office                  | ·    ·    ·    ·    no   ·    no   yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    no   –    –
visit.log                                   | yes  yes  yes  ·    ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    held held –    –
visit.log: dated back to last month         | yes  yes  yes  ·    ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    yes  yes  –    –
visit.amend: one's own                      | yes  yes  yes  ·    ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    held held –    –
visit.amend: somebody else's                | ·    no   no   ·    ·    ·    no   ·    ·    ·    ·    ·    ·    ·    ·    ·    no   no   –    –
visit.withdraw: one's own                   | yes  yes  yes  ·    ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    held held –    –
visit.withdraw: somebody else's             | ·    no   no   ·    ·    ·    no   ·    ·    ·    ·    ·    ·    ·    ·    ·    no   no   –    –
visit.accept                                | ·    no   no   ·    ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    no   no   –    –
visit.return                                | ·    no   no   ·    ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    no   no   –    –
held.accept                                 | ·    yes  yes  ·    ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    no   no   –    –
held.decline                                | ·    yes  yes  ·    ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    no   no   –    –
question.ask                                | yes  yes  yes  ·    ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    yes  yes  –    –
question.answer                             | no   ·    ·    ·    ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    no   –    –
question.close: the leader's                | yes  ·    ·    ·    ·    ·    no   ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    no   –    –
campaign.draft                              | no   no   no   no   no   no   yes  no   no   no   no   ·    ·    ·    ·    ·    no   no   –    –
campaign.drop                               | ·    ·    ·    ·    ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    no   –    –
campaign.open                               | ·    ·    ·    ·    ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    no   –    –
campaign.revise                             | ·    ·    ·    ·    ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    no   –    –
campaign.close                              | ·    ·    ·    ·    ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    no   –    –
campaign.publish                            | ·    ·    ·    ·    ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    no   –    –
fee.collect                                 | yes  yes  no   ·    ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    held held –    –
fee.note                                    | yes  yes  no   ·    ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    held held –    –
fee.donate                                  | yes  yes  no   ·    ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    held held –    –
fee.refund: one's own                       | yes  yes  no   ·    ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    held held –    –
fee.refund: somebody else's                 | no   no   no   ·    ·    ·    no   ·    ·    ·    ·    ·    ·    ·    ·    ·    no   no   –    –
fee.reverse: one's own                      | yes  yes  no   ·    ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    held held –    –
fee.reverse: somebody else's                | no   no   no   ·    ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    no   held –    –
fee.handOver                                | yes  yes  ·    ·    ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    held held –    –
fee.receive                                 | yes  yes  ·    ·    ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    held held –    –
fee.deposit: one's own                      | yes  yes  ·    ·    ·    ·    yes  no   ·    ·    ·    ·    ·    ·    ·    ·    held held –    –
fee.contribute                              | ·    ·    ·    ·    ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    no   –    –
fee.pay                                     | ·    ·    ·    ·    ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    no   –    –
fee.approve                                 | ·    ·    ·    ·    ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    no   –    –
fee.dispose                                 | ·    ·    ·    ·    ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    no   –    –
objection.note                              | ·    ·    ·    ·    ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    no   –    –
objection.receive                           | ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    –    –
objection.answer                            | ·    ·    ·    ·    ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    no   –    –
bank.import                                 | ·    ·    ·    ·    ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    no   –    –
bank.match                                  | ·    ·    ·    ·    ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    no   –    –
bank.explain                                | ·    ·    ·    ·    ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    no   –    –
dispute.open                                | yes  yes  yes  yes  yes  ·    no   no   ·    ·    ·    ·    ·    ·    ·    ·    no   no   –    –
dispute.amend                               | ·    yes  ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    –    –
dispute.addEntry                            | ·    yes  ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    –    –
dispute.amendEntry: somebody else's         | ·    no   ·    ·    no   ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    –    –
dispute.assign                              | ·    yes  ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    –    –
dispute.unassign                            | ·    yes  ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    –    –
dispute.handUp                              | ·    yes  ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    –    –
dispute.end                                 | ·    yes  ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    –    –
dispute.extend                              | ·    yes  ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    –    –
dispute.agree                               | ·    yes  ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    –    –
dispute.perform                             | ·    yes  ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    –    –
dispute.confirmCourt                        | ·    yes  ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    –    –
dispute.plan                                | ·    yes  ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    –    –
dispute.followUp                            | ·    yes  ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    –    –
dispute.close                               | ·    yes  ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    –    –
dispute.look                                | ·    yes  ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    –    –
dispute.reopen                              | ·    yes  ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    –    –
caseRules.set                               | no   no   no   no   yes  no   no   yes  no   no   no   ·    ·    ·    ·    ·    no   no   –    –
`);

/** Homes, as heads, pull and compare show them. */
export const homes = read(`
area: the sub-district                   | yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  ·    ·    –    –
area: the community                      | yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  ·    ·    ·    ·    ·    ·    ·    –    –
area: the grid                           | yes  yes  yes  ·    ·    ·    yes  yes  yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    –    –
area: the building                       | yes  yes  yes  ·    ·    ·    yes  yes  yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    –    –
area: the unit                           | yes  yes  yes  ·    ·    ·    yes  yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    –    –
area: the next unit                      | ·    yes  yes  ·    ·    ·    yes  yes  yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    –    –
area: the next grid                      | ·    ·    ·    ·    ·    ·    yes  yes  ·    yes  yes  ·    ·    ·    ·    ·    ·    ·    –    –
area: another community                  | ·    ·    ·    ·    ·    ·    ·    yes  ·    ·    ·    yes  yes  yes  yes  yes  ·    ·    –    –
area: a grid there                       | ·    ·    ·    ·    ·    ·    ·    yes  ·    ·    ·    yes  yes  yes  ·    yes  ·    ·    –    –
register: the unit                       | yes  yes  yes  ·    ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    –    –
register: the next unit                  | ·    yes  yes  ·    ·    ·    yes  ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    –    –
register: the next grid                  | ·    ·    ·    ·    ·    ·    yes  ·    ·    yes  yes  ·    ·    ·    ·    ·    ·    ·    –    –
register: a grid there                    | ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    yes  yes  yes  ·    yes  ·    ·    –    –
sensitive: anywhere                      | ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    –    –
visit: the unit, by the leader           | yes  yes  yes  ·    ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    –    –
visit: the unit, by another leader       | ·    yes  yes  ·    ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    –    –
visit: the unit, by others               | ·    yes  yes  ·    ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    –    –
visit: the next grid, by others          | ·    ·    ·    ·    ·    ·    yes  ·    ·    yes  yes  ·    ·    ·    ·    ·    ·    ·    –    –
visit: a grid there, by others           | ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    yes  yes  ·    yes  ·    ·    –    –
staff: the sub-district                  | ·    ·    ·    ·    ·    ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    –    –
staff: the community                     | ·    ·    ·    ·    yes  ·    yes  yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    –    –
staff: the grid                          | ·    ·    yes  ·    yes  ·    yes  yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    –    –
staff: the unit                          | ·    ·    yes  ·    yes  ·    yes  yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    –    –
staff: the next unit                     | ·    ·    yes  ·    yes  ·    yes  yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    –    –
staff: the next grid                     | ·    ·    ·    ·    yes  ·    yes  yes  ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    –    –
staff: another community                 | ·    ·    ·    ·    ·    ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    yes  ·    ·    –    –
staff: a grid there                      | ·    ·    ·    ·    ·    ·    ·    yes  ·    ·    ·    ·    ·    yes  ·    yes  ·    ·    –    –
question: the unit, by the leader        | yes  ·    ·    ·    ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    –    –
question: the grid, by the former worker | ·    ·    ·    ·    ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    yes  ·    –    –
money: the community                     | ·    ·    ·    ·    ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    –    –
money: the unit                          | yes  yes  yes  ·    ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    –    –
money: the next unit                     | ·    yes  yes  ·    ·    ·    yes  ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    –    –
money: the next grid                     | ·    ·    ·    ·    ·    ·    yes  ·    ·    yes  yes  ·    ·    ·    ·    ·    ·    ·    –    –
money: another community                 | ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    yes  ·    ·    –    –
money: a grid there                      | ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    yes  yes  yes  ·    yes  ·    ·    –    –
case: the community, with the worker     | ·    yes  ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    –    –
docket: the community                    | ·    ·    ·    ·    yes  ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    –    –
`);

/** Everything else that the server can be asked. */
export const requests = read(`
GET /api/session                                 | yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  –    –
GET /api/me/access: one's own                    | yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  –    –
POST /api/me/access/end: the leader's            | yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    –    –
POST /api/me/password: one's own                 | yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  –    –
POST /api/factor/begin: one's own                | yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  –    –
POST /api/factor/confirm: one's own              | yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  –    –
POST /api/factor/remove: one's own               | yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  –    –
POST /api/factor/put-off: one's own              | yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  –    –
POST /api/factor/policy: demands it of every desk| no   no   no   no   no   no   no   yes  no   no   no   no   no   no   no   no   no   no   –    –
POST /api/passkey/begin: one's own               | yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  –    –
POST /api/passkey/confirm: one's own             | yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  –    –
POST /api/passkey/remove: the leader's           | yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    –    –
POST /api/sync/carry: for the leader             | ·    ·    ·    ·    ·    ·    yes  yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    –    –
POST /api/sync/carry: for the office             | ·    ·    ·    ·    ·    ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    –    –
GET /api/photos/[recordId]/[sha256]: the leader's | yes  yes  yes  ·    ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    –    –
GET /api/photos/[recordId]/[sha256]: the worker's | ·    yes  yes  ·    ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    –    –
GET /api/photos/[recordId]/[sha256]: of an offer   | ·    ·    ·    ·    ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    –    –
GET /api/photos/[recordId]/[sha256]: of an invoice | ·    ·    ·    ·    ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    –    –
POST /api/photos/known: one's own                | yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  –    –
POST /api/photos/known: the worker's             | ·    yes  ·    ·    ·    ·    yes  yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    –    –
POST /api/photos/claim: one's own                | yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  –    –
POST /api/photos/upload: one's own               | yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  –    –
POST /api/photos/upload: for the worker          | ·    yes  ·    ·    ·    ·    yes  yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    –    –
HEAD /api/photos/upload/[id]: the worker's       | ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    –    –
PATCH /api/photos/upload/[id]: the worker's      | ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    –    –
GET /api/figures: of the community               | no   no   no   no   no   no   yes  yes  no   no   no   no   no   no   no   ·    no   no   –    –
GET /api/case-figures: of the community          | no   no   no   no   no   no   yes  yes  no   no   no   no   no   no   no   ·    no   no   –    –
POST /api/copy: of a household here              | ·    ·    ·    ·    ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    –    –
POST /api/audit: of the community                | no   no   no   no   no   no   yes  yes  no   no   no   no   no   no   no   ·    no   no   –    –
POST /api/audit/export: of the community         | no   no   no   no   no   no   yes  yes  no   no   no   no   no   no   no   ·    no   no   –    –
POST /api/import: into the community             | no   no   no   no   no   no   yes  yes  no   no   no   no   no   no   no   ·    no   no   –    –
GET /api/import/[jobId]: the office's            | ·    ·    ·    ·    ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    –    –
GET /api/import/[jobId]/problems: the office's   | ·    ·    ·    ·    ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    –    –
POST /api/import/[jobId]/confirm: the office's   | ·    ·    ·    ·    ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    –    –
POST /api/import/[jobId]/cancel: the office's    | ·    ·    ·    ·    ·    ·    yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    –    –
GET /api/import/template                         | yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  –    –
POST /api/vault/keep: one's own                  | yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  –    –
POST /api/vault/share: the leader's              | yes  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    –    –
POST /api/slips/certify: one's own device        | yes  yes  no   no   no   no   yes  no   yes  yes  no   yes  yes  no   no   yes  no   no   –    –
POST /api/invite: the leader                     | no   no   no   no   no   no   yes  yes  no   no   no   no   no   no   no   ·    no   no   –    –
POST /api/invite: the office                     | no   no   no   no   no   no   no   yes  no   no   no   no   no   no   no   ·    no   no   –    –
POST /api/invite: the sub-district               | no   no   no   no   no   no   ·    yes  no   no   no   no   no   no   no   ·    no   no   –    –
POST /api/devices: the leader's                  | no   no   no   no   no   no   yes  yes  no   no   no   no   no   no   no   ·    no   no   –    –
POST /api/devices/order: the leader's            | no   no   no   no   no   no   yes  yes  no   no   no   no   no   no   no   ·    no   no   –    –
POST /api/devices/order: the office's            | no   no   no   no   no   no   yes  yes  no   no   no   no   no   no   no   ·    no   no   –    –
POST /api/devices/order: the sub-district's      | no   no   no   no   no   no   ·    yes  no   no   no   no   no   no   no   ·    no   no   –    –
`);

/** Routes that everybody may ask, and what they answer (HTTP status) to a request that opens nothing. */
export const open: Readonly<Record<string, number>> = {
	'GET /healthz': 200,
	'GET /readyz': 200,
	'POST /api/sign-in': 401,
	'POST /api/sign-in/code': 410,
	'POST /api/factor/begin': 410,
	'POST /api/factor/confirm': 410,
	'POST /api/sign-in/passkey': 410,
	'POST /api/sign-in/passkey/begin': 200,
	'POST /api/join': 410,
	'POST /api/join/look': 410,
	'POST /api/setup': 409,
	'POST /api/devices/word': 200,
	'POST /api/accounts': 404,
	'POST /api/accounts/objections': 404,
	'GET /api/slips/keys': 200,
	'POST /api/slips/state': 200,
	'GET /api/demo/people': 200,
	'POST /api/demo/sign-in': 404
};

/** Routes that are files of the build, the same for everybody. */
export const files = ['GET /boot.js'];

/** Routes that the homes and the acts above go through. */
export const throughSync = [
	'POST /api/sync/push',
	'POST /api/sync/heads',
	'POST /api/sync/pull',
	'POST /api/sync/compare'
];

/** What ends one's own session, for whoever asks; asked last. */
export const ending = 'POST /api/sign-out';
