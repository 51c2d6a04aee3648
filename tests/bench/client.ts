import { Agent, request } from 'node:http';

/** An answer of the server, with the bytes that its body took on the wire. */
export interface Answer<T> {
	status: number;
	body: T;
	bytes: number;
	cookie: string | undefined;
}

/** A phone as the server sees it: one connection, one session. */
export class Client {
	private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });
	private cookie: string | undefined;

	constructor(private readonly url: string) {}

	/** Signs in with one tap, as a demonstration server allows; answers the session's cookie. Throws when it does not. */
	async signIn(personId: string): Promise<string> {
		const { status, cookie } = await this.post('/api/demo/sign-in', { personId });
		if (status !== 200 || !cookie) throw new Error(`Sign-in was answered with ${status}`);
		this.cookie = cookie;
		return cookie;
	}

	/** Sends JSON and reads JSON. Rejects only when the connection fails. */
	post<T = unknown>(path: string, body: unknown): Promise<Answer<T>> {
		const text = JSON.stringify(body);
		return new Promise((resolve, reject) => {
			const sent = request(
				this.url + path,
				{
					method: 'POST',
					agent: this.agent,
					headers: {
						'content-type': 'application/json',
						'content-length': Buffer.byteLength(text),
						origin: this.url,
						...(this.cookie ? { cookie: this.cookie } : {})
					}
				},
				(response) => {
					const parts: Buffer[] = [];
					response.on('data', (part: Buffer) => parts.push(part));
					response.on('error', reject);
					response.on('end', () => {
						const whole = Buffer.concat(parts);
						resolve({
							status: response.statusCode ?? 0,
							body: JSON.parse(whole.toString()) as T,
							bytes: whole.length,
							cookie: response.headers['set-cookie']?.map((one) => one.split(';')[0]).join('; ')
						});
					});
				}
			);
			sent.on('error', (error) => {
				// The server closed an idle connection just as it was used again; browsers try once more as well.
				if (sent.reusedSocket) resolve(this.post<T>(path, body));
				else reject(error);
			});
			sent.end(text);
		});
	}

	/** Lets go of the connection. */
	close(): void {
		this.agent.destroy();
	}
}
