import { setTimeout as wait } from 'node:timers/promises';
import type { AuditCursor, AuditLine, AuditReply } from '../../../src/lib/domain/audit';
import type { CaseFiguresReply } from '../../../src/lib/domain/dispute/figures';
import type { FiguresReply } from '../../../src/lib/domain/figures';
import { photoProofWords } from '../../../src/lib/protocol/photo';
import { createHash } from 'node:crypto';
import { columns } from '../../../src/lib/server/imports/columns';
import type { ImportStatus } from '../../../src/lib/server/imports/engine';
import { ending, files, open, requests, throughSync, type Who } from './expected';
import { compareWith, json, refused, type Try } from './answers';
import { routes } from './asking';
import { devicesOf, orderTo } from './device-requests';
import { ownAccess } from './own-access';
import { id, visitOf, type MatrixWorld } from './world';

const carryFor =
	(author: Who): Try =>
	async (world, who) => {
		const carry = (personId: string) => {
			const at = Date.now();
			const operation = {
				...{ opId: id(), seq: 1, command: 'visit.log', version: 1, at, clock: `${at}-0000` },
				...{ args: visitOf(world.households.U), base: {}, scope: '' }
			};
			const body = { protocol: 1, deviceId: id(), personId, operations: [operation] };
			return world.ask(who, '/api/sync/carry', json(body));
		};
		return compareWith(await carry(world.people[author]), () => carry(id()));
	};

const photoOf =
	(which: 'leader' | 'worker' | 'offer' | 'invoice'): Try =>
	async (world, who) => {
		const { recordId, sha256 } = world.photos[which];
		const get = (record: string) => world.ask(who, `/api/photos/${record}/${sha256}`);
		return compareWith(await get(recordId), () => get(id()));
	};

const known =
	(author?: Who): Try =>
	async (world, who) => {
		const ask = (personId?: string) => {
			const body = { sha256: [world.photos.worker.sha256], ...(personId ? { personId } : {}) };
			return world.ask(who, '/api/photos/known', json(body));
		};
		return compareWith(await ask(author && world.people[author]), () => ask(id()));
	};

const begin = (world: MatrixWorld, who: Who, personId?: string) => {
	const metadata = { sha256: world.photos.worker.sha256, ...(personId ? { personId } : {}) };
	const headers = {
		'tus-resumable': '1.0.0',
		'upload-length': '100',
		'upload-metadata': Object.entries(metadata)
			.map(([key, value]) => `${key} ${btoa(value)}`)
			.join()
	};
	return world.ask(who, '/api/photos/upload', { method: 'POST', headers });
};

const goOnWith =
	(method: 'HEAD' | 'PATCH'): Try =>
	async (world, who) => {
		const begun = await begin(world, 'worker');
		const name = begun.headers.get('location')!.split('/').at(-1)!;
		const goOn = (upload: string) =>
			world.ask(who, `/api/photos/upload/${upload}`, {
				method,
				headers: {
					'tus-resumable': '1.0.0',
					...(method === 'PATCH'
						? { 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }
						: {})
				},
				...(method === 'PATCH' ? { body: new Uint8Array(10) } : {})
			});
		return compareWith(await goOn(name), () => goOn(name.replace(/.{8}$/, 'ffffffff')));
	};

const sheetFor = (communityCode: string) => {
	const row: Partial<Record<(typeof columns)[number]['key'], string>> = {
		...{ communityCode, grid: '新格', gridCode: `${communityCode}77`, building: '9号楼' },
		...{ unit: '9单元', floor: '1', door: '101' }
	};
	const lines = [columns.map(({ heading }) => heading), columns.map(({ key }) => row[key] ?? '')];
	return new Uint8Array(Buffer.from(lines.map((cells) => cells.join(',')).join('\n')));
};
const importTo = (world: MatrixWorld, who: Who, code: string) =>
	world.ask(who, '/api/import', {
		method: 'POST',
		body: sheetFor(code),
		headers: { 'content-type': 'application/octet-stream' }
	});
async function checked(world: MatrixWorld, who: Who, begun: Response): Promise<ImportStatus> {
	const { jobId } = (await begun.json()) as { jobId: string };
	for (;;) {
		const response = await world.ask(who, `/api/import/${jobId}`);
		const status = (await response.json()) as ImportStatus;
		if (status.phase !== 'reading' && status.phase !== 'checking') return status;
		await wait(10);
	}
}

