import { get as getFact, set as setFact } from 'idb-keyval';
import { ok, type Result } from '$lib/domain/kernel/result';
import type { Role } from '$lib/domain/kernel/actor';
import { get, type RemoteProblem } from './remote';

/** One person to sign in as with a tap. */
export interface DemoPerson {
	personId: string;
	name: string;
	role: Role;
	areaName: string;
	within: string;
}

/** What the server last said of itself, kept for a start without it. */
const demoKey = 'linli-demo';

let asked: Promise<Result<DemoPerson[], RemoteProblem>> | undefined;

/** The people of a demonstration, nobody on any other server. An answer is kept as long as the page is open. */
export function demoPeople(): Promise<Result<DemoPerson[], RemoteProblem>> {
	asked ??= ask();
	return asked;
}

async function ask(): Promise<Result<DemoPerson[], RemoteProblem>> {
	const answer = await get<unknown>('/api/demo/people');
	if (!answer.ok) {
		asked = undefined;
		return answer;
	}
	const people = Array.isArray(answer.value) ? (answer.value as DemoPerson[]) : [];
	// A browser that keeps nothing asks again.
	await setFact(demoKey, people.length > 0).catch(() => undefined);
	return ok(people);
}

/** Whether the server is a demonstration, for pages on which nobody is signed in; without an answer, as last heard. */
export async function isDemoServer(): Promise<boolean> {
	const people = await demoPeople();
	if (people.ok) return people.value.length > 0;
	return (await getFact<boolean>(demoKey).catch(() => false)) ?? false;
}
