import type { CaseFile } from '$lib/app/case-papers';
import type { Stage } from '$lib/domain/dispute/lists';
import type { CaseEntry, Dispute } from '$lib/domain/dispute/schema';
import texts from '$lib/text/zh-CN/paper-texts';
import forms from '$lib/text/zh-CN/paper-words';
import {
	boxes,
	entriesOf,
	namesOf,
	partySignatures,
	sayAgents,
	sayNumber,
	sayTime,
	sayWords,
	sides,
	toSign
} from './say';
import { column, framed, signatures, type Sheet } from './sheet';

type Result = keyof typeof texts.mediation.results;
type Session = Extract<CaseEntry['fact'], { kind: 'session' }>;

/** A record for each session; an empty one where there was none. */
export function mediation(file: CaseFile): Sheet[] {
	const held = entriesOf(file.entries, 'session');
	if (held.length === 0) return [record(file, undefined, undefined, undefined)];
	return held.map(({ entry, fact }, i) =>
		record(file, entry, fact, resultOf(file.dispute, entry, held[i + 1]?.entry))
	);
}

/** What came of a session: how the case turned before the next one, else that it goes on; not known of the last one. */
function resultOf(
	{ turns }: Dispute,
	{ at }: CaseEntry,
	next: CaseEntry | undefined
): Result | undefined {
	const turn = turns.find(
		(one) => one.at >= at && (!next || one.at < next.at) && isOutcome(one.to)
	);
	if (turn) return turn.to === 'agreed' ? 'agreed' : 'failed';
	return next ? 'later' : undefined;
}

const isOutcome = (stage: Stage): boolean => stage !== 'open' && stage !== 'closed';

function record(
	file: CaseFile,
	entry: CaseEntry | undefined,
	session: Session | undefined,
	result: Result | undefined
): Sheet {
	const { dispute } = file;
	const { title, statement, record: head, results } = texts.mediation;
	const { field, sign, way } = forms;
	const present = session?.present ?? [];
	// Where nobody was written down everybody is to sign.
	const signing = sides(dispute).filter(({ id }) => present.length === 0 || present.includes(id));
	const agents = sayAgents(signing);
	return {
		...{ title, number: sayNumber(file) },
		blocks: [
			column(
				[field.time, entry ? sayTime(entry.at) : ''],
				[field.place, session?.way === 'onSite' ? dispute.place : ''],
				[field.way, boxes(way, (one) => one === session?.way)],
				[field.parties, namesOf(dispute, present)],
				...(agents ? [[field.agent, agents] as const] : []),
				[field.present, session?.others ?? '']
			),
			{ kind: 'sentences', lines: [statement] },
			framed(head, entry ? sayWords(entry) : '', 14),
			column([field.result, boxes(results, (one) => one === result)]),
			signatures(
				...partySignatures(signing),
				toSign(entry ? `${sign.mediator}${entry.by.name}` : sign.mediator),
				toSign(sign.recorder)
			)
		]
	};
}
