import * as v from 'valibot';
import type { Door } from '$lib/domain/area/schema';
import { readIdNumber, type IdNumber } from '$lib/domain/household/id-number';
import { Phone, type Household, type Relation, type Resident } from '$lib/domain/household/schema';
import { isDay, type Day } from '$lib/domain/kernel/day';
import { isWellFormed } from '$lib/domain/kernel/text';
import { columnOf, type Headings } from './columns';
import { shown, type ColumnKey, type ImportProblem, type Reason } from './problem';
import { formulaMark } from './sheet';
import {
	dayText,
	ethnicityOf,
	floorOf,
	isBlank,
	relationOf,
	sexOf,
	tenureOf,
	useOf,
	yesOrNo
} from './vocabulary';

/** A resident as one row tells of them. Null: the row does not say. */
export interface ImportResident {
	relation: Relation;
	name: string;
	sex: Resident['sex'] | null;
	idNumber: string | null;
	birth: Day | null;
	ethnicity: string | null;
	phone: string | null;
	hardship: string | null;
}

/** One row after its cells were checked one by one. Area names and codes may be '' (not given). */
export interface ImportRow {
	row: number;
	community: string;
	communityCode: string;
	grid: string;
	gridCode: string;
	building: string;
	unit: string;
	door: string;
	floor: number | null;
	use: Door['use'] | null;
	no: string | null;
	tenure: Household['tenure'] | null;
	needsCare: boolean | null;
	resident: ImportResident | null;
}

/** Notes a problem of the row at hand. */
type Note = (column: ColumnKey | null, reason: Reason, detail?: ImportProblem['detail']) => void;

const residentColumns: readonly ColumnKey[] = [
	'relation',
	'name',
	'sex',
	'idNumber',
	'birth',
	'ethnicity',
	'phone',
	'hardship'
];
const mayBeBlank = new Set<ColumnKey>([
	...residentColumns.filter((key) => key !== 'name' && key !== 'relation'),
	'community',
	'communityCode',
	'grid',
	'gridCode',
	'householdNo',
	'floor',
	'use',
	'tenure'
]);

// As in domain/kernel/text.ts, and line breaks besides: a cell holds one line.
const controls = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\ufeff]/u;

/** What no cell may hold, whatever its column. Length first: nothing walks over ten megabytes. */
export function cellFault(text: string, key: ColumnKey): Reason | undefined {
	const { max, words } = columnOf[key];
	if (text === formulaMark || text.startsWith('=')) return 'formula';
	if (text.length > 2 * max + 20) return 'tooLong';
	if (!isWellFormed(text)) return 'surrogate';
	if (controls.test(text)) return 'control';
	if (/<\s*[/!?]?\s*[a-z]/i.test(text) || /javascript:/i.test(text)) return 'markup';
	if (words && /^[+\-@＋－＠]/.test(text) && !isBlank(text)) return 'formulaLike';
	return [...text].length > max ? 'tooLong' : undefined;
}

/** Whether every cell of a row is empty: such rows are passed over. */
export const isEmptyRow = (cells: readonly string[]): boolean =>
	cells.every((cell) => cell.trim() === '');

/**
 * Reads one row by its headings. The row comes back even with problems as long as it says which door it is about,
 * so that one look finds everything that is wrong; nothing is imported while there are problems.
 */
