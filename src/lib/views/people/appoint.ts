import { execute, newId } from '$lib/app/execute';
import type { Intent } from '$lib/app/save';
import type { Role } from '$lib/domain/kernel/actor';
import type { Day } from '$lib/domain/kernel/day';
import type { AppointForm } from './appoint-form';
import type { Failure } from './words';

/** Appoints; answers the person, or why nothing was saved. */
export async function appoint(
	form: AppointForm,
	role: Role,
	areaId: string
): Promise<{ person: { id: string; name: string } } | { failure: Failure }> {
	const personId = form.personId || newId();
	const name = form.name.trim();
	const { from, to } = form;
	const args = { id: newId(), personId, name, role, areaId, from, to: to || null };
	const failure = await run({ name: 'appointment.make', args });
	return failure ? { failure } : { person: { id: personId, name } };
}

/** Ends an appointment with `on` as its last day; null when saved. */
export const endAppointment = (id: string, on: Day): Promise<Failure | null> =>
	run({ name: 'appointment.end', args: { id, on } });

async function run(intent: Intent): Promise<Failure | null> {
	const done = await execute(intent);
	return done.ok ? null : done.error;
}
