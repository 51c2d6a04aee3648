import './require-node.mjs';
import {
	copyFileSync,
	existsSync,
	linkSync,
	realpathSync,
	renameSync,
	rmSync,
	statSync,
	unlinkSync
} from 'node:fs';
import { join } from 'node:path';
import { headOf, noteEvent, setHeadsAside } from './audit-notes.mjs';
import { readRestoreOptions, restoreHelp } from './copy-options.mjs';
import { countsLine, databaseName, flush, inspectFile, openFile } from './database-file.mjs';
import {
	beginEpoch,
	beginEpochOnPostgres,
	keepDevices,
	keepSignIns,
	voidFactors
} from './epoch.mjs';
import { lockFolder } from './folder-lock.mjs';
import { ensureInstalled } from './install.mjs';
import { prepareFolder } from './options.mjs';
import { copyPhotos } from './photo-files.mjs';
import { main, say, Trouble } from './say.mjs';

/** A second name for a file, or a copy where the disk knows no second names. */
function alsoAs(file, name) {
	try {
		linkSync(file, name);
	} catch {
		copyFileSync(file, name);
	}
	flush(name);
}

/** Brings everything of the old database into its one file. False when it can no longer be read. */
async function isSound(file) {
	if (!existsSync(file)) return false;
	try {
		await inspectFile(file);
	} catch (error) {
		if (!(error instanceof Trouble)) throw error;
		say('原来的数据库读不出来。', 'The old database cannot be read.');
		return false;
	}
	const connection = await openFile(file);
	try {
		if (connection.prepare('pragma wal_checkpoint(truncate)').get().busy === 0) return true;
	} finally {
		connection.close();
	}
	throw new Trouble(
		`有别的程序正在使用 ${file}，请先关掉它。`,
		`Another program has ${file} open; close it first.`
	);
}

/** The old database and what belongs to it get a second name beside the first. Answers the name, null without one. */
function setAside(file) {
	if (!existsSync(file)) return null;
	const kept = `${file}.before-restore-${new Date().toISOString().replace(/[-:]|\.\d+/g, '')}`;
	// The journal of a database that could not be opened goes along: under this name SQLite finds it again.
	for (const part of ['-wal', '-journal'])
		if (statSync(file + part, { throwIfNoEntry: false })?.size > 0)
			alsoAs(file + part, kept + part);
	alsoAs(file, kept);
	return kept;
}

/** Whether the secret that seals second factors is there (`server/auth/secret.ts`); no backup holds it. */
const hasSecret = (data) =>
	Boolean(process.env.LINLI_SECRET) || existsSync(join(data, 'session-secret'));

async function restore({ folder, data }) {
	const source = join(folder, databaseName);
	const counts = await inspectFile(source);
	prepareFolder(data);
	if (realpathSync(folder) === realpathSync(data))
		throw new Trouble(
			'这是数据文件夹本身，不是备份。',
			'This is the data folder itself, no backup.'
		);
	const release = await lockFolder(data);
	const file = join(data, databaseName);
	const draft = `${file}.restoring`;
	try {
		rmSync(draft, { force: true });
		copyFileSync(source, draft);
		const isOldSound = await isSound(file);
		const connection = await openFile(draft);
		let isKept;
		let areDevicesKept;
		let factorsGone = 0;
		try {
			isKept = isOldSound && keepSignIns(connection, file);
			areDevicesKept = isOldSound && keepDevices(connection, file);
			if (!hasSecret(data)) factorsGone = voidFactors(connection);
			noteEvent(connection, 'restored', isOldSound ? await headOf(file) : null);
			beginEpoch(connection, { voidLinks: !isKept });
		} finally {
			connection.close();
		}
		await inspectFile(draft);
		flush(draft);
		const photos = copyPhotos(folder, data, { verify: true });
		const kept = setAside(file);
		flush(data);
		// A journal of the old database must never meet the new one.
		for (const part of ['-wal', '-shm', '-journal'])
			if (existsSync(file + part)) unlinkSync(file + part);
		renameSync(draft, file);
		setHeadsAside(data);
		flush(data);
		return { counts, photos, kept, isKept, areDevicesKept, factorsGone };
	} finally {
		rmSync(draft, { force: true });
		release();
	}
}

function sayAskAgain() {
	say(
		'备份以后要求退出或清除的设备，请到“设备”页上再要求一次。',
		'Devices that were asked to sign out or be cleared since the backup must be asked again.'
	);
}

function tell({ data }, { counts, photos, kept, isKept, areDevicesKept, factorsGone }) {
	const [zh, en] = countsLine(counts);
	say(
		`已恢复到 ${data}：${zh}、${photos.all - photos.damaged.length} 张照片`,
		`Restored: ${en}, ${photos.all - photos.damaged.length} photos`
	);
	if (kept) say(`原来的数据库还在：${kept}`, 'The old database is kept');
	if (isKept) say('登录不变。', 'Whoever is signed in stays signed in.');
	else
		say(
			'登录和密码回到备份时的样子，未用的邀请链接已作废。',
			'Sign-ins and passwords are those of the backup; open links are void.'
		);
	if (factorsGone > 0)
		say(
			`没有 session-secret，${factorsGone} 个人的第二道验证已取消，请他们重新设置。`,
			'Without session-secret second steps cannot be checked; they are undone.'
		);
	if (!areDevicesKept) sayAskAgain();
	say(
		'启动之后，手机会自动把备份以后的记录补上来。',
		'After the start, phones bring back what was written since the backup.'
	);
	if (photos.damaged.length > 0)
		throw new Trouble(
			`备份里有 ${photos.damaged.length} 张照片已损坏，没有恢复：${photos.damaged.join(' ')}`,
			'That many photos are damaged in the backup and were left out.',
			1
		);
}

async function onlyEpoch({ data }) {
	const url = process.env.DATABASE_URL;
	if (url) await beginEpochOnPostgres(url);
	else {
		const file = join(data, databaseName);
		await inspectFile(file);
		const connection = await openFile(file);
		try {
			noteEvent(connection, 'restored');
			beginEpoch(connection, { voidLinks: true });
		} finally {
			connection.close();
		}
	}
	setHeadsAside(data);
	sayAskAgain();
	say(
		'好了：手机下次同步时会补上缺的记录。',
		'Done: phones bring back what is missing at their next sync.'
	);
}

await main(async () => {
	const options = readRestoreOptions(process.argv.slice(2), process.env);
	if (options.help) {
		process.stdout.write(restoreHelp);
		return;
	}
	await ensureInstalled();
	// The databases that are written from here on are for this account only.
	process.umask(0o077);
	if (options.epoch) await onlyEpoch(options);
	else tell(options, await restore(options));
});
