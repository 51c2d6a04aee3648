import { t } from '$lib/text/text.svelte';

/** What a form says of a failure: a code, perhaps the field that it concerns. */
export interface Failure {
	code: string;
	field?: string | undefined;
	/** Of `tooManyTries`: seconds to wait. */
	waitS?: number | undefined;
}

type Words = typeof t.people.problems;

/** Those that need no figure. */
type Plain = Exclude<keyof Words, 'tooManyTriesFor'>;

const isSaid = (code: string): code is Plain => code in t.people.problems;

/** Codes of `malformed` say nothing to a person; the field does. */
const ofField: Record<string, Plain> = {
	login: 'loginName',
	'admin.login': 'loginName',
	password: 'password',
	'admin.password': 'password',
	'admin.name': 'personName',
	name: 'personName',
	'subdistrict.name': 'areaName',
	'subdistrict.code': 'areaCodeWrong',
	code: 'areaCodeWrong',
	from: 'day',
	to: 'day',
	on: 'day'
};

/** The failure in plain words; reading it in a component keeps it in the language on the screen. */
export function sayFailure({ code, field, waitS }: Failure): string {
	const { problems } = t.people;
	if (code === 'tooManyTries' && waitS) return problems.tooManyTriesFor(Math.ceil(waitS / 60));
	if (code === 'malformed' && field && ofField[field]) return problems[ofField[field]];
	return isSaid(code) ? problems[code] : problems.other;
}

/** The words for one field of a form; undefined when the failure concerns another, or none. */
export const sayIfAbout = (failure: Failure | null, ...fields: string[]): string | undefined =>
	failure?.field && fields.includes(failure.field) ? sayFailure(failure) : undefined;
