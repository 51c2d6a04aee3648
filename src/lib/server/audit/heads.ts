import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Head } from './seal';

/** The file in the data folder that holds every head of the chain, one a line: `number hash time`. */
export const headsName = 'audit-heads.txt';

/**
 * Notes heads outside of the database, where whoever can write the database alone cannot reach them: without them a
 * chain whose end was cut off looks like a shorter one. `at`: epoch ms.
 */
export function noteHeads(folder: string, heads: readonly Head[], at: number): void {
	if (heads.length === 0) return;
	mkdirSync(folder, { recursive: true });
	const time = new Date(at).toISOString();
	const text = heads.map(({ number, hash }) => `${number} ${hash} ${time}\n`).join('');
	appendFileSync(join(folder, headsName), text, { mode: 0o600 });
}
