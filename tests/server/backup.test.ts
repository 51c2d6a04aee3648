// What an operator meets who backs up or restores: refusals in one line, and nothing half done.
import {
	copyFileSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import Sqlite from 'libsql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inspectFile, knownMigrations } from '../../src/launch/database-file.mjs';
import { migrations } from '../../src/lib/server/db/migrations/all';
import { foundTown } from '../../src/lib/server/engine/test-town';
import { addPhoto, ask, begin, epochOf, photoIn, run } from './copies';

let folder: string;
const at = (...names: string[]) => join(folder, ...names);
const data = () => at('data');

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'linli-backup-'));
	mkdirSync(data());
	const town = await foundTown({ kind: 'sqlite', file: join(data(), 'linli.db') });
	await town.close();
	addPhoto(data(), 50_000);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a backup', () => {
	test('knows every migration by the name of its file', () => {
		expect(knownMigrations()).toEqual(Object.keys(migrations).sort());
	});

	test('never replaces another one unless told to, and then copies only the photos that are new', async () => {
		const args = [at('weekly'), '--data', data()];
		expect((await run('backup', args)).code).toBe(0);
		const first = ask(at('weekly', 'linli.db'), 'select count(*) as n from operations');
		const again = await run('backup', args);
		expect([again.code, again.err.trimEnd().split('\n').length]).toEqual([2, 1]);
		expect(again.err).toContain('--force');
		const [part] = readdirSync(at('weekly', 'photos'));
		const [known] = readdirSync(at('weekly', 'photos', part!));
		const { ino } = statSync(photoIn(at('weekly'), known!));
		const fresh = addPhoto(data(), 1_000);
		expect((await run('backup', [...args, '--force'])).code).toBe(0);
		expect(statSync(photoIn(at('weekly'), known!)).ino).toBe(ino);
		expect(existsSync(photoIn(at('weekly'), fresh))).toBe(true);
		expect(ask(at('weekly', 'linli.db'), 'select count(*) as n from operations')).toEqual(first);
	}, 60_000);

	test('that is killed in the middle leaves nothing under the final name, and the next one cleans up', async () => {
		const target = at('many-photos');
		mkdirSync(target);
		copyFileSync(at('weekly', 'linli.db'), join(target, 'linli.db'));
		for (let i = 0; i < 60; i++) addPhoto(target, 1_000_000);
		const { child, ended } = begin('backup', [at('killed'), '--data', target]);
		while (!existsSync(at('killed', 'photos')) || !readdirSync(at('killed', 'photos')).length)
			await wait(1);
		child.kill('SIGKILL');
		expect((await ended).signal).toBe('SIGKILL');
		const left = readdirSync(at('killed'));
		expect(left).not.toContain('linli.db');
		expect(left.some((name) => name.includes('.unfinished-'))).toBe(true);
		const refused = await run('restore', [at('killed'), '--data', at('untouched')]);
		expect(refused.code).toBe(2);
		expect(existsSync(at('untouched'))).toBe(false);

		expect((await run('backup', [at('killed'), '--data', target])).code).toBe(0);
		expect(readdirSync(at('killed')).sort()).toEqual(['linli.db', 'photos']);
		await inspectFile(at('killed', 'linli.db'));
	}, 60_000);

	test('says which photos are damaged, leaves them out and ends with an error', async () => {
		const target = at('bad-photo');
		mkdirSync(target);
		copyFileSync(at('weekly', 'linli.db'), join(target, 'linli.db'));
		const name = addPhoto(target, 5_000);
		writeFileSync(photoIn(target, name), 'torn');
		const { code, err } = await run('backup', [at('bad-photo-copy'), '--data', target]);
		expect([code, err.includes(name)]).toEqual([1, true]);
		expect(existsSync(photoIn(at('bad-photo-copy'), name))).toBe(false);
		await inspectFile(at('bad-photo-copy', 'linli.db'));
	}, 60_000);

	test.each([
		['no folder', [], {}, '--help'],
		['two folders', ['a', 'b'], {}, 'b'],
		['an unknown option', ['a', '--fast'], {}, '--fast'],
		['a folder that cannot be written', ['BELOW', '--data', 'DATA'], {}, 'below'],
		['a data folder without data', ['TARGET', '--data', 'NOWHERE'], {}, 'nowhere'],
		['the data folder itself', ['DATA', '--data', 'DATA', '--force'], {}, 'data folder itself'],
		['an option that npm kept to itself', ['a'], { npm_config_force: 'true' }, '-- FOLDER'],
		['data in PostgreSQL', ['a'], { DATABASE_URL: 'postgres://x' }, 'pg_dump']
	])('refuses %s in one line', async (_, args, env, named) => {
		const names = {
			DATA: data(),
			BELOW: at('data', 'linli.db', 'below'),
			TARGET: at('target'),
			NOWHERE: at('nowhere')
		};
		const real = args.map((arg) => names[arg as keyof typeof names] ?? arg);
		const { code, out, err } = await run('backup', real, env);
		expect([code, out, err.trimEnd().split('\n').length]).toEqual([2, '', 1]);
		expect(err).toContain(named);
	});
});

