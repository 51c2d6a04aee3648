import type { CaseFile } from '$lib/app/case-papers';
import type { Party } from '$lib/domain/dispute/args';
import texts from '$lib/text/zh-CN/paper-texts';
import forms from '$lib/text/zh-CN/paper-words';
import { sayCommittee, sayMatter, sayNumber, toSign } from './say';
import { column, signatures, type Sheet } from './sheet';

/** The power of attorney of every party that somebody acts for, to be signed on paper (民法典, article 165). */
export const authority = (file: CaseFile): Sheet[] =>
	file.dispute.parties.flatMap((party) => (party.agent ? sheet(file, party, party.agent) : []));

function sheet(file: CaseFile, party: Party, agent: NonNullable<Party['agent']>): Sheet {
	const { title, giver, taker, matter, scope, scopes, until, opening, given, taken } =
		texts.authority;
	const { field, sign } = forms;
	// For a minor its guardian gives it.
	const who = party.guardian ? sign.by(party.name, party.guardian.name) : party.name;
	return {
		...{ title, number: sayNumber(file) },
		blocks: [
			column([giver, party.name], [field.phone, party.phone ?? ''], [field.address, party.address]),
			column(
				[taker, agent.name],
				[texts.authority.relation, agent.relation],
				[field.phone, agent.phone ?? '']
			),
			{ kind: 'sentences', lines: [opening(agent.name, sayCommittee(file))] },
			column([matter, sayMatter(file.dispute)], [until, texts.authority.toTheEnd]),
			// Which of the two it is only the party can say: both boxes are left to tick.
			{ kind: 'sentences', lines: [scope, ...scopes.map((one) => forms.box(false, one))] },
			signatures(toSign(given(who)), toSign(taken(agent.name)))
		]
	};
}
