import type { CaseFile } from '$lib/app/case-papers';
import { inOrder } from '$lib/domain/dispute/select';
import { Cases } from '$lib/domain/dispute/test-cases';
import { idOf } from '$lib/domain/test-world';
import { partsOf, sheetsOf, type PaperName } from './papers';
import type { Block, Sheet } from './sheet';

/** A case with its papers, as a phone would put them together. */
export class FiledCases extends Cases {
	file(more: Partial<CaseFile> = {}): CaseFile {
		const labels = [...Array.from({ length: 60 }, (_, i) => `act${i}`), 'agreement', 'second'];
		return {
			dispute: this.case(),
			entries: inOrder(labels.flatMap((label) => this.entry(label) ?? [])),
			...{ community: '幸福社区', placeName: '一网格', dueOn: '2026-04-01', now: this.at() },
			...more
		};
	}

	sheets(name: PaperName | 'all', file = this.file()): Sheet[] {
		return sheetsOf(partsOf(file), name) ?? [];
	}

	names(file = this.file()): PaperName[] {
		return partsOf(file).map(({ name }) => name);
	}

	/** All that is drawn; see `textsIn`. */
	text(name: PaperName | 'all', file = this.file()): string {
		return textsIn(this.sheets(name, file)).join('\n');
	}
}

/** Every text of a sheet. Throws at anything that would be drawn as "undefined", "null" or "NaN". */
function textsIn(value: unknown): string[] {
	if (typeof value === 'string') {
		if (/undefined|null|NaN|\[object/.test(value)) throw new Error(value);
		return [value];
	}
	if (typeof value === 'number' || typeof value === 'boolean') {
		if (Number.isNaN(value)) throw new Error('NaN');
		return [];
	}
	if (typeof value !== 'object' || value === null) throw new Error(String(value));
	return Object.values(value).flatMap(textsIn);
}

/** What stands behind a label on a sheet. */
export function valueOf(sheet: Sheet | undefined, label: string): string | undefined {
	const fields = sheet?.blocks.flatMap((block) =>
		block.kind === 'fields' ? block.lines.flat() : []
	);
	return fields?.find((one) => one.label === label)?.value;
}

/** A sheet's blocks of one kind. */
export const ofKind = <K extends Block['kind']>(sheet: Sheet | undefined, kind: K) =>
	(sheet?.blocks ?? []).flatMap((block) =>
		block.kind === kind ? [block as Extract<Block, { kind: K }>] : []
	);

/** A session with both sides. */
export const session = (words = '劝了劝', present = ['baker', 'sleeper']) => ({
	fact: { kind: 'session', way: 'together', present: present.map(idOf), others: '' },
	...{ step: 'settle', words }
});

/** An end without an agreement. */
export const ending = (how: 'declined' | 'failed') => ({
	...{ how, partyId: how === 'declined' ? idOf('sleeper') : null },
	...{ told: ['court'], words: '' }
});
