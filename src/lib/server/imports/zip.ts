import { crc32, inflateRaw } from 'node:zlib';
import { promisify } from 'node:util';

/*
 * The reader for .xlsx trusts what an archive says of itself. So the archive is opened here first: only what its
 * directory lists, each member unpacked up to a limit that holds whatever the directory claims.
 */

const inflate = promisify(inflateRaw);

/** `damaged`: not a whole archive, or a kind no spreadsheet program writes (encrypted, ZIP64); `bomb`: larger than allowed. */
export type ZipFault = 'damaged' | 'bomb';

/** Thrown by `unzip`; the caller turns it into a problem of the file. */
export class ZipError extends Error {
	constructor(readonly fault: ZipFault) {
		super(fault);
	}
}

const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
const localEntry = 0x04034b50;
const mostMembers = 500;

function findEnd(bytes: Buffer): number {
	// The end record is 22 bytes and a comment of at most 65,535.
	for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 22 - 0xffff); at--)
		if (bytes.readUInt32LE(at) === endOfDirectory) return at;
	throw new ZipError('damaged');
}

interface Member {
	name: string;
	method: number;
	packed: Buffer;
}

function* members(bytes: Buffer): Generator<Member> {
	const end = findEnd(bytes);
	const count = bytes.readUInt16LE(end + 10);
	if (count > mostMembers) throw new ZipError('bomb');
	let at = bytes.readUInt32LE(end + 16);
	for (let i = 0; i < count; i++) {
		if (bytes.readUInt32LE(at) !== directoryEntry) throw new ZipError('damaged');
		const nameLength = bytes.readUInt16LE(at + 28);
		const start = bytes.readUInt32LE(at + 42);
		const isLocked = (bytes.readUInt16LE(at + 8) & 1) === 1;
		if (isLocked || bytes.readUInt32LE(start) !== localEntry) throw new ZipError('damaged');
		const from = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28);
		const to = from + bytes.readUInt32LE(at + 20);
		if (to > bytes.length) throw new ZipError('damaged');
		yield {
			name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
			method: bytes.readUInt16LE(at + 10),
			packed: bytes.subarray(from, to)
		};
		at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
	}
}

async function unpack(member: Member, most: number): Promise<Buffer> {
	if (member.method === 0) {
		if (member.packed.length > most) throw new ZipError('bomb');
		return member.packed;
	}
	if (member.method !== 8) throw new ZipError('damaged');
	return inflate(member.packed, { maxOutputLength: Math.max(1, most) }).catch((error: unknown) => {
		const isTooLarge = (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE';
		throw new ZipError(isTooLarge ? 'bomb' : 'damaged');
	});
}

/**
 * The members that `wanted` asks for, by name, unpacked; together at most `most` bytes. `has` is told every name first.
 * Throws `ZipError`.
 */
export async function unzip(
	bytes: Buffer,
	wanted: (name: string) => boolean,
	most: number
): Promise<Map<string, Buffer>> {
	const found = new Map<string, Buffer>();
	let left = most;
	try {
		for (const member of members(bytes)) {
			if (!wanted(member.name)) continue;
			if (found.has(member.name)) throw new ZipError('damaged');
			const content = await unpack(member, left);
			left -= content.length;
			found.set(member.name, content);
		}
	} catch (error) {
		// Offsets that point outside the file are just another kind of damage.
		throw error instanceof RangeError ? new ZipError('damaged') : error;
	}
	return found;
}

/** An archive of these members, unpacked (method "stored"), for a reader that wants an archive. */
export function zipStored(content: ReadonlyMap<string, Buffer>): Buffer {
	const parts: Buffer[] = [];
	const directory: Buffer[] = [];
	let offset = 0;
	for (const [name, body] of content) {
		const title = Buffer.from(name, 'utf8');
		// From "version needed" to "extra length": the part that both headers share.
		const shared = Buffer.alloc(26);
		shared.writeUInt16LE(20, 0);
		shared.writeUInt16LE(0x0800, 2);
		shared.writeUInt32LE(crc32(body), 10);
		shared.writeUInt32LE(body.length, 14);
		shared.writeUInt32LE(body.length, 18);
		shared.writeUInt16LE(title.length, 22);
		const local = Buffer.alloc(4);
		local.writeUInt32LE(localEntry, 0);
		const central = Buffer.alloc(46);
		central.writeUInt32LE(directoryEntry, 0);
		central.writeUInt16LE(20, 4);
		shared.copy(central, 6);
		central.writeUInt32LE(offset, 42);
		directory.push(central, title);
		parts.push(local, shared, title, body);
		offset += 30 + title.length + body.length;
	}
	const listing = Buffer.concat(directory);
	const end = Buffer.alloc(22);
	end.writeUInt32LE(endOfDirectory, 0);
	end.writeUInt16LE(content.size, 8);
	end.writeUInt16LE(content.size, 10);
	end.writeUInt32LE(listing.length, 12);
	end.writeUInt32LE(offset, 16);
	return Buffer.concat([...parts, listing, end]);
}
