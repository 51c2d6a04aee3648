import { ProblemError } from '../http/problem';

/**
 * Passwords that whoever guesses tries first (ASVS 2.1.7, NIST SP 800-63B 5.1.1.2): 49 000 of the most frequent from
 * leaks, and what such lists lack of the habits here.
 */
async function leaked(): Promise<ReadonlySet<string>> {
	// Fetched with the first new password: most servers are started far more often than anybody sets one.
	list ??= import('@zxcvbn-ts/language-common').then(
		({ dictionary }) => new Set(dictionary['passwords-common'])
	);
	return list;
}

let list: Promise<ReadonlySet<string>> | undefined;

/** 我爱你, 我爱我家 and the numbers that sound like it, however often, with a few digits behind. */
const habits = /^(?:(?:wo)?aini|woaiwojia|5201314|1314520|520|521|1314)+\d{0,4}$/;

/** So many different characters at least: 88888888 and 12121212 are on few lists and in every head. */
const fewest = 4;

/** Whether a password would be guessed within the first tries: it is common, or little more than the login itself. */
export async function isCommonPassword(password: string, login: string | null): Promise<boolean> {
	const folded = password.normalize('NFKC').toLowerCase();
	if (new Set(folded).size < fewest || habits.test(folded)) return true;
	if ((await leaked()).has(folded)) return true;
	const own = login?.normalize('NFKC').toLowerCase();
	return own !== undefined && folded.replace(/[\d\p{Punctuation}]+/gu, '') === own;
}

/** Refuses such a password (`passwordCommon`, 400), naming the field that it stands in. */
export async function requireUncommon(
	password: string,
	login: string | null,
	field: string
): Promise<void> {
	if (await isCommonPassword(password, login)) throw new ProblemError(400, 'passwordCommon', field);
}
