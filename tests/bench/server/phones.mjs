// The phones of a rush hour, as a process of its own: `node phones.mjs <plan.json>`. Bodies are prepared, answers looked at
// only as far as a phone has to, so that what is measured is the server. Writes one line of JSON on stdout: `Outcome` in
// load.ts. Plain Node.
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';

const plan = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const origin = `http://${plan.host}:${plan.port}`;

function post(agent, cookie, path, body) {
	return new Promise((resolve, reject) => {
		const sent = request(
			{
				host: plan.host,
				port: plan.port,
				path,
				method: 'POST',
				agent,
				headers: {
					'content-type': 'application/json',
					'content-length': Buffer.byteLength(body),
					origin,
					cookie
				}
			},
			(response) => {
				const parts = [];
				response.on('data', (part) => parts.push(part));
				response.on('error', reject);
				response.on('end', () => {
					const text = Buffer.concat(parts).toString();
					if (response.statusCode === 200) resolve(text);
					else reject(new Error(`${path} ${response.statusCode} ${text.slice(0, 200)}`));
				});
			}
		);
		sent.on('error', (error) => {
			// The server closed an idle connection just as it was used again; browsers try once more as well.
			if (sent.reusedSocket) resolve(post(agent, cookie, path, body));
			else reject(error);
		});
		sent.end(body);
	});
}

const countOf = (text, part) => text.split(part).length - 1;
let rows = 0;

async function push(agent, { cookie, push: body, operations }) {
	const text = await post(agent, cookie, '/api/sync/push', body);
	const applied = countOf(text, '"result":"applied"');
	if (applied !== operations) throw new Error(`push: ${applied} of ${operations} were applied`);
}

/** Heads, then the homes that moved since the phone was last here, page after page. */
async function pull(agent, { cookie, deviceId, token, cursors }) {
	const ask = { protocol: plan.protocol, deviceId };
	const { heads } = JSON.parse(
		await post(agent, cookie, '/api/sync/heads', JSON.stringify({ ...ask, token }))
	);
	const known = new Map(cursors);
	let wanted = (heads ?? []).filter(([home, seq]) => seq > (known.get(home) ?? 0));
	while (wanted.length > 0) {
		const asked = wanted.slice(0, 200).map(([home]) => [home, known.get(home) ?? 0]);
		const page = JSON.parse(
			await post(
				agent,
				cookie,
				'/api/sync/pull',
				JSON.stringify({ ...ask, from: asked, limit: plan.limit })
			)
		);
		rows += page.rows.length;
		for (const [home, seq] of page.cursors) known.set(home, seq);
		if (page.cursors.length === 0) throw new Error('pull: a page brought the phone no further');
		wanted = wanted.filter(([home, seq]) => known.get(home) < seq);
	}
}

const took = [];
const problems = [];

async function sync(device, agent) {
	const began = performance.now();
	try {
		await push(agent, device);
		if (plan.isPulling) await pull(agent, device);
		took.push(performance.now() - began);
	} catch (error) {
		problems.push(error.message);
	}
}

/** Each phone comes at its own moment over its own connection. */
function spread() {
	return Promise.all(
		plan.devices.map(async (device, i) => {
			await new Promise((done) => setTimeout(done, (i * plan.spreadMs) / plan.devices.length));
			const agent = new Agent({ keepAlive: true, maxSockets: 1 });
			await sync(device, agent);
			agent.destroy();
		})
	);
}

/** All at the door at once: `lanes` connections, each taking the next phone as soon as it has finished one. */
async function flood() {
	const agent = new Agent({ keepAlive: true, maxSockets: plan.lanes });
	const waiting = plan.devices.values();
	const lane = async () => {
		for (const device of waiting) await sync(device, agent);
	};
	await Promise.all(Array.from({ length: plan.lanes }, lane));
	agent.destroy();
}

const began = performance.now();
await (plan.spreadMs > 0 ? spread() : flood());
const wallMs = performance.now() - began;
const { user, system } = process.cpuUsage();
process.stdout.write(
	`${JSON.stringify({ wallMs, took, problems, rows, cpuMs: (user + system) / 1_000 })}\n`
);
