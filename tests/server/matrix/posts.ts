import type { Role } from '../../../src/lib/domain/kernel/actor';
import type { Who } from './expected';

/** The areas, by the names that the tables have for them. */
export const areaNames = {
	S: 'the sub-district',
	C: 'the community',
	G: 'the grid',
	B: 'the building',
	U: 'the unit',
	U2: 'the next unit',
	G2: 'the next grid',
	B2: 'the next grid',
	U3: 'the next grid',
	C2: 'another community',
	G3: 'a grid there',
	B3: 'a grid there',
	U4: 'a grid there'
} as const;
export type AreaName = keyof typeof areaNames;

/** Everybody's post. */
export const posts: Record<Exclude<Who, 'nobody'>, [Role, AreaName]> = {
	leader: ['unitLeader', 'U'],
	worker: ['gridWorker', 'G'],
	party: ['gridParty', 'G'],
	mediator: ['mediator', 'C'],
	lead: ['mediationLead', 'C'],
	expert: ['expert', 'C'],
	office: ['office', 'C'],
	sub: ['subdistrict', 'S'],
	nextLeader: ['unitLeader', 'U2'],
	nextWorker: ['gridWorker', 'G2'],
	nextParty: ['gridParty', 'G2'],
	farLeader: ['unitLeader', 'U4'],
	farWorker: ['gridWorker', 'G3'],
	farParty: ['gridParty', 'G3'],
	farMediator: ['mediator', 'C2'],
	farOffice: ['office', 'C2'],
	exWorker: ['gridWorker', 'G'],
	exOffice: ['office', 'C'],
	stranger: ['mediator', 'C2']
};
