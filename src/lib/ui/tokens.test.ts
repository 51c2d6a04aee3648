import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync('src/lib/ui/tokens.css', 'utf8');

/** The custom properties declared in the first block that opens with `selector`. */
function tokensOf(selector: string): Record<string, string> {
	const start = css.indexOf(`${selector} {`);
	if (start < 0) throw new Error(`no block ${selector}`);
	const block = css.slice(start, css.indexOf('}', start));
	return Object.fromEntries(
		[...block.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name!, value!.trim()])
	);
}

const light = tokensOf(':root');
const dark = tokensOf(":root[data-theme='dark']");
const darkBySystem = tokensOf(":root:not([data-theme='light'], [data-theme='dark'])");
const elder = { ...light, ...tokensOf(":root[data-size='elder']") };

/** Relative luminance of `#rrggbb` (WCAG 2.2). */
function luminance(hex: string): number {
	const [r, g, b] = [1, 3, 5].map((at) => {
		const part = parseInt(hex.slice(at, at + 2), 16) / 255;
		return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
	}) as [number, number, number];
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
	const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
	return (high + 0.05) / (low + 0.05);
}

/** Every ink and the grounds it is used on. */
const words: [ink: string, grounds: string[]][] = [
	['ink', ['paper', 'surface', 'sunken']],
	['ink-soft', ['paper', 'surface', 'sunken']],
	['accent-ink', ['paper', 'surface', 'sunken', 'accent-soft']],
	['on-accent', ['accent', 'accent-press']],
	['good-ink', ['paper', 'surface', 'good-soft']],
	['warn-ink', ['paper', 'surface', 'warn-soft']],
	['bad-ink', ['paper', 'surface', 'bad-soft', 'sunken']],
	['on-bad', ['bad']],
	['quiet-ink', ['paper', 'surface', 'quiet-soft', 'sunken']],
	['paper', ['ink']]
];
/** Borders and rings that tell where something is. */
const lines: [line: string, grounds: string[]][] = [
	['line-strong', ['paper', 'surface', 'sunken']],
	['accent', ['paper', 'surface', 'sunken']],
	['bad', ['paper', 'surface']]
];
const pairsOf = (table: [string, string[]][]) =>
	table.flatMap(([ink, grounds]) => grounds.map((ground) => [ink, ground] as const));

describe.each([
	['light', light],
	['dark', { ...light, ...dark }]
])('the %s colours', (_, tokens) => {
	it.each(pairsOf(words))('let %s be read on %s (4.5 : 1)', (ink, ground) => {
		expect(contrast(tokens[ink]!, tokens[ground]!)).toBeGreaterThanOrEqual(4.5);
	});
	it.each(pairsOf(lines))('let %s be made out on %s (3 : 1)', (line, ground) => {
		expect(contrast(tokens[line]!, tokens[ground]!)).toBeGreaterThanOrEqual(3);
	});
});

it('is as dark by the system as by choice', () => {
	expect(darkBySystem).toEqual(dark);
});

describe('sizes', () => {
	const px = (tokens: Record<string, string>, name: string) => parseFloat(tokens[name]!) * 16;

	it('give a thumb 44 px, and 60 px in large type', () => {
		expect(px(light, 'target')).toBeGreaterThanOrEqual(44);
		expect(px(elder, 'target')).toBeGreaterThanOrEqual(60);
		expect(px(light, 'tile-height')).toBeGreaterThanOrEqual(44);
		expect(px(elder, 'tile-height')).toBeGreaterThanOrEqual(60);
		expect(px(elder, 'tile-min')).toBeGreaterThanOrEqual(60);
	});
	it('keep large type between 18 and 30 px', () => {
		for (const step of ['xs', 's', 'm', 'l', 'xl']) {
			expect(px(elder, `text-${step}`)).toBeGreaterThanOrEqual(18);
			expect(px(elder, `text-${step}`)).toBeLessThanOrEqual(30);
			expect(px(elder, `text-${step}`)).toBeGreaterThan(px(light, `text-${step}`));
		}
	});
	it('leave room between lines', () => {
		expect(Number(light['leading'])).toBeGreaterThanOrEqual(1.5);
		expect(Number(light['leading-tight'])).toBeGreaterThanOrEqual(1.3);
	});
});
