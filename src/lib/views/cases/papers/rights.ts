import type { CaseFile } from '$lib/app/case-papers';
import texts from '$lib/text/zh-CN/paper-texts';
import forms from '$lib/text/zh-CN/paper-words';
import { partySignatures, sayCommittee, sayDay, sayNumber, sides, toSign } from './say';
import { signatures, type Sheet } from './sheet';

/** What every party is told before anything else. */
export function rights(file: CaseFile): Sheet[] {
	const { title, opening, lines, statement } = texts.rights;
	return [
		{
			...{ title, number: sayNumber(file) },
			blocks: [
				{ kind: 'sentences', lines: [opening, ...lines(sayDay(file.dueOn)), statement] },
				signatures(
					...partySignatures(sides(file.dispute)),
					toSign(forms.sign.seal(sayCommittee(file)))
				)
			]
		}
	];
}
