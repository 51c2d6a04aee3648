import './require-node.mjs';
import { existsSync, mkdirSync, readdirSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { noteEvent } from './audit-notes.mjs';
import { backupHelp, readBackupOptions } from './copy-options.mjs';
import { countsLine, databaseName, flush, inspectFile, openFile } from './database-file.mjs';
import { ensureInstalled } from './install.mjs';
import { prepareFolder } from './options.mjs';
import { copyPhotos } from './photo-files.mjs';
import { main, say, secondsSince, Trouble } from './say.mjs';

const draftName = /^linli\.db\.unfinished-(\d+)(-journal)?$/;

function isAlive(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error.code === 'EPERM';
	}
}

/** What a killed backup left behind goes; what another one is writing stays. */
function clearDrafts(folder) {
	for (const name of readdirSync(folder)) {
		const pid = draftName.exec(name)?.[1];
		if (pid && !isAlive(Number(pid))) rmSync(join(folder, name));
	}
}

/** The database as it stands at one moment, while servers go on writing. */
async function copyDatabase(source, draft) {
	const connection = await openFile(source);
	try {
		connection.prepare('vacuum into ?').run(draft);
	} catch (error) {
		if (error.code === 'SQLITE_FULL')
			throw new Trouble('磁盘满了，没有备份。', 'The disk is full; there is no backup.', 1);
		throw error;
	} finally {
		connection.close();
	}
}

/** A copy of the whole register has been made: the trail of the database that it was made of says so. */
async function noteBackup(source) {
	const connection = await openFile(source);
	try {
		noteEvent(connection, 'backedUp');
	} finally {
		connection.close();
	}
}

function checkPlaces({ data, folder, force }) {
	if (!existsSync(join(data, databaseName)))
		throw new Trouble(
			`${data} 里没有邻里的数据，用 --data 写明文件夹。`,
			`There is no data of Linli's in ${data}; name the folder with --data.`
		);
	prepareFolder(folder, '备份文件夹', 'the backup folder');
	if (realpathSync(folder) === realpathSync(data))
		throw new Trouble(
			'备份不能放在数据文件夹本身里。',
			'The data folder itself cannot hold the backup.'
		);
	if (!force && existsSync(join(folder, databaseName)))
		throw new Trouble(
			`${folder} 里已有备份，要替换请加 --force。`,
			`There is a backup in ${folder} already; --force replaces it.`
		);
}

await main(async () => {
	const options = readBackupOptions(process.argv.slice(2), process.env);
	if (options.help) {
		process.stdout.write(backupHelp);
		return;
	}
	const { data, folder } = options;
	checkPlaces(options);
	await ensureInstalled();
	// What is written from here on holds names and addresses: for this account only. Packages that had to be installed
	// first stay readable for the account that runs the server.
	process.umask(0o077);
	const since = Date.now();
	clearDrafts(folder);
	const draft = join(folder, `${databaseName}.unfinished-${process.pid}`);
	let counts;
	let photos;
	try {
		await copyDatabase(join(data, databaseName), draft);
		counts = await inspectFile(draft);
		flush(draft);
		// After the database: a photo that it speaks of is there already, and one that came later does no harm.
		mkdirSync(join(folder, 'photos'), { recursive: true, mode: 0o700 });
		photos = copyPhotos(data, folder);
		// Only now is there a backup.
		renameSync(draft, join(folder, databaseName));
		flush(folder);
		await noteBackup(join(data, databaseName));
	} finally {
		rmSync(draft, { force: true });
	}
	const [zh, en] = countsLine(counts);
	say(
		`已备份到 ${folder}：${zh}、${photos.all} 张照片（${secondsSince(since)}）`,
		`Backed up: ${en}, ${photos.all} photos`
	);
	if (photos.damaged.length > 0)
		throw new Trouble(
			`数据文件夹里有 ${photos.damaged.length} 张照片已损坏，没有备份：${photos.damaged.join(' ')}`,
			`That many photos are damaged in the data folder and were left out.`,
			1
		);
});
