import { crc32, deflateSync } from 'node:zlib';

const chunk = (type: string, data: Buffer): Buffer => {
	const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
	length.writeUInt32BE(data.length);
	sum.writeUInt32BE(crc32(named));
	return Buffer.concat([length, named, sum]);
};

/** A picture in sixteen shades of grey as a small PNG; `shades` has a byte for each point, row by row. */
export function greyPng(shades: Uint8Array, width: number, height: number): Buffer {
	const head = Buffer.alloc(13);
	head.writeUInt32BE(width, 0);
	head.writeUInt32BE(height, 4);
	// Four bits for each point, grey.
	head.set([4, 0, 0, 0, 0], 8);
	const rowBytes = 1 + Math.ceil(width / 2);
	const rows = Buffer.alloc(rowBytes * height);
	for (let y = 0; y < height; y++)
		for (let x = 0; x < width; x++) {
			const shade = Math.round(shades[y * width + x]! / 17);
			rows[y * rowBytes + 1 + (x >> 1)]! |= x % 2 === 0 ? shade << 4 : shade;
		}
	return Buffer.concat([
		Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
		chunk('IHDR', head),
		chunk('IDAT', deflateSync(rows, { level: 9 })),
		chunk('IEND', Buffer.alloc(0))
	]);
}
