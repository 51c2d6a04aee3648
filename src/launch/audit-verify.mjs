import './require-node.mjs';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Broken, checkChain } from './audit-check.mjs';
import { openSnapshot } from './audit-database.mjs';
import { ensureInstalled } from './install.mjs';
import { parseOptions } from './options.mjs';
import { root } from './run.mjs';
import { main, say, secondsSince, Trouble } from './say.mjs';

const help = `邻里 Linli

npm run audit:verify [-- 选项 options]

  --data DIR   数据文件夹，默认 ./data。  Folder with the data. (LINLI_DATA)
  --head HASH  以前记下的链尾，必须还在链里。  A head noted earlier; it must still be in the chain.
  --heads FILE 链尾的清单，默认是数据文件夹里的 audit-heads.txt。  A list of heads; audit-heads.txt in the data
               folder by default.
  --help       显示这些说明。  These lines.

环境变量 Environment: DATABASE_URL (PostgreSQL)
`;

const headPattern = /^[0-9a-f]{64}$/;

function readOptions(args, env) {
	const text = { type: 'string' };
	const { values } = parseOptions(args, {
		data: text,
		head: text,
		heads: text,
		help: { type: 'boolean', short: 'h' }
	});
	if (values.help) return { help: true };
	for (const name of ['head', 'heads'])
		if (env[`npm_config_${name}`] !== undefined)
			throw new Trouble(
				`选项前面要加 --，例如 npm run audit:verify -- --${name} …。`,
				`Put -- in front of the options, as in npm run audit:verify -- --${name} ….`
			);
	if (values.head !== undefined && !headPattern.test(values.head))
		throw new Trouble('--head 后面是 64 位的链尾。', 'After --head comes a head of 64 characters.');
	const data = values.data ?? (env.LINLI_DATA || join(root, 'data'));
	if (data === '') throw new Trouble('选项 --data 后面要写内容。', 'Option --data needs a value.');
	const folder = resolve(data);
	return {
		data: folder,
		url: env.DATABASE_URL,
		head: values.head,
		heads: headsFile(values, folder)
	};
}

function headsFile({ heads }, folder) {
	if (heads === undefined) {
		const usual = join(folder, 'audit-heads.txt');
		return existsSync(usual) ? usual : undefined;
	}
	if (!existsSync(heads))
		throw new Trouble(`没有 ${heads} 这个文件。`, `There is no file ${heads}.`);
	return resolve(heads);
}

/** The heads of a list; a last line that a power cut left unfinished does not count. */
const readHeads = (file) =>
	readFileSync(file, 'utf8')
		.split('\n')
		.slice(0, -1)
		.map((line) => {
			const [number, hash] = line.split(' ');
			if (!/^\d+$/.test(number) || !headPattern.test(hash))
				throw new Trouble(`${file} 不是链尾的清单。`, `${file} is not a list of heads.`);
			return { number: Number(number), hash };
		});

const faults = {
	blockMissing: ['第 # 块不见了', 'block # is missing'],
	blockMoved: ['第 # 块接不上前一块', 'block # does not follow the one before'],
	blockChanged: ['第 # 块被改过', 'block # was changed'],
	lineMissing: ['第 # 块的一行不见了', 'a line of block # is missing'],
	lineChanged: ['第 # 块的一行被改过', 'a line of block # was changed'],
	lineInserted: ['多出没有封存的旧的一行', 'an old line stands in no block'],
	headUnknown: [
		'链里没有这个链尾，后面被截掉或换掉了',
		'this head is not in the chain, whose end was cut off or replaced'
	]
};

function tell({ code, block, line }) {
	const [zh, en] = faults[code].map((text) => text.replace('#', String(block)));
	return new Trouble(
		`审计记录不完整：${zh}${line ? `（${line}）` : ''}。`,
		`The audit trail is broken: ${en}.`,
		1
	);
}

await main(async () => {
	const options = readOptions(process.argv.slice(2), process.env);
	if (options.help) {
		process.stdout.write(help);
		return;
	}
	await ensureInstalled();
	const heads = options.heads ? readHeads(options.heads) : [];
	if (options.head) heads.push({ number: undefined, hash: options.head });
	const since = Date.now();
	const db = await openSnapshot(options);
	let sum;
	try {
		sum = await checkChain(db, { heads, now: since });
	} catch (error) {
		if (error instanceof Broken) throw tell(error);
		if (/no such (table|column)|42P01|42703/.test(`${error.message} ${error.code}`))
			throw new Trouble(
				'这个数据库还没有审计记录，或者来自旧版本，请先用这个版本启动一次。',
				'This database has no audit trail yet, or an earlier version made it; start this version once first.'
			);
		throw error;
	} finally {
		await db.end();
	}
	const { blocks, lines, dropped, redacted, open, head } = sum;
	say(
		`审计记录完整：${blocks} 块、${lines} 行，${open} 行待封存，${dropped} 行已到期删除，${redacted} 行的文字已按要求删除，核对了 ${heads.length} 个链尾（${secondsSince(since)}）`,
		`The audit trail is whole: ${blocks} blocks, ${lines} lines, ${open} not sealed yet, ${dropped} dropped after their time, ${redacted} without their words, as somebody asked; ${heads.length} heads compared`
	);
	if (blocks > 0)
		say(`链尾：${head.hash}`, `Head of block ${head.number}: keep it outside of this machine`);
});
