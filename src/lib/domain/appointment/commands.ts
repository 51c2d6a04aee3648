import type { Area, AreaKind } from '../area/schema';
import type { Role } from '../kernel/actor';
import { ok } from '../kernel/result';
import { refuse } from '../kernel/refusal';
import type { CommandDef, Event, KindDef } from '../kernel/record';
import { appointableBy, rights } from '../kernel/rights';
import { EndAppointment, MakeAppointment, type Appointment } from './schema';

/** The kind of area in which each role is held. */
export const areaKindOfRole: Record<Role, AreaKind> = {
	unitLeader: 'unit',
	gridWorker: 'grid',
	gridParty: 'grid',
	mediator: 'community',
	mediationLead: 'community',
	expert: 'community',
	office: 'community',
	subdistrict: 'subdistrict'
};

const make: CommandDef<MakeAppointment> = {
	name: 'appointment.make',
	version: 1,
	schema: MakeAppointment,
	roles: rights['appointment.make'],
	passesPower: true,
	reads: ({ id, areaId }) => [
		{ kind: 'appointment', id },
		{ kind: 'area', id: areaId }
	],
	area: ({ areaId }) => areaId,
	decide(reading, args, { by, at }) {
		if (reading.get('appointment', args.id)) return refuse('appointmentExists', 'id');
		const area = reading.get<Area>('area', args.areaId);
		if (!area) return refuse('areaUnknown', 'areaId');
		if (areaKindOfRole[args.role] !== area.kind) return refuse('roleAreaMismatch', 'areaId');
		if (!appointableBy(by.role).includes(args.role)) return refuse('notAllowed', 'role');
		if (args.to !== null && args.to < args.from) return refuse('dayOrder', 'to');
		const appointment: Appointment = {
			...args,
			madeBy: { personId: by.personId, name: by.name },
			madeAt: at,
			endedBy: null
		};
		return ok([{ kind: 'appointment', id: args.id, type: 'appointment.made', data: appointment }]);
	}
};

const end: CommandDef<EndAppointment> = {
	name: 'appointment.end',
	version: 1,
	schema: EndAppointment,
	roles: rights['appointment.end'],
	passesPower: true,
	reads: ({ id }) => [{ kind: 'appointment', id }],
	area: ({ id }, reading) => reading.get<Appointment>('appointment', id)?.areaId,
	decide(reading, args, { by }) {
		const appointment = reading.get<Appointment>('appointment', args.id);
		if (!appointment) return refuse('appointmentUnknown', 'id');
		if (!appointableBy(by.role).includes(appointment.role)) return refuse('notAllowed', 'id');
		if (appointment.endedBy !== null) return refuse('appointmentEnded', 'id');
		if (args.on < appointment.from) return refuse('dayOrder', 'on');
		return ok([
			{
				kind: 'appointment',
				id: args.id,
				type: 'appointment.ended',
				data: { to: args.on, endedBy: { personId: by.personId, name: by.name } }
			}
		]);
	}
};

function evolve(appointment: Appointment | undefined, event: Event): Appointment {
	if (event.type === 'appointment.made') return event.data as Appointment;
	return { ...appointment!, ...(event.data as Pick<Appointment, 'to' | 'endedBy'>) };
}

/** Appointments, kept for ever; they live with the area they are held in. */
export const appointmentKind: KindDef<Appointment> = {
	kind: 'appointment',
	evolve,
	home: (appointment) => ({ areaId: appointment.areaId, dataClass: 'staff' }),
	commands: [make, end]
};
