/** The session cookie's name, as the sign-in library knows it. */
export const cookieName = 'linli.session_token';

/** Over https the name carries a promise that browsers keep: set by this very host, for every path, over https only. */
const secureName = `__Host-${cookieName}`;

/**
 * How long the browser keeps the cookie, in seconds: as long as browsers allow (400 days). What counts is the session's
 * own end in the database, which moves on with use; so no answer but that of a sign-in ever sets a cookie.
 */
const maxAgeS = 400 * 86_400;

function valueIn(header: string | null): string | undefined {
	let plain: string | undefined;
	for (const part of (header ?? '').split(';')) {
		const at = part.indexOf('=');
		const name = part.slice(0, at).trim();
		if (name === secureName) return part.slice(at + 1).trim();
		if (name === cookieName) plain = part.slice(at + 1).trim();
	}
	return plain;
}

/** The session cookie's value in a Cookie header as it stands there, undefined if there is none. */
export function sessionValue(header: string | null): string | undefined {
	const value = valueIn(header);
	// Longer than any of ours: not worth a signature check.
	return value && value.length <= 300 ? value : undefined;
}

/** Request headers with the session cookie alone, under the library's name. Undefined when there is none. */
export function sessionHeaders(header: string | null): Headers | undefined {
	const value = sessionValue(header);
	if (!value) return undefined;
	try {
		return new Headers({ cookie: `${cookieName}=${value}` });
	} catch {
		// Characters that no header can carry were never a cookie of ours.
		return undefined;
	}
}

/** Our Set-Cookie for the session that the library has just opened; throws if it opened none. */
export function sessionCookie(fromLibrary: Headers, secure: boolean): string {
	const set = fromLibrary.getSetCookie().find((one) => one.startsWith(`${cookieName}=`));
	const value = set?.slice(cookieName.length + 1).split(';')[0];
	if (!value) throw new Error('auth: the library opened no session');
	return build(value, maxAgeS, secure);
}

/** Set-Cookies that take the session cookie back, under either name. */
export const endedCookies = (secure: boolean): string[] =>
	secure ? [build('', 0, true), build('', 0, false)] : [build('', 0, false)];

const build = (value: string, ageS: number, secure: boolean) =>
	`${secure ? secureName : cookieName}=${value}; Max-Age=${ageS}; Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;