export function checkRow(
	cells: readonly string[],
	row: number,
	headings: Headings,
	headingTexts: readonly string[],
	today: Day
): { row?: ImportRow; problems: ImportProblem[] } {
	const problems: ImportProblem[] = [];
	const raw = new Map<ColumnKey, string>();
	const title = new Map<ColumnKey, string>();
	for (const [position, key] of headings.at) {
		raw.set(key, cells[position] ?? '');
		title.set(key, headingTexts[position]!);
	}
	const note: Note = (column, reason, detail) =>
		problems.push({
			row,
			column: column ? (title.get(column) ?? columnOf[column].heading) : '',
			value: column ? shown((raw.get(column) ?? '').trim(), column) : '',
			reason,
			...(detail ? { detail } : {})
		});
	const faulty = new Set<ColumnKey>();
	const text = (key: ColumnKey): string => {
		if (faulty.has(key)) return '';
		const value = (raw.get(key) ?? '').trim();
		return mayBeBlank.has(key) && isBlank(value) ? '' : value.normalize('NFC');
	};
	for (const [key, value] of raw) {
		const fault = cellFault(value.trim(), key);
		if (!fault) continue;
		faulty.add(key);
		note(key, fault);
	}
	for (const key of ['building', 'unit', 'door'] as const)
		if (text(key) === '' && !faulty.has(key)) note(key, 'required');
	const read = <T>(key: ColumnKey, of: (value: string) => T | undefined, reason: Reason) => {
		const value = text(key);
		if (value === '') return null;
		const found = of(value);
		if (found === undefined) note(key, reason);
		return found ?? null;
	};
	const place = {
		row,
		community: text('community'),
		communityCode: text('communityCode').normalize('NFKC').replace(/\s/g, ''),
		grid: text('grid'),
		gridCode: text('gridCode').normalize('NFKC').replace(/\s/g, ''),
		building: text('building'),
		unit: text('unit'),
		door: text('door'),
		floor: read('floor', floorOf, 'floorWrong'),
		use: read('use', useOf, 'notOneOf'),
		no: text('householdNo') || null,
		tenure: read('tenure', tenureOf, 'notOneOf'),
		needsCare: read('needsCare', yesOrNo, 'notOneOf')
	};
	const hasResident = residentColumns.some((key) => text(key) !== '' || faulty.has(key));
	const resident = hasResident ? checkResident(text, faulty, read, note, today) : null;
	const isPlaced = place.building !== '' && place.unit !== '' && place.door !== '';
	return isPlaced ? { row: { ...place, resident }, problems } : { problems };
}

function checkResident(
	text: (key: ColumnKey) => string,
	faulty: ReadonlySet<ColumnKey>,
	read: <T>(key: ColumnKey, of: (value: string) => T | undefined, reason: Reason) => T | null,
	note: Note,
	today: Day
): ImportResident | null {
	const name = text('name');
	if (name === '' && !faulty.has('name')) note('name', 'residentIncomplete');
	if (/^示例/.test(name)) note('name', 'exampleLeft');
	if (text('relation') === '' && !faulty.has('relation')) note('relation', 'residentIncomplete');
	const relation = read('relation', relationOf, 'notOneOf');
	const id = checkIdNumber(text('idNumber'), note);
	const birth = checkBirth(text('birth'), id, note, today);
	const sex = read('sex', sexOf, 'notOneOf');
	if (id && (sex === 1 || sex === 2) && sex !== id.sex) note('sex', 'sexContradictsId');
	const phone = read('phone', phoneOf, 'phoneWrong');
	const ethnicity = read('ethnicity', ethnicityOf, 'notOneOf');
	if (name === '' || relation === null) return null;
	return {
		relation,
		name,
		sex: id?.sex ?? sex,
		idNumber: id?.number ?? null,
		birth,
		ethnicity,
		phone,
		hardship: text('hardship') || null
	};
}

const idReason = {
	short: 'idShort',
	shape: 'idShape',
	checksum: 'idChecksum',
	birth: 'idBirth'
} as const;

function checkIdNumber(text: string, note: Note): IdNumber | null {
	if (text === '') return null;
	const plain = text.normalize('NFKC').replace(/[\s']/g, '');
	// A spreadsheet keeps fifteen digits of a number: the rest of this one is gone for good.
	if (/^\d(?:\.\d+)?e\+?1\d$/i.test(plain)) {
		note('idNumber', 'idRounded');
		return null;
	}
	const read = readIdNumber(plain);
	if (read.ok) return read.value;
	const isRounded = read.error === 'checksum' && /000$/.test(plain);
	note('idNumber', isRounded ? 'idRounded' : idReason[read.error]);
	return null;
}

function checkBirth(text: string, id: IdNumber | null, note: Note, today: Day): Day | null {
	if (id && id.birth > today) note('idNumber', 'dayFuture');
	if (text === '') return id?.birth ?? null;
	const day = dayText(text);
	if (day === undefined || !isDay(day)) note('birth', 'dayImpossible');
	else if (day > today) note('birth', 'dayFuture');
	else if (id && day !== id.birth) note('birth', 'birthContradictsId');
	else return day;
	return id?.birth ?? null;
}

/** A phone as it is stored: digits only, without +86. Undefined when it is none in China. */
export function phoneOf(text: string): string | undefined {
	const digits = text
		.normalize('NFKC')
		.replace(/[\s\-()—–.]/g, '')
		.replace(/^(?:\+|00)86(?=\d)/, '')
		.replace(/^86(?=1\d{10}$)/, '');
	return v.is(Phone, digits) ? digits : undefined;
}
