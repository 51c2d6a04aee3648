import './require-node.mjs';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { checkPort, help, prepareFolder, readOptions } from './options.mjs';
import { main, say, Trouble } from './say.mjs';
import { addressesOf, startServer } from './server.mjs';
import { readTls } from './tls-files.mjs';

function greet(options, token) {
	const [address, ...others] = addressesOf(options, process.env);
	process.stdout.write('\n');
	if (options.demo)
		say(
			'演示：虚构的社区，人人都可以一键登录。',
			'Demonstration: an invented community, sign-in by one tap.'
		);
	say(`邻里已启动：${address}`, `Linli is running: ${address}`);
	for (const other of others) process.stdout.write(`  ${other}\n`);
	if (token)
		say(
			`首次设置（链接只能用一次）：${address}/setup#t=${token}`,
			'Set it up with this one-time link.'
		);
	say(`数据：${options.data}`, 'Data');
	say('按 Ctrl-C 停止。', 'Ctrl-C stops it.');
}

await main(async () => {
	const options = readOptions(process.argv.slice(2), process.env);
	if (options.help) {
		process.stdout.write(help);
		return;
	}
	if (options.tls) readTls(options.tls);
	prepareFolder(options.data);
	await checkPort(options.port, options.host);
	await ensureInstalled();
	await ensureBuilt();

	const server = startServer(options);
	let isStopping = false;
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
		process.on(signal, () => {
			if (!isStopping) server.stop();
			isStopping = true;
		});
	const slow = setTimeout(
		() => say('正在准备数据，请稍候…', 'Preparing the data, a moment please …'),
		3_000
	);
	const isReady = await server.ready;
	clearTimeout(slow);
	if (isReady && !isStopping) greet(options, server.token());

	const { code, lastWords } = await server.ended;
	if (isStopping) {
		say('已停止。', 'Stopped.');
		process.exit(0);
	}
	process.stderr.write(`${lastWords.join('\n')}\n`);
	throw new Trouble(
		`服务器意外停止，记录在 ${options.data} 的 server.log。`,
		`The server stopped by itself (${code}); see server.log in that folder.`,
		1
	);
});
