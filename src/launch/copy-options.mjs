import { join, resolve } from 'node:path';
import { parseOptions } from './options.mjs';
import { root } from './run.mjs';
import { Trouble } from './say.mjs';

/** What `npm run backup -- --help` prints. */
export const backupHelp = `邻里 Linli

npm run backup -- FOLDER [选项 options]

  FOLDER       备份放到这个文件夹：linli.db 和 photos/。  The backup goes here: linli.db and photos/.
  --data DIR   数据文件夹，默认 ./data。  Folder with the data. (LINLI_DATA)
  --force      替换文件夹里原有的备份。  Replace the backup that is there.
  --help       显示这些说明。  These lines.
`;

/** What `npm run restore -- --help` prints. */
export const restoreHelp = `邻里 Linli

npm run restore -- FOLDER [选项 options]
npm run restore -- --epoch

  FOLDER       npm run backup 写的文件夹。  The folder that npm run backup wrote.
  --data DIR   数据文件夹，默认 ./data。  Folder for the data. (LINLI_DATA)
  --epoch      数据库已用别的办法恢复，只告诉手机补回缺的。  The database was restored by other
               means: only let the phones bring back what is missing. (DATABASE_URL)
  --help       显示这些说明。  These lines.
`;

function readCopy(args, env, options) {
	const { values, positionals } = parseOptions(
		args,
		{ data: { type: 'string' }, help: { type: 'boolean', short: 'h' }, ...options },
		true
	);
	if (values.help) return { help: true };
	for (const name of Object.keys(options))
		if (env[`npm_config_${name}`] === 'true')
			throw new Trouble(
				`选项前面要加 --，例如 npm run backup -- FOLDER --${name}。`,
				`Put -- in front of the options, as in npm run backup -- FOLDER --${name}.`
			);
	const data = values.data ?? (env.LINLI_DATA || join(root, 'data'));
	if (data === '') throw new Trouble('选项 --data 后面要写内容。', 'Option --data needs a value.');
	if (positionals.length > 1)
		throw new Trouble(
			`只能写一个文件夹，多了 ${positionals[1]}。`,
			`One folder is enough; ${positionals[1]} is too many.`
		);
	return { ...values, data: resolve(data), folder: positionals[0] && resolve(positionals[0]) };
}

const needFolder = (folder) => {
	if (!folder)
		throw new Trouble(
			'请写备份的文件夹，用 --help 看写法。',
			'Name the folder of the backup; --help shows how.'
		);
};

const onPostgres = (env) => {
	if (env.DATABASE_URL)
		throw new Trouble(
			'数据在 PostgreSQL 里，请用 pg_dump，见 docs/OPERATING.md。',
			'The data is in PostgreSQL: use pg_dump, see docs/OPERATING.md.'
		);
};

/** What was asked of a backup: `{folder, data, force}`, or `{help: true}`. Throws a `Trouble` for what cannot be meant. */
export function readBackupOptions(args, env) {
	const options = readCopy(args, env, { force: { type: 'boolean' } });
	if (options.help) return options;
	needFolder(options.folder);
	onPostgres(env);
	return options;
}

/** What was asked of a restore: `{folder, data}`, `{epoch: true, data}` or `{help: true}`. Throws a `Trouble`. */
export function readRestoreOptions(args, env) {
	const options = readCopy(args, env, { epoch: { type: 'boolean' } });
	if (options.help) return options;
	if (!options.epoch) {
		needFolder(options.folder);
		onPostgres(env);
	} else if (options.folder)
		throw new Trouble('--epoch 不和文件夹一起写。', '--epoch stands alone, without a folder.');
	return options;
}
