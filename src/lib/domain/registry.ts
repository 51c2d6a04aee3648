import { appointmentKind } from './appointment/commands';
import { bookingKind } from './booking/kind';
import { campaignKind } from './campaign/commands';
import { areaKind } from './area/commands';
import { erasureKind } from './erasure/commands';
import { heldKind } from './held/commands';
import { householdKind, particularsKind } from './household/commands';
import { levyKind } from './levy/commands';
import { objectionKind } from './objection/commands';
import { questionKind } from './question/commands';
import { caseEntryKind } from './dispute/entries';
import { caseBookKind, disputeKind, docketKind } from './dispute/kind';
import { caseRulesKind } from './dispute/rules';
import { bankLineKind } from './statement/commands';
import type { CommandDef, Kind, KindDef } from './kernel/record';
import { visitKind } from './visit/commands';

/** The only list of record kinds. A new kind is a line here and a room of its own. */
const kinds = [
	areaKind,
	householdKind,
	particularsKind,
	appointmentKind,
	visitKind,
	heldKind,
	questionKind,
	erasureKind,
	campaignKind,
	levyKind,
	bookingKind,
	objectionKind,
	bankLineKind,
	disputeKind,
	caseEntryKind,
	docketKind,
	caseBookKind,
	caseRulesKind
] as const;

/** The definition of each kind. */
export const kindOf = Object.fromEntries(kinds.map((def) => [def.kind, def])) as unknown as Record<
	Kind,
	KindDef<unknown>
>;

/** Every command of every kind, by name. */
export const commandByName: ReadonlyMap<string, CommandDef> = new Map(
	kinds.flatMap((def) => def.commands).map((def) => [def.name, def])
);
