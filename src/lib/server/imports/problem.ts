import { maskIdNumber } from '$lib/domain/household/id-number';

/** The columns of an import, by what they mean. `columns.ts` holds their headings. */
export type ColumnKey =
	| 'community'
	| 'communityCode'
	| 'grid'
	| 'gridCode'
	| 'building'
	| 'unit'
	| 'floor'
	| 'door'
	| 'householdNo'
	| 'use'
	| 'tenure'
	| 'needsCare'
	| 'relation'
	| 'name'
	| 'sex'
	| 'idNumber'
	| 'birth'
	| 'ethnicity'
	| 'phone'
	| 'hardship';

/** Why a file cannot be read at all. */
export const fileReasons = [
	'fileEmpty',
	'fileTooLarge',
	'fileUnknown', // neither a spreadsheet nor text, by its content
	'fileOldExcel', // .xls, or .xlsx locked with a password: the same container
	'fileMacros',
	'fileDamaged',
	'fileBomb', // unpacks to more than any register holds
	'fileEncoding', // neither UTF-8 nor GB18030
	'csvBroken', // a quotation mark that never ends …
	'tooManyRows',
	'tooManyColumns',
	'headingsMissing',
	'columnMissing',
	'columnTwice',
	'noRows'
] as const;

/** Why a cell or a row is wrong. Closed, like the refusals: the pages have words for each. */
export const rowReasons = [
	'required',
	'tooLong',
	'control',
	'surrogate',
	'markup',
	'formula',
	'formulaLike',
	'exampleLeft',
	'notOneOf',
	'idShape',
	'idShort',
	'idRounded',
	'idChecksum',
	'idBirth',
	'dayImpossible',
	'dayFuture',
	'birthContradictsId',
	'sexContradictsId',
	'phoneWrong',
	'floorWrong',
	'floorMissing',
	'floorDiffers',
	'useDiffers',
	'tenureDiffers',
	'communityUnknown',
	'communityCodeWrong',
	'gridUnknown',
	'gridCodeWrong',
	'areaContradicts',
	'areaForeign',
	'unitUnknown',
	'unitAmbiguous',
	'unitFull',
	'residentIncomplete',
	'personTwice',
	'personElsewhere',
	'headMissing',
	'headTwice',
	'headAlready',
	'householdFull',
	'householdAmbiguous',
	'refused'
] as const;

/** Every reason, those of the file first. */
export const reasons = [...fileReasons, ...rowReasons] as const;
/** One of them. */
export type Reason = (typeof reasons)[number];

/** One thing that is wrong, as the person sees it in the spreadsheet. */
export interface ImportProblem {
	/** Row number as the spreadsheet program shows it; 0 concerns the whole file. */
	row: number;
	/** The column's heading as the file has it; '' when no single column is to blame. */
	column: string;
	/** The offending value, shortened; ID numbers and phones are masked. */
	value: string;
	reason: Reason;
	/** Figures and names for the words: another row, a door, an area. */
	detail?: Record<string, string | number>;
}

/** Longest value that a problem repeats, in characters. */
export const shownLength = 30;

/** A value as a problem repeats it: one line, well formed, short, and without what should not be read over a shoulder. */
export function shown(value: string, column?: ColumnKey): string {
	// Cut first: a cell may hold megabytes.
	const line = value
		.slice(0, 4 * shownLength)
		.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
		.replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\ufeff]/gu, '\ufffd');
	const text =
		column === 'idNumber' || column === 'phone'
			? maskIdNumber(line)
			: // Somebody's number may have slipped into another column.
				line.replace(/\d{14,17}[\dXx]/g, maskIdNumber);
	const characters = [...text];
	return characters.length > shownLength || value.length > 4 * shownLength
		? characters.slice(0, shownLength).join('') + '…'
		: text;
}
