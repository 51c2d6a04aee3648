import type { CaseFile } from '$lib/app/case-papers';
import { missingIn, outcomeOf, type FilePart } from '$lib/domain/dispute/select';
import { agreement } from './agreement';
import { application } from './application';
import { authority } from './authority';
import { closing } from './closing';
import { backCover, cover } from './cover';
import { ended } from './ended';
import { followUp } from './follow-up';
import { investigation } from './investigation';
import { mediation } from './mediation';
import { performance } from './performance';
import { photoSheets } from './photo-sheets';
import { rights } from './rights';
import type { Sheet } from './sheet';

/** The papers inside of a file, in its order. */
const inside = {
	application,
	rights,
	authority,
	investigation,
	mediation,
	agreement,
	performance,
	followUp,
	ended,
	closing
} satisfies Partial<Record<FilePart | 'authority' | 'ended', (file: CaseFile) => Sheet[]>>;

/** Every paper that a file can hold. */
export type PaperName = keyof typeof inside | 'cover' | 'backCover';

/** A part of a file: its sheets, and whether it is still missing, so that they are forms to fill in by hand or not yet whole. */
export interface Part {
	name: PaperName;
	sheets: Sheet[];
	isMissing: boolean;
}

type Inside = keyof typeof inside;

/** Papers that this case has no use for, by how it came out: a notice of the end, or an agreement and what follows from it. */
function without({ dispute, entries }: CaseFile): readonly Inside[] {
	const outcome = outcomeOf(dispute);
	const has = (kind: string) =>
		entries.some(({ fact, undone }) => fact.kind === kind && undone === undefined);
	const unused: Inside[] = [];
	if (dispute.parties.every(({ agent }) => agent === null)) unused.push('authority');
	// While a case is open either may come, and an empty agreement to sign on paper is of use.
	if (outcome !== 'declined' && outcome !== 'failed' && !has('ended')) unused.push('ended');
	if ((outcome === 'declined' || outcome === 'failed') && !has('agreement'))
		unused.push('agreement', 'performance', 'followUp');
	return unused;
}

/** All parts of a file in the order in which it is bound, the cover first. */
export function partsOf(file: CaseFile): Part[] {
	const missing: readonly string[] = missingIn(file.dispute, file.entries);
	const unused = without(file);
	const names = (Object.keys(inside) as Inside[]).filter((name) => !unused.includes(name));
	const papers = names.map((name) => ({
		name,
		sheets: [...inside[name](file), ...photoSheets(file, name, names)]
	}));
	const all = papers.flatMap(({ sheets }) => sheets);
	return [
		{ name: 'cover' as const, sheets: cover(file, all) },
		...papers,
		{ name: 'backCover' as const, sheets: backCover(file, all) }
	].map((part) => ({ ...part, isMissing: missing.includes(part.name) }));
}

/** The sheets of one paper, or of `all` of them; undefined where a file has no such paper. */
export function sheetsOf(parts: readonly Part[], name: string): Sheet[] | undefined {
	if (name === 'all') return parts.flatMap(({ sheets }) => sheets);
	return parts.find((part) => part.name === name)?.sheets;
}
