// The other side of every peer, as a process of its own: `node serve.mjs <rows.json> <pages folder>`. It reads the rows
// that the bench got from Linli, keeps them in an express-pouchdb (memory) and serves them to RxDB and to the raw page
// as JSON. Writes `{"port": n}` on stdout once everything is there. Plain Node.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import expressPouchdb from 'express-pouchdb';
import PouchDB from 'pouchdb-core';
import mapreduce from 'pouchdb-mapreduce';

const memory = createRequire(import.meta.url)('pouchdb-adapter-memory');
const [rowsFile, pages] = process.argv.slice(2);
const rows = JSON.parse(readFileSync(rowsFile, 'utf8'));

const Memory = PouchDB.plugin(memory).plugin(mapreduce).defaults({ adapter: 'memory' });
const couch = expressPouchdb(Memory, {
	mode: 'minimumForPouchDB',
	inMemoryConfig: true,
	logPath: join(pages, 'couch.log')
});
const db = new Memory('register');
for (let at = 0; at < rows.length; at += 1_000) {
	const documents = rows.slice(at, at + 1_000).map(({ key, ...row }) => ({ _id: key, ...row }));
	for (const answer of await db.bulkDocs(documents)) if (answer.error) throw new Error(answer.name);
}

const html = (name) =>
	`<!doctype html><meta charset="utf-8"><title>${name}</title><script src="/${name}.js"></script>`;

const server = createServer((request, response) => {
	const { pathname, searchParams } = new URL(request.url, 'http://here');
	const send = (type, body) => response.setHeader('content-type', type).end(body);
	if (pathname.startsWith('/couch/')) {
		request.url = request.url.slice('/couch'.length);
		return couch(request, response);
	}
	if (pathname === '/rows') {
		const after = Number(searchParams.get('after'));
		const page = rows.slice(after, after + Number(searchParams.get('limit')));
		return send('application/json', JSON.stringify({ rows: page, after: after + page.length }));
	}
	const script = /^\/(pouch|rxdb|raw)\.js$/.exec(pathname);
	if (script) return send('text/javascript', readFileSync(join(pages, `${script[1]}.js`)));
	const page = /^\/(pouch|rxdb|raw)$/.exec(pathname);
	if (page) return send('text/html', html(page[1]));
	response.statusCode = 404;
	response.end();
});
server.listen(0, '127.0.0.1', () =>
	process.stdout.write(`${JSON.stringify({ port: server.address().port })}\n`)
);
// The bench is gone, however it went.
process.on('disconnect', () => process.exit(0));
