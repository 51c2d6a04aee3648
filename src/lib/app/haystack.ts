/**
 * The text by which residents are found. One line per resident: door, name, pinyin, initials, phone, between tabs.
 * A plain search through a few hundred such texts is faster than any index on a slow phone, and finds parts of words.
 */

/** How a hit was found. */
export type Why = 'name' | 'pinyin' | 'initials' | 'door' | 'phone';

/** One resident found. */
export interface Hit {
	householdId: string;
	unitId: string;
	door: string;
	residentName: string;
	why: Why;
}

/** One unit's text, and where its lines begin. */
export interface UnitText {
	unitId: string;
	/** Digits in the names of building and unit, in this order: `3-2` finds the second unit of the third building. */
	address: string[];
	text: string;
	starts: number[];
	ids: string[];
}

/** What is needed of a resident to be found. */
export interface Findable {
	householdId: string;
	door: string;
	name: string;
	/** As written with the name: syllables between spaces. */
	pinyin: string;
	phone: string | null;
}

const fieldWhy: readonly Why[] = ['door', 'name', 'pinyin', 'initials', 'phone'];

/** `lü` is typed `lv` or `lu`: both are found by writing v. */
const plain = (pinyin: string): string =>
	pinyin.toLowerCase().replaceAll('ü', 'v').replace(/'/g, ' ');

/** The line of one resident. Nothing in it holds a tab or a line's end. */
export function lineOf({ door, name, pinyin, phone }: Findable): string {
	const syllables = plain(pinyin).split(' ').filter(Boolean);
	const initials = syllables.map((syllable) => syllable[0]).join('');
	const searched = [
		door.toLowerCase(),
		name.toLowerCase(),
		syllables.join(''),
		initials,
		phone ?? ''
	];
	// What is shown goes along where it is written otherwise than it is searched.
	const isPlain = searched[0] === door && searched[1] === name;
	return (isPlain ? searched : [...searched, door, name]).join('\t');
}

/** A unit's text from its lines (joined by line ends). */
export function unitText(
	unitId: string,
	address: string[],
	lines: string,
	ids: string[]
): UnitText {
	const text = lines === '' ? '' : `\n${lines}\n`;
	const starts: number[] = [];
	for (
		let at = text.indexOf('\n');
		at >= 0 && at < text.length - 1;
		at = text.indexOf('\n', at + 1)
	)
		starts.push(at + 1);
	return { unitId, address, text, starts, ids };
}

/** One way of looking: a text with its anchors (a line's end, tabs between fields), and the fields it may be found in. */
interface Pass {
	needle: string;
	/** How many characters of the needle stand before what was typed. */
	lead: number;
	fields: readonly Why[];
}

/**
 * What a person typed: ways of looking, the best first, and the building and unit it is looked for in. `core` is what
 * every way's needle holds, so that a text without it needs to be looked through only once.
 */
interface Query {
	core: string;
	passes: Pass[];
	address: string[];
}

const digitsOf = (words: string): string[] => words.match(/\d+/g) ?? [];

const doorPasses = (door: string): Pass[] => [
	{ needle: `\n${door}\t`, lead: 1, fields: ['door'] },
	{ needle: `\n${door}`, lead: 1, fields: ['door'] }
];

const wordPasses = (word: string, fields: readonly Why[]): Pass[] => [
	{ needle: `\t${word}\t`, lead: 1, fields },
	{ needle: `\t${word}`, lead: 1, fields },
	{ needle: word, lead: 0, fields }
];

/** The tail of a number ends its line, or its field where more follows; six digits may also begin it. */
const phonePasses = (digits: string): Pass[] => [
	{ needle: `${digits}\n`, lead: 0, fields: ['phone'] },
	{ needle: `${digits}\t`, lead: 0, fields: ['phone'] },
	...(digits.length >= 6 ? [{ needle: `\t${digits}`, lead: 1, fields: ['phone'] as const }] : [])
];

function read(typed: string): Query | undefined {
	const text = typed.normalize('NFKC').trim().toLowerCase();
	if (text === '') return undefined;
	const parts = text.split(/[-—–－\s]+/).filter(Boolean);
	const isDoor = parts.length > 1 && parts.every((part) => /^\d+[a-z]?$|^[a-z]?\d+$/.test(part));
	if (isDoor)
		return {
			core: parts.at(-1)!,
			passes: doorPasses(parts.at(-1)!),
			address: parts.slice(0, -1).flatMap(digitsOf)
		};
	const word = plain(text).replace(/\s+/g, '');
	if (word === '') return undefined;
	if (/^\d+$/.test(word)) {
		const [whole, start] = doorPasses(word) as [Pass, Pass];
		return {
			core: word,
			passes: [whole, ...(word.length >= 4 ? phonePasses(word) : []), start],
			address: []
		};
	}
	const isLatin = /^[a-z]+$/.test(word);
	return {
		core: word,
		passes: [
			...(isLatin ? [] : doorPasses(word)),
			...wordPasses(word, isLatin ? ['initials', 'pinyin', 'name'] : ['name'])
		],
		address: []
	};
}

/** Places kept free for later ways of looking, so that a door's number does not hide the tail of a phone. */
const keptFree = 8;

/** Finds residents, the best first. `limit` bounds the answer; a door is answered once per household. */
export function findIn(units: Iterable<UnitText>, typed: string, limit: number): Hit[] {
	const query = read(typed);
	if (!query) return [];
	const asked = [...units].filter(
		(unit) => isAddressed(unit, query.address) && unit.text.includes(query.core)
	);
	const found = new Map<string, Hit>();
	query.passes.forEach((pass, i) => {
		const isLast = i === query.passes.length - 1;
		const most = isLast ? limit : Math.max(1, limit - keptFree);
		for (const unit of asked) {
			if (found.size >= most) return;
			findInUnit(unit, pass, most, found);
		}
	});
	return [...found.values()];
}

/** `3-1201` names a building or a unit, `5-3-1201` both. */
const isAddressed = (unit: UnitText, address: readonly string[]): boolean =>
	address.length === 0 ||
	(address.length === 1
		? unit.address.includes(address[0]!)
		: address.every((part, i) => unit.address.slice(-address.length)[i] === part));

function findInUnit(
	unit: UnitText,
	{ needle, lead, fields }: Pass,
	most: number,
	found: Map<string, Hit>
): void {
	const { text, starts, ids } = unit;
	let line = 0;
	for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1)) {
		const typedAt = at + lead;
		while (line + 1 < starts.length && starts[line + 1]! <= typedAt) line++;
		const start = starts[line]!;
		const why = fieldWhy[text.slice(start, typedAt).split('\t').length - 1];
		if (!why || !fields.includes(why)) continue;
		const householdId = ids[line]!;
		const key = why === 'door' ? householdId : `${householdId} ${start}`;
		if (found.has(key)) continue;
		const values = text.slice(start, text.indexOf('\n', start)).split('\t');
		found.set(key, {
			householdId,
			unitId: unit.unitId,
			door: values[5] ?? values[0]!,
			residentName: values[6] ?? values[1]!,
			why
		});
		if (found.size >= most) return;
	}
}
