// The register that the generator draws comes back whole through the import, whichever file it travels in.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createAccept } from '../../src/lib/server/accept/run';
import { createTreeSource } from '../../src/lib/server/db/areas';
import { migrateToLatest } from '../../src/lib/server/db/migrate';
import { openDatabase } from '../../src/lib/server/db/open';
import { generateSubdistrict, smallSize } from '../../src/lib/server/demo/subdistrict';
import { createImports } from '../../src/lib/server/imports/engine';
import { asCsv, asXlsx, registerFixture } from '../fixtures/register';

test.each([
	['CSV', asCsv],
	['a workbook', asXlsx]
])('a drawn register is imported whole from %s', async (_name, write) => {
	const fixture = registerFixture('register', { grids: 2, households: 120 });
	const folder = mkdtempSync(join(tmpdir(), 'linli-register-'));
	const db = await openDatabase({ kind: 'sqlite', file: join(folder, 'linli.db') });
	try {
		await migrateToLatest(db);
		const accept = createAccept(db, createTreeSource());
		// A sub-district with nothing in it but its founder.
		const { founder, commands } = generateSubdistrict('founder', '2026-11-20', smallSize(1, 1));
		const begin = commands.slice(0, 2).map((command) => ({ command }));
		const options = { at: Date.now(), deviceId: randomUUID() };
		expect(await accept.run(begin, founder, options)).toEqual({ ok: true });

		const imports = createImports(db, accept);
		const { jobId } = await imports.startImport(founder.personId, await write(fixture));
		const settled = async (...phases: string[]) => {
			for (;;) {
				const status = await imports.importStatus(jobId, founder.personId);
				if (phases.includes(status.phase)) return status;
				await wait(20);
			}
		};
		const checked = await settled('ready', 'failed');
		expect(checked.problems).toEqual([]);
		expect(checked.phase).toBe('ready');
		await imports.confirmImport(jobId, founder.personId);
		expect((await settled('done', 'failed')).phase).toBe('done');

		const rows = await db.selectFrom('rows').select(['kind', 'body']).execute();
		const bodies = (kind: string) =>
			rows.filter((row) => row.kind === kind).map((row) => JSON.parse(row.body!));
		const areas = bodies('area') as { kind: string; doors: unknown[] }[];
		const households = bodies('household') as { residents: unknown[] }[];
		expect({
			grids: areas.filter((one) => one.kind === 'grid').length,
			units: areas.filter((one) => one.kind === 'unit').length,
			doors: areas.flatMap((one) => one.doors).length,
			households: households.length,
			residents: households.flatMap((one) => one.residents).length
		}).toEqual({
			grids: fixture.grids,
			units: fixture.units,
			doors: fixture.doors,
			households: fixture.households,
			residents: fixture.residents
		});
	} finally {
		await db.destroy();
		rmSync(folder, { recursive: true });
	}
});
