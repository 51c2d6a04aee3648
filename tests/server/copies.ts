import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'libsql';
import { root } from '../../src/launch/run.mjs';

// Backups, restores and checks as an operator starts them, and what a test looks at afterwards.

/** How a command ended. */
export interface Ended {
	code: number | null;
	signal: NodeJS.Signals | null;
	out: string;
	err: string;
}

/** What an operator starts. */
type Script = 'backup' | 'restore' | 'audit-verify';

/** Starts a command; `child` can be killed. */
export function begin(script: Script, args: string[], env: Record<string, string> = {}) {
	const { PATH = '' } = process.env;
	const child = spawn(process.execPath, [join(root, 'src', 'launch', `${script}.mjs`), ...args], {
		env: { PATH, ...env },
		stdio: ['ignore', 'pipe', 'pipe']
	});
	const ended = new Promise<Ended>((done) => {
		let out = '';
		let err = '';
		child.stdout.on('data', (text) => (out += text));
		child.stderr.on('data', (text) => (err += text));
		child.on('close', (code, signal) => done({ code, signal, out, err }));
	});
	return { child, ended };
}
/** Runs a command to its end. */
export const run = (script: Script, args: string[], env?: Record<string, string>) =>
	begin(script, args, env).ended;

/** Reads a database that a server may have open. */
export function ask<T>(file: string, query: string): T[] {
	const db = new Sqlite(file, { timeout: 5_000 });
	try {
		db.exec('pragma query_only = on');
		return db.prepare(query).all() as T[];
	} finally {
		db.close();
	}
}
/** The epoch of a database file. */
export const epochOf = (file: string) =>
	ask<{ value: string }>(file, "select value from installation where key = 'epoch'")[0]!.value;
/** Puts a photo of random contents into a data folder; answers its name. */
export function addPhoto(data: string, bytes: number): string {
	const contents = randomBytes(bytes);
	const name = createHash('sha256').update(contents).digest('hex');
	mkdirSync(join(data, 'photos', name.slice(0, 2)), { recursive: true });
	writeFileSync(photoIn(data, name), contents);
	return name;
}
/** Where a photo lies. */
export const photoIn = (data: string, name: string) => join(data, 'photos', name.slice(0, 2), name);