async function importInto(world: MatrixWorld, who: Who): Promise<string> {
	const begun = await importTo(world, who, '999999001001');
	if (begun.status === 401) return 'login';
	if (!begun.ok) return 'no';
	const here = await checked(world, who, begun);
	if (here.phase === 'ready') return 'yes';
	const nowhere = await checked(world, who, await importTo(world, who, '999999001099'));
	const reasons = ({ problems }: ImportStatus) => problems.map((one) => one.reason).join();
	return reasons(here) === reasons(nowhere) ? 'hidden' : reasons(here);
}

/** An import of the office's that waits for its word, by world: made anew once somebody has given it. */
const readyJob = new WeakMap<MatrixWorld, string>();

async function jobIn(world: MatrixWorld): Promise<string> {
	const known = readyJob.get(world);
	if (known !== undefined) return known;
	const { jobId } = await checked(world, 'office', await importTo(world, 'office', '999999001001'));
	readyJob.set(world, jobId);
	return jobId;
}

const jobOf =
	(what: '' | '/problems' | '/confirm' | '/cancel'): Try =>
	async (world, who) => {
		const jobId = await jobIn(world);
		const isWord = what === '/confirm' || what === '/cancel';
		const ask = (id: string) =>
			world.ask(who, `/api/import/${id}${what}`, isWord ? { method: 'POST' } : {});
		const phase = async () => {
			const now = await world.ask('office', `/api/import/${jobId}`);
			return ((await now.json()) as ImportStatus).phase;
		};
		const answer = await compareWith(await ask(jobId), () => ask(id()));
		if (answer === 'yes' && isWord) {
			readyJob.delete(world);
			// An import that writes is waited for, or the next one would be told that the office is busy.
			while (!['done', 'failed', 'cancelled'].includes(await phase())) await wait(10);
		}
		// Whoever only looks, or is refused, leaves the job as it was.
		else if ((await phase()) !== 'ready') return 'changed the job';
		return answer;
	};

const today = { from: '2026-01-01', to: '2199-12-31' };

/** All lines of the trail that somebody is shown, page by page; or the refusal. */
async function trailOf(world: MatrixWorld, who: Who): Promise<AuditLine[] | Response> {
	const lines: AuditLine[] = [];
	for (let after: AuditCursor | null | undefined; after !== null;) {
		const body = { ...today, ...(after ? { after } : {}) };
		const response = await world.ask(who, '/api/audit', json(body));
		if (!response.ok) return response;
		const page = (await response.json()) as AuditReply;
		lines.push(...page.lines);
		after = page.more;
	}
	return lines;
}

const isShownOf = (world: MatrixWorld, lines: readonly { community: string }[]) =>
	lines.some(({ community }) => community === world.areas.C) ? 'yes' : 'hidden';

const invite =
	(person: Who): Try =>
	async (world, who) => {
		const ask = (personId: string) => world.ask(who, '/api/invite', json({ personId }));
		const real = await ask(world.people[person]);
		// Whoever may invite nobody is told so, whoever it is about.
		if (real.status === 403) return 'no';
		return compareWith(real, () => ask(id()));
	};

const simply =
	(path: string): Try =>
	async (world, who) => {
		const { status } = await world.ask(who, path);
		return status === 200 ? 'yes' : status === 401 || status === 204 ? 'login' : `status ${status}`;
	};

