/**
 * Takes a link's token (`#t=…`) out of the address bar at once, so that it stands in no screenshot, bookmark or
 * history. Null when the address carries none.
 */
export function takeToken(): string | null {
	const token = new URLSearchParams(location.hash.slice(1)).get('t');
	if (location.hash) history.replaceState(history.state, '', location.pathname);
	return token;
}
