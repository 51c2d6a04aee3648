import { contentOf } from '$lib/domain/household/fields';
import type { Household, Resident, ResidentParticulars } from '$lib/domain/household/schema';
import { sameContent } from '$lib/domain/kernel/content';
import type { ImportResident, ImportRow } from './check';
import { pause } from './pause';
import { pinyinOf } from './pinyin';
import type { ColumnKey, ImportProblem, Reason } from './problem';
import type { Register } from './register';

/** A household as it would stand after the import. */
export interface Family {
	/** First row of the file about it. */
	row: number;
	state: 'new' | 'changed' | 'unchanged';
	residentStates: Family['state'][];
	/** As it stands, with its particulars. */
	before: Household | undefined;
	known: readonly ResidentParticulars[];
	next: Household;
	particulars: ResidentParticulars[];
}

type Note = (
	row: ImportRow,
	column: ColumnKey | null,
	value: string,
	reason: Reason,
	detail?: ImportProblem['detail']
) => void;

type ResidentRow = ImportRow & { resident: ImportResident };

/** Most residents of one household (domain/household/schema.ts). */
const mostResidents = 40;

const groupKey = (unitId: string, door: string, no: string | null) =>
	`${unitId}\n${door}\n${no ?? ''}`;

/**
 * The households of a file beside those of the register. A blank cell changes nothing, and nobody is taken out:
 * who is missing from the file stays. Moving away is said on the household's own page.
 */
export class Families {
	private readonly groups = new Map<string, { unitId: string; rows: ResidentRow[] }>();
	private readonly known = new Map<string, Household[]>();
	/** Where an ID number stands in the register. */
	private readonly homeOfNumber = new Map<string, { household: Household; residentId: string }>();

	constructor(
		private readonly register: Register,
		private readonly newId: () => string
	) {
		for (const household of register.households) {
			const key = groupKey(household.unitId, household.door, household.no);
			this.known.set(key, [...(this.known.get(key) ?? []), household]);
			for (const { idNumber, residentId } of this.detailsOf(household))
				if (idNumber) this.homeOfNumber.set(idNumber, { household, residentId });
		}
	}

	/** Particulars of those who live there; somebody taken off the household by hand may have left some behind. */
	private detailsOf(household: Household | undefined): readonly ResidentParticulars[] {
		const all = (household && this.register.particulars.get(household.id)?.residents) ?? [];
		return all.filter((one) => household!.residents.some(({ id }) => id === one.residentId));
	}

	/** Takes in one row that speaks of a resident behind a door of the unit. */
	enter(unitId: string, row: ImportRow): void {
		if (!row.resident) return;
		const key = groupKey(unitId, row.door, row.no);
		const group = this.groups.get(key);
		if (group) group.rows.push(row as ResidentRow);
		else this.groups.set(key, { unitId, rows: [row as ResidentRow] });
	}

	/** Compares all households; what does not hold goes to `note` and is left out. */
	async settle(note: Note): Promise<Family[]> {
		this.findTwice(note);
		const families: Family[] = [];
		let done = 0;
		for (const [key, { unitId, rows }] of this.groups) {
			if (++done % 200 === 0) await pause();
			const before = this.match(this.known.get(key) ?? [], rows);
			if (before === 'ambiguous') note(rows[0]!, 'householdNo', '', 'householdAmbiguous');
			else {
				const family = this.compare(unitId, rows, before, note);
				if (family) families.push(family);
			}
		}
		return families;
	}

	private findTwice(note: Note): void {
		const seen = new Map<string, ResidentRow>();
		for (const row of [...this.groups.values()].flatMap((group) => group.rows)) {
			const number = row.resident.idNumber;
			if (!number) continue;
			const first = seen.get(number);
			if (first) note(row, 'idNumber', number, 'personTwice', { row: first.row });
			else seen.set(number, row);
		}
	}

	private match(known: readonly Household[], rows: readonly ResidentRow[]) {
		if (known.length < 2) return known[0];
		const named = known.filter((household) =>
			rows.some(
				({ resident }) =>
					resident.relation === 0 &&
					this.residentFor(household, resident, new Set())?.relation === 0
			)
		);
		return named.length === 1 ? named[0] : 'ambiguous';
	}

	/** Who of the household it is: by ID number, else by name if neither number nor birthday speaks against it. */
	private residentFor(
		household: Household,
		given: ImportResident,
		taken: ReadonlySet<string>
	): Resident | undefined {
		const free = household.residents.filter((one) => !taken.has(one.id));
		const details = new Map(this.detailsOf(household).map((one) => [one.residentId, one]));
		const byNumber = free.find(
			(one) => given.idNumber !== null && details.get(one.id)?.idNumber === given.idNumber
		);
		if (byNumber) return byNumber;
		const differs = <T>(a: T | null | undefined, b: T | null | undefined) =>
			a !== null && a !== undefined && b !== null && b !== undefined && a !== b;
		return free.find(
			(one) =>
				one.name === given.name &&
				!differs(details.get(one.id)?.idNumber, given.idNumber) &&
				!differs(details.get(one.id)?.birth, given.birth) &&
				!differs(one.birthYear, given.birth ? Number(given.birth.slice(0, 4)) : null)
		);
	}

