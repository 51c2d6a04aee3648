import type { CaseFile } from '$lib/app/case-papers';
import type { Party, Signed } from '$lib/domain/dispute/args';
import type { Side } from '$lib/domain/dispute/lists';
import { isMinor, partiesOf, wordsOf } from '$lib/domain/dispute/select';
import type { CaseEntry, Dispute } from '$lib/domain/dispute/schema';
import { dayOf, type Day } from '$lib/domain/kernel/day';
import type { Fen } from '$lib/domain/money/fen';
import { yuanText } from '$lib/domain/money/format';
import { capitals } from '$lib/text/zh-CN/capitals';
import texts from '$lib/text/zh-CN/paper-texts';
import forms from '$lib/text/zh-CN/paper-words';
import type { Block, Field, SignatureLine } from './sheet';

/** What is known of a case as its papers say it. */

const chinaOffsetMs = 8 * 3_600_000;

/** A day as papers carry it, `2026年3月2日`; a place to fill in where there is none. */
export function sayDay(day: Day | null | undefined): string {
	if (!day) return forms.noDay;
	const [year, month, date] = day.split('-');
	return forms.day(year!, String(Number(month)), String(Number(date)));
}

/** The day in China at an instant (epoch ms). */
export const sayDayAt = (atMs: number): string => sayDay(dayOf(atMs));

/** An instant (epoch ms) in China to the minute. */
export function sayTime(atMs: number): string {
	const [hour, minute] = new Date(atMs + chinaOffsetMs).toISOString().slice(11, 16).split(':');
	return forms.time(sayDayAt(atMs), String(Number(hour)), minute!);
}

/** The number of a case as it stands on all of its papers, as far as there is one. */
export function sayNumber({ dispute, community }: CaseFile): string {
	const { number, openedOn } = dispute;
	const year = number ? String(number.year) : openedOn.slice(0, 4);
	return forms.number(year, community.replace(forms.endings, ''), number ? String(number.no) : '');
}

/** The name of the committee that mediates. */
export const sayCommittee = ({ community }: CaseFile): string => forms.committee(community);

/** An amount of money in capitals and in digits; empty where there is none. */
export const sayMoney = (fen: Fen | null | undefined): string =>
	fen ? texts.agreement.money(yuanText(fen), capitals(fen)) : '';

/** All words of a list with a box before each; the chosen one's is filled in. */
export const boxes = <K extends string>(
	words: Record<K, string>,
	isOn: (key: K) => boolean
): string =>
	(Object.keys(words) as K[]).map((key) => forms.box(isOn(key), words[key])).join(forms.between);

/** Names of people one after another. */
export const names = (people: readonly { name: string }[]): string =>
	people.flatMap(({ name }) => name || []).join(forms.and);

/** Names of those parties that are named by their ids. */
export const namesOf = ({ parties }: Pick<Dispute, 'parties'>, ids: readonly string[]): string =>
	names(parties.filter(({ id }) => ids.includes(id)));

/** One side in few words: its only party, or the first with how many there are. */
function sayParties(dispute: Dispute, side: Side): string {
	const all = partiesOf(dispute, side);
	const first = all[0]?.name ?? '';
	return all.length > 1 && first ? forms.more(first, all.length) : first;
}

/** Who acts for parties, each with whom; empty where everybody speaks for themselves. */
export const sayAgents = (parties: readonly Party[]): string =>
	parties
		.flatMap(({ agent, name }) => (agent ? forms.agentOf(agent.name, name) : []))
		.join(forms.and);

/** What a case is called: who against whom, and about what. */
export const sayMatter = (dispute: Dispute): string =>
	forms.matterOf(
		sayParties(dispute, 'first'),
		sayParties(dispute, 'second'),
		forms.category[dispute.category]
	);

/** The day by which age is reckoned is that on which the case was taken on. */
function sayAge({ birthYear }: Party, openedOn: Day): string {
	if (birthYear === null) return '';
	const years = forms.years(Number(openedOn.slice(0, 4)) - birthYear);
	return isMinor(birthYear, openedOn) ? `${years}${forms.minor}` : years;
}

const sayDeputy = (one: Party['guardian']): string =>
	one ? forms.deputy(one.name, one.relation, one.phone ?? '') : '';

function partyLines(party: Party, openedOn: Day): Field[][] {
	const { field, side, sex } = forms;
	const one = (label: string, value: string): Field => ({ label, value });
	const { guardian, agent } = party;
	return [
		[one(side[party.side], party.name)],
		[
			one(field.sex, sex[party.sex]),
			one(field.ethnicity, party.ethnicity),
			one(field.age, sayAge(party, openedOn))
		],
		[one(field.occupation, party.occupation), one(field.phone, party.phone ?? '')],
		[one(field.address, party.address)],
		...(guardian ? [[one(field.guardian, sayDeputy(guardian))]] : []),
		...(agent ? [[one(field.agent, sayDeputy(agent))]] : [])
	];
}

/** A party that is to be filled in by hand. */
const nobody = (side: Side): Party => ({
	...{ id: '', side, householdId: null, residentId: null, name: '', sex: 0, birthYear: null },
	...{ ethnicity: '', occupation: '', phone: null, address: '', guardian: null, agent: null }
});

/** Both sides of a case one after the other; a side that nobody is on is left to fill in. */
export function sides(dispute: Dispute): Party[] {
	const of = (side: Side) => {
		const all = partiesOf(dispute, side);
		return all.length > 0 ? all : [nobody(side)];
	};
	return [...of('first'), ...of('second')];
}

/** The parties as every form asks for them. */
export const partiesBlock = (dispute: Dispute): Block => ({
	kind: 'fields',
	lines: sides(dispute).flatMap((party) => partyLines(party, dispute.openedOn))
});

/** A line to sign by hand. */
export const toSign = (label: string): SignatureLine => ({ label, strokes: [], on: forms.noDay });

/** A line of the mediator, with the signature that was drawn if there is one. */
export const signedBy = (label: string, signed: Signed | undefined): SignatureLine =>
	signed ? { label, strokes: signed.strokes, on: sayTime(signed.at) } : toSign(label);

/** A line for each of these parties; a guardian signs for a minor, or an agent in a party's place, and the line says so. */
export const partySignatures = (
	parties: readonly Party[],
	signed: readonly Signed[] = []
): SignatureLine[] =>
	parties.map((party) => {
		const { side, sign } = forms;
		const name = party.name || side[party.side];
		const own = party.guardian ? sign.by(name, party.guardian.name) : name;
		const label = sign.party(party.agent ? sign.orAgent(own, party.agent.name) : own);
		return signedBy(
			label,
			signed.find(({ partyId }) => partyId === party.id)
		);
	});

/** What somebody wrote, as it was last worded, with a line that says when it was. */
export function sayWords(entry: CaseEntry): string {
	const amendment = entry.amendments.at(-1);
	const { words } = wordsOf(entry);
	if (!amendment || !words) return words;
	return `${words}\n${forms.amended(sayTime(amendment.at), amendment.by.name)}`;
}

/** Entries of one kind with what they say, in the order of the file. */
export function entriesOf<K extends CaseEntry['fact']['kind']>(
	entries: readonly CaseEntry[],
	kind: K
): { entry: CaseEntry; fact: Extract<CaseEntry['fact'], { kind: K }> }[] {
	return entries.flatMap((entry) =>
		entry.fact.kind === kind
			? [{ entry, fact: entry.fact as Extract<CaseEntry['fact'], { kind: K }> }]
			: []
	);
}
