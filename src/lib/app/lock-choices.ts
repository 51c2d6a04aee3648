import { hasPin as ringHasPin, setPassword, setPin } from './keys';
import { openKey } from './opening';
import { session } from './session';

/** How the person at work opens this phone. Nobody needs it to see what lies here. */

/** A PIN: six to twelve digits, not all the same, not in a row. The space of guesses is small enough as it is. */
export function isGoodPin(pin: string): boolean {
	if (!/^\d{6,12}$/.test(pin)) return false;
	const steps = new Set([...pin].slice(1).map((digit, i) => Number(digit) - Number(pin[i])));
	return !(steps.size === 1 && [0, 1, -1].includes([...steps][0]!));
}

/** Whether there is a PIN on this phone. */
export const hasPin = (): Promise<boolean> =>
	session.person ? ringHasPin(session.person.id) : Promise.resolve(false);

/** Sets the PIN, or takes it away with null. Nothing happens on a phone that is not open. */
export async function choosePin(pin: string | null): Promise<void> {
	const opened = openKey();
	if (session.person && opened) await setPin(session.person.id, opened.key, pin);
}

/** The person's password is another one from now on: it opens this phone, too. Elsewhere the next sign-in sees to it. */
export async function choosePassword(password: string): Promise<void> {
	const opened = openKey();
	if (session.person && !session.demo && opened)
		await setPassword(session.person.id, opened.key, password);
}