	private compare(
		unitId: string,
		rows: readonly ResidentRow[],
		before: Household | undefined,
		note: Note
	): Family | undefined {
		const residents = new Map((before?.residents ?? []).map((one) => [one.id, one]));
		const details = new Map(this.detailsOf(before).map((one) => [one.residentId, one]));
		const states: Family['state'][] = [];
		const taken = new Set<string>();
		const heads: ResidentRow[] = [];
		for (const row of rows) {
			const given = row.resident;
			const elsewhere = given.idNumber ? this.homeOfNumber.get(given.idNumber) : undefined;
			if (elsewhere && elsewhere.household.id !== before?.id)
				note(row, 'idNumber', given.idNumber!, 'personElsewhere', {
					door: elsewhere.household.door
				});
			if (given.relation === 0) heads.push(row);
			const old = before && this.residentFor(before, given, taken);
			const id = old?.id ?? this.newId();
			taken.add(id);
			const resident = residentOf(id, given, old);
			const detail = detailOf(id, given, details.get(id));
			const isSame = sameContent(resident, old) && sameContent(detail, details.get(id));
			states.push(!old ? 'new' : isSame ? 'unchanged' : 'changed');
			residents.set(id, resident);
			if (detail) details.set(id, detail);
		}
		const isSound = checkHead(rows, heads, [...residents.values()], note);
		const content = this.contentOf(rows, before, note);
		if (residents.size > mostResidents)
			note(rows[0]!, 'door', rows[0]!.door, 'householdFull', { most: mostResidents });
		if (!isSound || !content || residents.size > mostResidents) return undefined;
		const next: Household = {
			id: before?.id ?? this.newId(),
			unitId,
			door: rows[0]!.door,
			no: rows[0]!.no,
			...content,
			residents: [...residents.values()]
		};
		const particulars = [...details.values()];
		const known = this.detailsOf(before);
		const isSame =
			before !== undefined &&
			sameContent(contentOf(next), contentOf(before)) &&
			sameContent(particulars, known);
		return {
			row: rows[0]!.row,
			state: !before ? 'new' : isSame ? 'unchanged' : 'changed',
			residentStates: states,
			before,
			known,
			next,
			particulars
		};
	}

	/** What rows say of the household as a whole; they may leave it out, but not contradict each other. */
	private contentOf(rows: readonly ResidentRow[], before: Household | undefined, note: Note) {
		const said = rows.find((row) => row.tenure !== null);
		const other = rows.find((row) => row.tenure !== null && row.tenure !== said!.tenure);
		if (other) {
			note(other, 'tenure', '', 'tenureDiffers', { row: said!.row });
			return undefined;
		}
		const care = rows.map((row) => row.needsCare).filter((one) => one !== null);
		return {
			tenure: said?.tenure ?? before?.tenure ?? ('unknown' as const),
			needsCare: care.length > 0 ? care.includes(true) : (before?.needsCare ?? false)
		};
	}
}

function checkHead(
	rows: readonly ResidentRow[],
	heads: readonly ResidentRow[],
	residents: readonly Resident[],
	note: Note
): boolean {
	if (heads.length > 1) {
		for (const row of heads.slice(1))
			note(row, 'relation', '', 'headTwice', { row: heads[0]!.row, door: row.door });
		return false;
	}
	const count = residents.filter((one) => one.relation === 0).length;
	if (count === 1) return true;
	if (count === 0) note(rows[0]!, 'relation', '', 'headMissing', { door: rows[0]!.door });
	else note(heads[0]!, 'relation', '', 'headAlready', { door: heads[0]!.door });
	return false;
}

const residentOf = (id: string, given: ImportResident, old: Resident | undefined): Resident => ({
	id,
	name: given.name,
	pinyin: pinyinOf(given.name),
	sex: given.sex ?? old?.sex ?? 0,
	birthYear: given.birth ? Number(given.birth.slice(0, 4)) : (old?.birthYear ?? null),
	relation: given.relation,
	phone: given.phone ?? old?.phone ?? null
});

function detailOf(
	id: string,
	given: ImportResident,
	old: ResidentParticulars | undefined
): ResidentParticulars | undefined {
	const next: ResidentParticulars = {
		residentId: id,
		idNumber: given.idNumber ?? old?.idNumber ?? null,
		birth: given.birth ?? old?.birth ?? null,
		ethnicity: given.ethnicity ?? old?.ethnicity ?? null,
		hardship: given.hardship ?? old?.hardship ?? ''
	};
	// Somebody of whom nothing sensitive is known needs no such entry.
	const isEmpty = !next.idNumber && !next.birth && !next.ethnicity && next.hardship === '';
	return isEmpty ? old : next;
}
