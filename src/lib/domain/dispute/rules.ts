import * as v from 'valibot';
import type { Area } from '../area/schema';
import { Id } from '../kernel/id';
import type { CommandDef, KindDef } from '../kernel/record';
import { refuse } from '../kernel/refusal';
import { ok } from '../kernel/result';
import { rights } from '../kernel/rights';
import { colours, type Colour } from './lists';
import type { CaseRules } from './schema';

const days = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(365));
const hours = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(24 * 90));

/** Arguments of `caseRules.set`: all of them, for a sub-district or a community. Cases that are agreed on keep their days. */
export const SetCaseRules = v.object({
	areaId: Id,
	days,
	followUps: v.pipe(
		v.array(days),
		v.maxLength(10, 'tooMany'),
		v.check((all) => new Set(all).size === all.length, 'twice')
	),
	hours: v.object(
		Object.fromEntries(colours.map((colour) => [colour, hours])) as Record<Colour, typeof hours>
	),
	leadAfterDays: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(90))
});
export type SetCaseRules = v.InferOutput<typeof SetCaseRules>;

const set: CommandDef<SetCaseRules> = {
	name: 'caseRules.set',
	version: 1,
	schema: SetCaseRules,
	roles: rights['caseRules.set'],
	reads: ({ areaId }) => [
		{ kind: 'caseRules', id: areaId },
		{ kind: 'area', id: areaId }
	],
	area: ({ areaId }) => areaId,
	decide(reading, args) {
		const area = reading.get<Area>('area', args.areaId);
		if (!area) return refuse('areaUnknown', 'areaId');
		if (area.kind !== 'subdistrict' && area.kind !== 'community')
			return refuse('areaKindWrong', 'areaId');
		const data: CaseRules = { ...args, followUps: [...args.followUps].sort((a, b) => a - b) };
		return ok([{ kind: 'caseRules', id: args.areaId, type: 'caseRules.set', data }]);
	}
};

/** What a place has set for its cases. With the names of areas, since everybody below it reckons by them. */
export const caseRulesKind: KindDef<CaseRules> = {
	kind: 'caseRules',
	evolve: (_rules, event) => event.data as CaseRules,
	home: ({ areaId }) => ({ areaId, dataClass: 'area' }),
	commands: [set]
};
