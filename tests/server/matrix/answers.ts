import type { Asking } from './asking';
import type { Who } from './expected';
import type { MatrixWorld } from './world';

/** Tries a row of the table as somebody: an `Answer`, or what else happened. */
export type Try = (world: MatrixWorld, who: Who) => Promise<string>;

/** A POST of this body as JSON. */
export const json = (body: unknown): Asking => ({ method: 'POST', body });

/** `hidden` when what is missing gives the very same answer, else `no` for a refusal. */
export async function compareWith(
	real: Response,
	missing: () => Promise<Response>
): Promise<string> {
	if (real.status === 401) return 'login';
	if (real.ok) return 'yes';
	const said = async (response: Response) => `${response.status} ${await response.text()}`;
	return (await said(real)) === (await said(await missing())) ? 'hidden' : 'no';
}

/** What a refusal means: that nobody is signed in, or that this person may not. */
export const refused = ({ status }: Response): string => (status === 401 ? 'login' : 'no');
