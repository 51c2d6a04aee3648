import type { Slip, SlipWords } from './slip';
import { wrapped } from './wrapped';

/** A slip as a picture for a chat: always black on white, since it may be printed at the other end. */

const width = 720;
const edge = 48;
const inner = width - 2 * edge;
const face = '-apple-system, "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif';

interface Line {
	text: string;
	size: number;
	weight: number;
	colour: string;
	/** Where it begins, from the left edge. */
	x: number;
	/** Space above it. */
	above: number;
	/** The same line of paper as the one before. */
	beside?: boolean;
}

function linesOf(
	slip: Slip,
	words: SlipWords,
	measure: (text: string, font: string) => number
): Line[] {
	const lines: Line[] = [];
	const add = (text: string, size: number, more: Partial<Line> = {}) => {
		const { x = 0, weight = 400, above = 12 } = more;
		wrapped(text, inner - x, (part) => measure(part, fontOf(size, weight))).forEach((part, i) =>
			lines.push({
				...{ colour: '#1a1a1a', ...more, text: part, size, weight, x },
				...{ above: i === 0 ? above : 6, beside: i === 0 && more.beside === true }
			})
		);
	};
	const { title, number, provisional, notTax } = words.slip;
	add(title, 44, { weight: 600, above: 0 });
	add(`${slip.isFinal ? number : provisional} ${slip.number}`, 26, { colour: '#555555' });
	add(slip.amount, 64, { weight: 600, above: 28 });
	add(slip.capitals, 32, { weight: 500 });
	slip.rows.forEach(({ label, value }, i) => {
		add(label, 28, { colour: '#555555', above: i === 0 ? 32 : 12 });
		add(value, 28, { x: 150, beside: true });
	});
	for (const remark of slip.remarks) add(remark, 28, { colour: '#a3261c', weight: 600, above: 20 });
	add(notTax, 26, { weight: 600, above: 32 });
	return lines;
}

const fontOf = (size: number, weight: number): string => `${weight} ${size}px ${face}`;

/** Space that a code takes at the foot, px. */
const codeSize = 240;

/** Draws a slip; `code` is put at its foot where there is one. Resolves with a PNG. */
export async function slipPicture(
	slip: Slip,
	words: SlipWords,
	code?: CanvasImageSource
): Promise<Blob> {
	const canvas = document.createElement('canvas');
	const pen = canvas.getContext('2d')!;
	const lines = linesOf(slip, words, (text, font) => {
		pen.font = font;
		return pen.measureText(text).width;
	});
	const heights = lines.map(({ size, above, beside }) => (beside ? 0 : above + size * 1.3));
	canvas.width = width;
	canvas.height =
		2 * edge + heights.reduce((sum, one) => sum + one, 0) + (code ? codeSize + 24 : 0);
	pen.fillStyle = '#ffffff';
	pen.fillRect(0, 0, canvas.width, canvas.height);
	pen.strokeStyle = '#999999';
	pen.strokeRect(16, 16, canvas.width - 32, canvas.height - 32);
	pen.textBaseline = 'alphabetic';
	let y = edge;
	lines.forEach(({ text, size, weight, colour, x }, i) => {
		y += heights[i]!;
		pen.font = fontOf(size, weight);
		pen.fillStyle = colour;
		pen.fillText(text, edge + x, y - size * 0.3);
	});
	if (code) pen.drawImage(code, (width - codeSize) / 2, y + 24, codeSize, codeSize);
	return new Promise((resolve, reject) =>
		canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png')
	);
}
