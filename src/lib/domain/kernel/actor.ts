import * as v from 'valibot';
import { DaySchema } from './day-schema';
import { Id } from './id';

/** What a person is appointed as. See docs/GLOSSARY.md for the Chinese terms. */
export const roles = [
	'unitLeader',
	'gridWorker',
	'gridParty',
	'mediator',
	'mediationLead',
	'expert',
	'office',
	'subdistrict'
] as const;
export type Role = (typeof roles)[number];

/** One appointment as authority needs it: a role in an area between two days, both included; `to` null is open. */
export const Post = v.object({
	appointmentId: Id,
	role: v.picklist(roles),
	areaId: Id,
	from: DaySchema,
	to: v.nullable(DaySchema)
});
export type Post = v.InferOutput<typeof Post>;

/** Who acts. `posts` holds every appointment of the person, ended ones too: authority is judged at the time of writing. */
export interface Actor {
	personId: Id;
	name: string;
	posts: readonly Post[];
	/** Cases in which they have a seat now, and by what it is found (`dispute/seats.ts`). Only the server knows, for what they may hold. */
	cases?: readonly { caseId: Id; holder: string }[];
	/** The server itself, acting on what this person asked for. Never read from anything that was sent. */
	isServer?: true;
}

/** A person as records remember them: the name as it was then, and the role they acted in. */
export const Signature = v.object({
	personId: Id,
	name: v.string(),
	role: v.picklist(roles)
});
export type Signature = v.InferOutput<typeof Signature>;
