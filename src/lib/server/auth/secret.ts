import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const fileName = 'session-secret';

/**
 * The installation's secret under which session cookies are signed. It lies in a file of the data folder, mode 600, and
 * not in the database: whoever gets hold of a copy of the database still cannot make a cookie of it.
 * `LINLI_SECRET` takes its place where several servers share one PostgreSQL. Throws if the folder cannot be written.
 * Without a folder (tests) the secret, and with it every session, ends with the process.
 */
export function installationSecret(folder: string | null): string {
	const given = process.env.LINLI_SECRET;
	if (given) {
		if (given.length < 32) throw new Error('LINLI_SECRET must have at least 32 characters');
		return given;
	}
	const fresh = randomBytes(32).toString('base64url');
	if (folder === null) return fresh;
	const file = join(folder, fileName);
	const draft = `${file}.${process.pid}`;
	writeFileSync(draft, fresh, { mode: 0o600 });
	try {
		// A link appears whole or not at all, and never over another: two servers starting at once agree on one
		// secret, and a power cut leaves no half of one.
		linkSync(draft, file);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
	} finally {
		unlinkSync(draft);
	}
	return readFileSync(file, 'utf8').trim();
}
