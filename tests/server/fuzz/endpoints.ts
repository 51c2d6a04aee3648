import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../src/launch/run.mjs';
import { uuid7 } from '../../../src/lib/domain/kernel/uuid';
import { protocolVersion } from '../../../src/lib/protocol/envelope';
import { rawVisit } from '../raw-operation';

/** One method of one route, as the folder of the routes has it. */
export interface Endpoint {
	/** With its parameters in brackets. */
	route: string;
	method: string;
}

const routes = join(root, 'src', 'routes');
const methods = /^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/;

/** `POST /api/sign-in`. */
export const nameOf = ({ method, route }: Endpoint): string => `${method} ${route}`;

/** Every endpoint there is, by its file: a new one is found by itself. */
export function allEndpoints(): Endpoint[] {
	return readdirSync(routes, { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('+server.ts'))
		.sort()
		.flatMap((name) => {
			const text = readFileSync(join(routes, name), 'utf8');
			const declared = [...text.matchAll(/export (?:const|function|async function) (\w+)/g)];
			const listed = [...text.matchAll(/export \{([^}]+)\}/g)].flatMap(([, list]) =>
				list!.split(',').map((one) => ['', one.split(' as ').pop()!.trim()])
			);
			const route = `/${name.slice(0, -'/+server.ts'.length)}`;
			return [...declared, ...listed]
				.map(([, method]) => ({ route, method: method! }))
				.filter(({ method }) => methods.test(method));
		});
}

/** What exists on the server, for bodies that nearly fit. */
export interface Known {
	personId: string;
	householdId: string;
	home: string;
}

const id = () => uuid7(Date.now(), randomBytes(10));
const hash = '0123456789abcdef'.repeat(4);
const token = 'x'.repeat(43);
const span = { from: '2026-01-01', to: '2026-12-31' };

/** A body that the route would understand; null for routes that read none. */
export const bodies: Record<string, (known: Known) => unknown> = {
	'POST /api/accounts': () => ({ campaignId: id() }),
	'POST /api/accounts/objections': () => ({
		id: id(),
		campaignId: id(),
		words: '换门的发票没有贴出来，请说明',
		from: ''
	}),
	'POST /api/audit': () => ({ ...span, person: '某', kind: 'access', outcome: 'ok' }),
	'POST /api/audit/export': () => ({ ...span, to: span.from }),
	'POST /api/demo/sign-in': ({ personId }) => ({ personId }),
	'POST /api/factor/begin': () => ({ challenge: token, password: 'eight chars', code: '000000' }),
	'POST /api/factor/confirm': () => ({ challenge: token, code: '000000' }),
	'POST /api/factor/policy': () => ({ compulsory: true }),
	'POST /api/factor/put-off': () => null,
	'POST /api/factor/remove': () => ({ code: 'abcde-fghjk' }),
	'POST /api/copy': () => ({ householdId: id() }),
	'POST /api/devices': () => ({ name: '某', after: 0 }),
	'POST /api/devices/order': ({ personId }) => ({
		personId,
		deviceId: id(),
		kind: 'wipeNow',
		lost: 3
	}),
	'POST /api/devices/word': () => ({ deviceId: id(), done: { orderId: id(), lost: 0 } }),
	'POST /api/import': () => null,
	'POST /api/import/[jobId]/cancel': () => null,
	'POST /api/import/[jobId]/confirm': () => null,
	'POST /api/invite': ({ personId }) => ({ personId }),
	'POST /api/join': () => ({ token, login: '某某', password: 'eight chars' }),
	'POST /api/join/look': () => ({ token }),
	'POST /api/me/access/end': () => ({ id: id() }),
	'POST /api/me/password': () => ({ current: 'eight chars', next: 'other chars' }),
	'POST /api/passkey/begin': () => ({ password: 'eight chars', code: '000000' }),
	'POST /api/passkey/confirm': () => ({
		challenge: token,
		id: token,
		clientDataJSON: hash,
		attestationObject: hash,
		transports: ['internal']
	}),
	'POST /api/passkey/remove': () => ({ id: token }),
	'POST /api/photos/claim': () => ({ photos: [{ sha256: hash, proof: hash }] }),
	'POST /api/photos/known': ({ personId }) => ({ sha256: [hash], personId }),
	'POST /api/photos/upload': () => null,
	'PATCH /api/photos/upload/[id]': () => null,
	'POST /api/setup': () => ({
		token,
		subdistrict: { name: '万青路街道', code: '150204003' },
		admin: { name: '某某', login: '某某', password: 'eight chars' }
	}),
	'POST /api/sign-in': () => ({ login: '某某', password: 'eight chars' }),
	'POST /api/sign-in/code': () => ({ challenge: token, code: '000000', trust: true }),
	'POST /api/sign-in/passkey': () => ({
		challenge: token,
		id: token,
		clientDataJSON: hash,
		authenticatorData: hash,
		signature: hash
	}),
	'POST /api/sign-in/passkey/begin': () => null,
	'POST /api/sign-out': () => null,
	'POST /api/slips/certify': () => ({ deviceId: id(), publicKey: hash + hash }),
	'POST /api/slips/state': () => ({ code: 'A'.repeat(366) }),
	'POST /api/sync/carry': ({ personId, householdId }) => ({
		protocol: protocolVersion,
		deviceId: id(),
		personId,
		operations: [rawVisit(householdId)]
	}),
	'POST /api/sync/compare': ({ home }) => ({
		protocol: protocolVersion,
		deviceId: id(),
		home,
		rows: []
	}),
	'POST /api/sync/heads': () => ({
		protocol: protocolVersion,
		deviceId: id(),
		token: null,
		report: { version: '0.1.0-abc', unsent: 2, photos: 1 }
	}),
	'POST /api/sync/pull': ({ home }) => ({
		protocol: protocolVersion,
		deviceId: id(),
		from: [[home, 0]],
		limit: 5
	}),
	'POST /api/sync/push': ({ householdId }) => ({
		protocol: protocolVersion,
		deviceId: id(),
		operations: [rawVisit(householdId), rawVisit(householdId, 2)]
	}),
	'POST /api/vault/keep': () => ({ ringId: id(), share: hash }),
	'POST /api/vault/share': () => ({ ringId: id(), password: 'eight chars' })
};
