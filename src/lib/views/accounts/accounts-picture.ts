import type { PublicAccounts } from '$lib/app/public-accounts';
import { t } from '$lib/text/text.svelte';
import { incomeOf, sayDay, sayFen, spendingOf, totalOf, type AccountLine } from './lines';

/** The public accounts as one tall picture, as wide as a phone's screen at three times its size. */

const width = 1080;
const margin = 60;
const columns = 3;
/** A taller picture is refused by old phones; what does not fit stands on the page. */
const tallest = 8_000;

// Black on paper in every theme: the picture is looked at in somebody else's app.
const ink = '#20241f';
const soft = '#565a52';
const line = '#857d6e';
const family = '"PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif';

/** Draws from the top down; told only to measure, it moves on without drawing. */
class Pen {
	y = margin;

	constructor(
		readonly ctx: CanvasRenderingContext2D,
		readonly isDrawing: boolean
	) {}

	private font(size: number, isBold: boolean): void {
		this.ctx.font = `${isBold ? '700' : '400'} ${size}px ${family}`;
	}

	private put(text: string, x: number, colour: string, align: CanvasTextAlign): void {
		if (!this.isDrawing) return;
		this.ctx.fillStyle = colour;
		this.ctx.textAlign = align;
		this.ctx.fillText(text, x, this.y);
	}

	/** Text that is broken where the line ends, letter by letter, as Chinese is. */
	text(words: string, size: number, { isBold = false, colour = ink, room = 0 } = {}): void {
		this.font(size, isBold);
		let rest = '';
		for (const letter of words) {
			if (this.ctx.measureText(rest + letter).width > width - 2 * margin - room) {
				this.step(size, rest, colour);
				rest = '';
			}
			rest += letter;
		}
		this.step(size, rest, colour);
	}

	private step(size: number, words: string, colour: string): void {
		this.y += size * 1.4;
		this.put(words, margin, colour, 'left');
	}

	/** A label and its amount at the other edge. */
	pair({ label, note }: AccountLine, amount: string, isBold = false): void {
		this.text(label, 38, { isBold, room: 320 });
		this.font(38, isBold);
		this.put(amount, width - margin, ink, 'right');
		if (note) this.text(note, 30, { colour: soft });
	}

	/** Short words side by side. */
	row(cells: readonly string[], size: number): void {
		this.font(size, false);
		this.y += size * 1.5;
		const step = (width - 2 * margin) / columns;
		cells.forEach((cell, i) => this.put(cell, margin + i * step, ink, 'left'));
	}

	rule(): void {
		this.y += 28;
		if (this.isDrawing) {
			this.ctx.fillStyle = line;
			this.ctx.fillRect(margin, this.y, width - 2 * margin, 2);
		}
		this.y += 10;
	}
}

function draw(pen: Pen, accounts: PublicAccounts): void {
	const words = t.accounts;
	pen.text(accounts.title, 60, { isBold: true });
	const { from, to } = accounts.shown;
	pen.text(words.place(accounts.place), 32, { colour: soft });
	pen.text(words.period(sayDay(from), sayDay(to)), 32, { colour: soft });
	for (const [title, lines, sum] of [
		[words.income, incomeOf(accounts), words.incomeSum],
		[words.spending, spendingOf(accounts), words.spendingSum]
	] as const) {
		pen.rule();
		pen.text(title, 42, { isBold: true });
		for (const one of lines) pen.pair(one, sayFen(one.fen));
		pen.pair({ label: sum, fen: 0 }, sayFen(totalOf(lines)), true);
	}
	pen.rule();
	pen.pair({ label: words.left, fen: 0 }, sayFen(accounts.leftFen), true);
	pen.rule();
	pen.text(words.doors, 36, { isBold: true });
	for (const { name, doors } of accounts.units) {
		pen.text(name, 32, { colour: soft });
		for (let i = 0; i < doors.length && pen.y < tallest - 300; i += columns)
			pen.row(
				doors.slice(i, i + columns).map(({ door, state }) => `${door} ${words.states[state]}`),
				28
			);
	}
	pen.rule();
	pen.text(words.footer, 28, { colour: soft });
	pen.y += margin;
}

/** The picture as a PNG; null where the browser makes none. */
export async function pictureOf(accounts: PublicAccounts): Promise<Blob | null> {
	const canvas = document.createElement('canvas');
	canvas.width = width;
	const ctx = canvas.getContext('2d');
	if (!ctx) return null;
	const measuring = new Pen(ctx, false);
	draw(measuring, accounts);
	canvas.height = Math.min(tallest, Math.ceil(measuring.y));
	ctx.fillStyle = '#fffdf9';
	ctx.fillRect(0, 0, width, canvas.height);
	draw(new Pen(ctx, true), accounts);
	return new Promise((done) => canvas.toBlob(done, 'image/png'));
}
