import { describe, expect, test } from 'vitest';
import { actorOf, admin, idOf, testWorld } from '../test-world';
import type { Appointment } from './schema';

const office = actorOf('office', 'C');
const leader = {
	id: idOf('A'),
	personId: idOf('P'),
	name: '甲',
	role: 'unitLeader',
	areaId: idOf('U'),
	from: '2026-03-01',
	to: null
};

describe('somebody is appointed', () => {
	test.each([
		['a unit leader by the office', office, {}, 'ok'],
		['with an end', office, { to: '2026-12-31' }, 'ok'],
		['an office worker by the sub-district', admin, { role: 'office', areaId: idOf('C') }, 'ok'],
		[
			'but the office appoints no office',
			office,
			{ role: 'office', areaId: idOf('C') },
			'notAllowed role'
		],
		[
			'but a grid worker works no community',
			actorOf('office', 'C2'),
			{ role: 'gridWorker', areaId: idOf('C2') },
			'roleAreaMismatch areaId'
		],
		['but not by the office next door', actorOf('office', 'C2'), {}, 'notAllowed'],
		['but a unit leader leads no grid', office, { areaId: idOf('G') }, 'roleAreaMismatch areaId'],
		['but not to an end before the start', office, { to: '2026-02-28' }, 'dayOrder to'],
		['but not on the 30th of February', office, { from: '2026-02-30' }, 'malformed from'],
		[
			'but not in an area that nobody knows',
			office,
			{ areaId: idOf('nowhere') },
			'areaUnknown areaId'
		],
		['but not by a grid worker', actorOf('gridWorker', 'G'), {}, 'notAllowed']
	])('%s', (_how, actor, more, outcome) => {
		expect(testWorld().run(actor, 'appointment.make', { ...leader, ...more })).toBe(outcome);
	});
});

describe('an appointment ends', () => {
	const world = () => {
		const made = testWorld();
		made.run(office, 'appointment.make', leader);
		return made;
	};
	test.each([
		['on a day', { id: idOf('A'), on: '2026-06-30' }, 'ok'],
		['but not before it began', { id: idOf('A'), on: '2026-02-01' }, 'dayOrder on'],
		[
			'but not one that nobody knows',
			{ id: idOf('nowhere'), on: '2026-06-30' },
			'appointmentUnknown id'
		]
	])('%s', (_how, args, outcome) => {
		expect(world().run(office, 'appointment.end', args)).toBe(outcome);
	});

	test('and keeps its history: who made it, who ended it; it does not end twice', () => {
		const ended = world();
		ended.run(office, 'appointment.end', { id: idOf('A'), on: '2026-06-30' });
		const appointment = ended.get<Appointment>('appointment', idOf('A'))!;
		expect(appointment).toMatchObject({ from: '2026-03-01', to: '2026-06-30', name: '甲' });
		expect(appointment.endedBy?.personId).toBe(office.personId);
		expect(ended.run(office, 'appointment.end', { id: idOf('A'), on: '2026-07-01' })).toBe(
			'appointmentEnded id'
		);
	});
});