const tries: Record<string, Try> = {
	...ownAccess,
	'GET /api/session': simply('/api/session'),
	'POST /api/sync/carry: for the leader': carryFor('leader'),
	'POST /api/sync/carry: for the office': carryFor('office'),
	"GET /api/photos/[recordId]/[sha256]: the leader's": photoOf('leader'),
	"GET /api/photos/[recordId]/[sha256]: the worker's": photoOf('worker'),
	'GET /api/photos/[recordId]/[sha256]: of an offer': photoOf('offer'),
	'GET /api/photos/[recordId]/[sha256]: of an invoice': photoOf('invoice'),
	"POST /api/photos/known: one's own": known(),
	"POST /api/photos/known: the worker's": known('worker'),
	"POST /api/photos/claim: one's own": async (world, who) => {
		const { sha256, bytes } = world.photos.worker;
		// Proven wrongly: a right proof would make the photo theirs.
		const proof = createHash('sha256').update(photoProofWords).update(bytes.subarray(1));
		const photos = [
			{ sha256, proof: proof.digest('hex') },
			{ sha256: createHash('sha256').update(who).digest('hex'), proof: sha256 }
		];
		const response = await world.ask(who, '/api/photos/claim', json({ photos }));
		if (response.ok && ((await response.json()) as { kept: string[] }).kept.length > 0)
			return 'kept a photo without its proof';
		return response.ok ? 'yes' : response.status === 401 ? 'login' : 'no';
	},
	"POST /api/photos/upload: one's own": async (world, who) =>
		compareWith(await begin(world, who), () => begin(world, who, id())),
	'POST /api/photos/upload: for the worker': async (world, who) =>
		compareWith(await begin(world, who, world.people.worker), () => begin(world, who, id())),
	"HEAD /api/photos/upload/[id]: the worker's": goOnWith('HEAD'),
	"PATCH /api/photos/upload/[id]: the worker's": goOnWith('PATCH'),
	'GET /api/figures: of the community': async (world, who) => {
		const response = await world.ask(who, '/api/figures');
		if (!response.ok) return response.status === 401 ? 'login' : 'no';
		const { communities } = (await response.json()) as FiguresReply;
		return communities.some(({ areaId }) => areaId === world.areas.C) ? 'yes' : 'hidden';
	},
	'GET /api/case-figures: of the community': async (world, who) => {
		const response = await world.ask(who, '/api/case-figures?month=2026-03');
		if (!response.ok) return response.status === 401 ? 'login' : 'no';
		const { communities } = (await response.json()) as CaseFiguresReply;
		return communities.some(({ areaId }) => areaId === world.areas.C) ? 'yes' : 'hidden';
	},
	'POST /api/copy: of a household here': async (world, who) => {
		const copy = (householdId: string) => world.ask(who, '/api/copy', json({ householdId }));
		return compareWith(await copy(world.households.U), () => copy(id()));
	},
	'POST /api/audit: of the community': async (world, who) => {
		const trail = await trailOf(world, who);
		return trail instanceof Response ? refused(trail) : isShownOf(world, trail);
	},
	'POST /api/audit/export: of the community': async (world, who) => {
		const response = await world.ask(who, '/api/audit/export', json(today));
		if (!response.ok) return refused(response);
		const lines = (await response.text()).trim().split('\n');
		return isShownOf(
			world,
			lines.map((line) => JSON.parse(line) as AuditLine)
		);
	},
	'POST /api/import: into the community': importInto,
	"GET /api/import/[jobId]: the office's": jobOf(''),
	"GET /api/import/[jobId]/problems: the office's": jobOf('/problems'),
	"POST /api/import/[jobId]/confirm: the office's": jobOf('/confirm'),
	"POST /api/import/[jobId]/cancel: the office's": jobOf('/cancel'),
	'GET /api/import/template': simply('/api/import/template'),
	"POST /api/vault/keep: one's own": async (world, who) => {
		const body = { ringId: id(), share: 'b'.repeat(64) };
		const response = await world.ask(who, '/api/vault/keep', json(body));
		return response.ok ? 'yes' : refused(response);
	},
	"POST /api/vault/share: the leader's": async (world, who) => {
		const share = (ringId: string) =>
			world.ask(who, '/api/vault/share', json({ ringId, password: world.password }));
		return compareWith(await share(world.ringId), () => share(id()));
	},
	"POST /api/slips/certify: one's own device": async (world, who) => {
		const body = { deviceId: id(), publicKey: 'a'.repeat(128) };
		const response = await world.ask(who, '/api/slips/certify', json(body));
		return response.ok ? 'yes' : refused(response);
	},
	"POST /api/devices: the leader's": devicesOf('leader'),
	"POST /api/devices/order: the leader's": orderTo('leader'),
	"POST /api/devices/order: the office's": orderTo('office'),
	"POST /api/devices/order: the sub-district's": orderTo('sub'),
	'POST /api/invite: the leader': invite('leader'),
	'POST /api/invite: the office': invite('office'),
	'POST /api/invite: the sub-district': invite('sub')
};

/** Ways to ask (method and route) that no row is about, rows that nobody can try, and rows about no route. */
export function requestsWithoutRow(): string[] {
	const verbs = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'fallback'];
	const ways = routes.flatMap(({ path, methods }) =>
		Object.keys(methods)
			.filter((name) => name !== 'prerender')
			.map((method) => {
				if (!verbs.includes(method)) throw new Error(`matrix: ${path} exports ${method}`);
				return `${method} ${path}`;
			})
	);
	const rows = [...requests.keys()];
	const named = new Set([
		...rows.map((row) => row.split(':')[0]!),
		...[...throughSync, ...Object.keys(open), ...files, ending]
	]);
	return [
		...ways.filter((way) => !named.has(way)),
		...[...named].filter((way) => !ways.includes(way)),
		...rows.filter((row) => !tries[row]),
		...Object.keys(tries).filter((row) => !requests.has(row))
	];
}

/** What happens when this person asks for what the row says: an `Answer`, or what else. */
export const tryRequest = (world: MatrixWorld, row: string, who: Who): Promise<string> =>
	tries[row]!(world, who);
