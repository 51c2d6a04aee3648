import * as v from 'valibot';
import { roles } from '../kernel/actor';
import { DaySchema } from '../kernel/day-schema';
import { Id } from '../kernel/id';
import { name } from '../kernel/text';

/** Arguments of `appointment.make`. The person may be new: then `personId` is a fresh id. */
export const MakeAppointment = v.object({
	id: Id,
	personId: Id,
	name: name(50),
	role: v.picklist(roles),
	areaId: Id,
	from: DaySchema,
	to: v.nullable(DaySchema)
});
export type MakeAppointment = v.InferOutput<typeof MakeAppointment>;

/** Arguments of `appointment.end`: `on` is the last day in office. */
export const EndAppointment = v.object({ id: Id, on: DaySchema });
export type EndAppointment = v.InferOutput<typeof EndAppointment>;

/** A person's role in an area over time. Never deleted: an ended one is the history. */
export interface Appointment extends MakeAppointment {
	madeBy: { personId: Id; name: string };
	madeAt: number;
	endedBy: { personId: Id; name: string } | null;
}