describe('a restore', () => {
	const broken = (name: string, spoil: (file: string) => void) => {
		mkdirSync(at(name));
		const file = at(name, 'linli.db');
		copyFileSync(at('weekly', 'linli.db'), file);
		spoil(file);
		return name;
	};
	const change = (file: string, statement: string) => {
		const db = new Sqlite(file);
		db.exec(statement);
		db.close();
	};

	test.each([
		['is missing', 'no-such', 'no-such', undefined],
		['is no database', 'words', 'not a database', (file: string) => writeFileSync(file, 'hello')],
		[
			'is somebody else’s database',
			'other',
			'not a database of Linli',
			(file: string) => {
				rmSync(file);
				change(file, 'create table t (x)');
			}
		],
		[
			'is newer than this program',
			'newer',
			'9999-later',
			(file: string) =>
				change(file, "insert into kysely_migration values ('9999-later', '2030-01-01')")
		],
		[
			'is cut short',
			'torn',
			'damaged',
			(file: string) => writeFileSync(file, readFileSync(file).subarray(0, 40_960))
		],
		[
			'does not agree with itself',
			'odds',
			'damaged',
			(file: string) => change(file, 'update homes set rows = rows + 1')
		]
	])('of a backup that %s is refused before anything is touched', async (_, name, named, spoil) => {
		if (spoil) broken(name, spoil);
		const target = at('kept');
		mkdirSync(target, { recursive: true });
		copyFileSync(at('weekly', 'linli.db'), join(target, 'linli.db'));
		const was = readFileSync(join(target, 'linli.db'));
		const { code, out, err } = await run('restore', [at(name), '--data', target]);
		expect([code, out, err.trimEnd().split('\n').length]).toEqual([2, '', 1]);
		expect(err).toContain(named);
		expect(readFileSync(join(target, 'linli.db'))).toEqual(was);
		expect(readdirSync(target)).toEqual(['linli.db']);
	});

	test('onto an empty folder, and onto a database that can no longer be read, which is kept', async () => {
		const target = at('new-machine');
		expect((await run('restore', [at('weekly'), '--data', target])).code).toBe(0);
		const whole = await inspectFile(join(target, 'linli.db'));
		expect(whole).toEqual(await inspectFile(at('weekly', 'linli.db')));
		change(
			at('weekly', 'linli.db'),
			"insert into invitations values ('open', 'p', 'p', 1, 99999999999999, null, null)"
		);
		writeFileSync(join(target, 'linli.db'), 'rubbish');
		const { code, out } = await run('restore', [at('weekly'), '--data', target]);
		expect([code, out.includes('open links are void')]).toEqual([0, true]);
		expect(await inspectFile(join(target, 'linli.db'))).toEqual(whole);
		expect(
			ask(
				join(target, 'linli.db'),
				'select 1 as n from invitations where revoked_at is null and used_at is null'
			)
		).toEqual([]);
		const kept = readdirSync(target).filter((name) => name.includes('.before-restore-'));
		expect(kept.map((name) => readFileSync(join(target, name), 'utf8'))).toEqual(['rubbish']);
	}, 60_000);

	test('leaves the old or the new, whenever it is killed', async () => {
		const target = at('killed-restore');
		mkdirSync(target);
		copyFileSync(at('weekly', 'linli.db'), join(target, 'linli.db'));
		const old = epochOf(join(target, 'linli.db'));
		const seen = new Set<boolean>();
		for (let ms = 60; ms <= 400; ms += 20) {
			const { child, ended } = begin('restore', [at('killed'), '--data', target]);
			await wait(ms);
			child.kill('SIGKILL');
			await ended;
			await inspectFile(join(target, 'linli.db'));
			seen.add(epochOf(join(target, 'linli.db')) === old);
		}
		expect(seen).toContain(true);
		expect((await run('restore', [at('killed'), '--data', target])).code).toBe(0);
		expect(epochOf(join(target, 'linli.db'))).not.toBe(old);
	}, 120_000);

	test('names the photos that are damaged in the backup, and brings back the others', async () => {
		const target = at('photos-back');
		const [part] = readdirSync(at('weekly', 'photos'));
		const [name] = readdirSync(at('weekly', 'photos', part!));
		writeFileSync(photoIn(at('weekly'), name!), 'torn');
		const { code, err } = await run('restore', [at('weekly'), '--data', target]);
		expect([code, err.includes(name!)]).toEqual([1, true]);
		expect(existsSync(photoIn(target, name!))).toBe(false);
		await inspectFile(join(target, 'linli.db'));
	}, 60_000);

	test('by other means is told to phones with --epoch', async () => {
		const target = at('photos-back');
		const old = epochOf(join(target, 'linli.db'));
		expect((await run('restore', ['--epoch', '--data', target])).code).toBe(0);
		expect(epochOf(join(target, 'linli.db'))).not.toBe(old);
		const both = await run('restore', [at('weekly'), '--epoch', '--data', target]);
		expect(both.code).toBe(2);
	}, 60_000);
});
