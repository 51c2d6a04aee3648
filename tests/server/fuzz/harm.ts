import fc from 'fast-check';

/** A request's body and what it says to be. */
export interface Sent {
	body: Buffer | null;
	type: string | null;
	/** Whether the length is announced; otherwise the body comes in chunks. */
	hasLength: boolean;
}

const deep = (depth: number, open: string, close: string) =>
	`${open.repeat(depth)}1${close.repeat(depth)}`;

/** Values that have hurt somebody somewhere, as JSON text: some of it cannot be said by `JSON.stringify`. */
const hurtful = fc.constantFrom(
	...['null', 'true', '0', '-0', '-1', '1.5', '1e308', '1e999', '9007199254740993', '1e-320'],
	...[
		'""',
		'" "',
		'"\\u0000"',
		'"a\\u0000b"',
		'"\\ud800"',
		'"\\udc00\\ud800"',
		'"\\u202e"',
		'"\\ufeff"'
	],
	...[
		'[]',
		'{}',
		'[[]]',
		'[null]',
		'{"__proto__":{"polluted":1}}',
		'{"constructor":{"prototype":{}}}'
	],
	...[
		'"__proto__"',
		'"constructor"',
		'"toString"',
		'"../../etc/passwd"',
		'"%00"',
		'"\' or 1=1 --"'
	],
	...['"1; drop table rows"', '"<script>alert(1)</script>"', '"${7*7}"', '"2026-02-30"', '"NaN"'],
	JSON.stringify('长'.repeat(5_000)),
	JSON.stringify('\u0301'.repeat(300)),
	`[${'1,'.repeat(3_000)}1]`,
	deep(60, '[', ']'),
	deep(5_000, '[', ']'),
	deep(500, '{"a":', '}')
);

const anyValue = fc.oneof(
	{ weight: 4, arbitrary: hurtful },
	fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.stringify(value)),
	fc.string({ unit: 'binary', maxLength: 60 }).map((text) => JSON.stringify(text)),
	fc.double().map((value) => JSON.stringify(value)),
	fc.uuid({ version: 7 }).map((text) => JSON.stringify(text))
);

type Path = (string | number)[];

/** Every place in a value, the whole of it first. */
function placesIn(value: unknown, at: Path = []): Path[] {
	if (typeof value !== 'object' || value === null) return [at];
	return [at, ...Object.entries(value).flatMap(([key, part]) => placesIn(part, [...at, key]))];
}

/** JSON text of the value with other text in one place; `undefined` leaves the place out. */
function textWith(value: unknown, path: Path, text: string | undefined): string {
	const [key, ...rest] = path;
	if (key === undefined) return text ?? '';
	const isList = Array.isArray(value);
	const parts = Object.entries(value as object).flatMap(([name, part]) => {
		const isMine = name === String(key);
		if (isMine && rest.length === 0 && text === undefined) return [];
		const said = isMine ? textWith(part, rest, text) : JSON.stringify(part);
		return [isList ? said : `${JSON.stringify(name)}:${said}`];
	});
	return isList ? `[${parts.join(',')}]` : `{${parts.join(',')}}`;
}

/** JSON text that would be understood, but for one thing. */
export const nearlyRight = (right: unknown) =>
	fc
		.record({
			place: fc.constantFrom(...placesIn(right)),
			text: fc.option(anyValue, { nil: undefined, freq: 6 }),
			more: fc.option(fc.tuple(fc.string({ maxLength: 12 }), anyValue), { freq: 6 })
		})
		.map(({ place, text, more }) => {
			const said = textWith(right, place, text);
			if (!more || !said.startsWith('{') || said === '{}') return said;
			return `${said.slice(0, -1)},${JSON.stringify(more[0])}:${more[1]}}`;
		});

const json = 'application/json';

/** Bodies for a route: nearly right ones above all, then broken JSON, other bytes, other types. */
export function harmful(right: unknown): fc.Arbitrary<Sent> {
	const text = right === null ? anyValue : nearlyRight(right);
	const asJson = text.map((said) => ({ body: Buffer.from(said), type: json }));
	const cut = fc
		.tuple(text, fc.double({ min: 0, max: 1, noNaN: true }))
		.map(([said, share]) => Buffer.from(said).subarray(0, Math.floor(said.length * share)));
	const bytes = fc.uint8Array({ maxLength: 400 }).map((some) => Buffer.from(some));
	const badUtf8 = text.map((said) =>
		Buffer.concat([
			Buffer.from(said.slice(0, -1)),
			Buffer.from([0x22, 0xc3, 0x28, 0xff, 0x22, 0x7d])
		])
	);
	const type = fc.constantFrom(
		...[json, 'application/json; charset=utf-16', 'text/plain', 'application/octet-stream'],
		...[
			'application/x-www-form-urlencoded',
			'multipart/form-data; boundary=x',
			'application/offset+octet-stream'
		],
		...['application/json\t', 'a'.repeat(300), null]
	);
	const other = fc.record({
		body: fc.oneof(
			cut,
			bytes,
			badUtf8,
			text.map((said) => Buffer.from(said)),
			fc.constant(null)
		),
		type
	});
	return fc
		.tuple(fc.oneof({ weight: 3, arbitrary: asJson }, other), fc.boolean())
		.map(([sent, hasLength]) => ({ ...sent, hasLength }));
}

/** What stands for a parameter of a route's address. */
export const parameter = fc.oneof(
	fc.uuid({ version: 7 }),
	fc.constantFrom(
		'0123456789abcdef'.repeat(4),
		'%00',
		'%2e%2e%2f%2e%2e%2fetc',
		'..%5c',
		'%ff',
		'%',
		"'",
		'0'.repeat(3_000)
	),
	fc
		.string({ unit: 'binary', minLength: 1, maxLength: 20 })
		.map((text) => encodeURIComponent(text.toWellFormed()))
);
