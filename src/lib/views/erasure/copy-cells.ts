import type { CopyReply } from '$lib/domain/copy';
import { dayOf } from '$lib/domain/kernel/day';
import { yuanText } from '$lib/domain/money/format';
import { t } from '$lib/text/text.svelte';

type Line = [part: string, when: string, by: string, item: string, content: string];

/** A day and a time in China, the same whoever reads it and when. */
const stamp = (at: number): string =>
	`${dayOf(at)} ${new Date(at + 8 * 3_600_000).toISOString().slice(11, 16)}`;

/** What is held on a household as a table that anybody can read and print, headings first; empty items are left out. */
export function cellsOfCopy(copy: CopyReply): string[][] {
	const { file } = t.erasure;
	const facts = (part: string, items: [string, string | null][]): Line[] =>
		items.flatMap(([item, content]): Line[] => (content ? [[part, '', '', item, content]] : []));
	const details = new Map(copy.particulars.map((one) => [one.residentId, one]));
	const commands: Record<string, string> = t.attention.commands;
	return [
		file.headings.map(String),
		...facts(file.household, [
			[file.made, stamp(copy.at)],
			[file.door, copy.door],
			[file.tenure, (t.register.tenures as Record<string, string>)[copy.tenure] ?? copy.tenure],
			[file.needsCare, copy.needsCare ? file.yes : file.no]
		]),
		...copy.residents.flatMap((one) => {
			const more = details.get(one.id);
			return facts(`${file.resident} ${one.name}`, [
				[file.name, one.name],
				[file.sex, t.register.sexes[one.sex]],
				[file.birthYear, one.birthYear === null ? null : String(one.birthYear)],
				[file.relation, t.visit.relations[one.relation]],
				[file.phone, one.phone],
				[file.idNumber, more?.idNumber ?? null],
				[file.birth, more?.birth ?? null],
				[file.ethnicity, more?.ethnicity ?? null],
				[file.hardship, more?.hardship ?? null]
			]);
		}),
		...copy.aside.map(({ at, by, value }): Line => [file.aside, stamp(at), by, '', value]),
		...copy.visits.flatMap(({ written, comment, isWithdrawn }): Line[] => [
			...written.map(({ at, by, result, needs, words, photos }): Line => {
				const said = [
					...needs.map((need) => t.visit.needs[need]),
					words,
					photos > 0 ? file.photos(photos) : ''
				].filter(Boolean);
				const mark = isWithdrawn ? file.withdrawn : '';
				return [file.visit + mark, stamp(at), by, t.visit.results[result], said.join('；')];
			}),
			...(comment ? facts(file.visit, [[file.comment, comment]]) : [])
		]),
		...copy.questions.flatMap(({ at, by, words, answers }): Line[] => [
			[file.question, stamp(at), by, '', words],
			...facts(
				file.question,
				answers.map((one): [string, string] => [file.answer, one])
			)
		]),
		...copy.cases.map(({ openedOn, no, parties, terms }): Line => {
			const own = parties.map((one) =>
				[one.name, one.phone, one.address].filter(Boolean).join(' ')
			);
			const number = no ? file.caseNumber(no.year, no.no) : '';
			return [file.mediation, openedOn, '', number, [...own, ...terms].join('；')];
		}),
		...copy.fees.flatMap(({ at, by, title, no, refunds, ...paid }): Line[] => {
			const amount = `${yuanText(paid.fen)} ${file.methods[paid.method]}`;
			const marks = [paid.isLate ? file.late : '', paid.isReversed ? file.reversed : ''];
			const said = [amount, file.receipt(no), ...marks].filter(Boolean);
			return [
				[file.paid, stamp(at), by, title, said.join('；')],
				...refunds.map((one): Line => {
					const back = [yuanText(one.fen), one.isReversed ? file.reversed : ''];
					const content = [file.receipt(no), ...back].filter(Boolean).join('；');
					return [file.refund, stamp(one.at), one.by, title, content];
				})
			];
		}),
		...copy.acts.map(({ at, by, command, result }): Line => [
			...([file.act, stamp(at), by, commands[command] ?? command] as const),
			result === 'refused' ? file.refused : ''
		])
	];
}
