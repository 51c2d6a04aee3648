import { slipCodeOf } from '$lib/app/slips';
import type { Booking } from '$lib/domain/booking/schema';
import { qrOf } from '../people/qr';

/** Dots of the picture for each module of the code. */
const scale = 6;

/** The code by which a slip can be checked, for its picture; undefined where there is none yet. */
export async function codePicture(booking: Booking): Promise<HTMLCanvasElement | undefined> {
	const made = await slipCodeOf(booking);
	if (!made.ok) return undefined;
	const { size, path } = await qrOf(made.value, 'L');
	const canvas = document.createElement('canvas');
	canvas.width = canvas.height = size * scale;
	const pen = canvas.getContext('2d')!;
	pen.fillStyle = '#fff';
	pen.fillRect(0, 0, canvas.width, canvas.height);
	pen.fillStyle = '#000';
	pen.scale(scale, scale);
	pen.fill(new Path2D(path));
	return canvas;
}
