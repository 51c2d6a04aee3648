/** The session cookie's name, as the sign-in library knows it. */
export const cookieName = 'linli.session_token';
/** Says that somebody has signed in with this browser before; worth nothing without their password. */
const deviceName = 'linli.device';
/** Says in which browser a sign-in by passkey began. */
const passkeyName = 'linli.passkey';

/** Over https the name carries a promise that browsers keep: set by this very host, for every path, over https only. */
const secured = '__Host-';

/**
 * How long the browser keeps a cookie, in seconds: as long as browsers allow (400 days). What counts is the session's
 * own end in the database, which moves on with use; so only a sign-in and the renewal of a session set a cookie.
 */
const maxAgeS = 400 * 86_400;
/** A sign-in by passkey is over in minutes. */
const passkeyAgeS = 600;

function valueIn(header: string | null, name: string): string | undefined {
	let plain: string | undefined;
	for (const part of (header ?? '').split(';')) {
		const at = part.indexOf('=');
		const given = part.slice(0, at).trim();
		if (given === secured + name) return part.slice(at + 1).trim();
		if (given === name) plain = part.slice(at + 1).trim();
	}
	return plain;
}

/** Whether a Cookie header holds what browsers send over https only. */
export const cameOverHttps = (header: string | null): boolean =>
	(header ?? '').split(';').some((part) => part.trim().startsWith(`${secured}${cookieName}=`));

/** The session cookie's value in a Cookie header as it stands there, undefined if there is none. */
export function sessionValue(header: string | null): string | undefined {
	const value = valueIn(header, cookieName);
	// Longer than any of ours: not worth a signature check.
	return value && value.length <= 300 ? value : undefined;
}

const tokenUnder = (header: string | null, name: string): string | undefined => {
	const value = valueIn(header, name);
	return value && /^[A-Za-z0-9_-]{43}$/.test(value) ? value : undefined;
};

/** The device cookie's value, undefined if there is none that could be ours. */
export const deviceValue = (header: string | null): string | undefined =>
	tokenUnder(header, deviceName);

/** The value of the cookie of a sign-in by passkey, undefined if there is none that could be ours. */
export const passkeyValue = (header: string | null): string | undefined =>
	tokenUnder(header, passkeyName);

/** Our Set-Cookie for a session; `value` as `signedToken` makes it. */
export const sessionCookie = (value: string, secure: boolean): string =>
	build(cookieName, value, maxAgeS, secure);

/** Our Set-Cookie for a device's token. It outlives the session. */
export const deviceCookie = (token: string, secure: boolean): string =>
	build(deviceName, token, maxAgeS, secure);

/** Our Set-Cookie for a sign-in by passkey that begins. */
export const passkeyCookie = (token: string, secure: boolean): string =>
	build(passkeyName, token, passkeyAgeS, secure);

/** Set-Cookies that take the session cookie back, under either name. */
export const endedCookies = (secure: boolean): string[] =>
	secure
		? [build(cookieName, '', 0, true), build(cookieName, '', 0, false)]
		: [build(cookieName, '', 0, false)];

const build = (name: string, value: string, ageS: number, secure: boolean) =>
	`${secure ? secured : ''}${name}=${value}; Max-Age=${ageS}; Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;
