import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import type { Page } from '@playwright/test';
import { createServer } from 'vite';
import type { Component } from 'svelte';
import { root } from '../../src/launch/run.mjs';
import type { Picture } from '../../src/lib/views/cases/papers/picture';
import type { Sheet } from '../../src/lib/views/cases/papers/sheet';
import { greyPng } from './grey-png';

// Sheets as they leave the printer: the app's own component and style, the browser's print, and each page as a picture.
// Whatever a machine could do differently is taken out of it: the font is ours, and the pages are drawn by PDFium as
// WebAssembly.

const fontFile = join(root, 'tests/e2e/fonts/papers-song.woff2');

/** The one font of all pictures. */
export const readFont = (): Buffer => readFileSync(fontFile);

const fontStyle = (): string => `
@font-face {
	font-family: 'Papers Song';
	src: url(data:font/woff2;base64,${readFont().toString('base64')});
}
*, *::before, *::after { font-family: 'Papers Song' !important; }
@page case-paper { @bottom-center { font-family: 'Papers Song'; } }`;

/** Draws sheets to the HTML of a page of their own. */
export interface Drawing {
	/** `pictures` are the photos that are there, by their hashes. */
	html(sheets: readonly Sheet[], pictures: Readonly<Record<string, string>>): string;
	end(): Promise<void>;
}

interface PaperProps {
	sheets: readonly Sheet[];
	pictureOf: (sha256: string) => Picture;
}
const pictureIn =
	(pictures: Readonly<Record<string, string>>) =>
	(sha256: string): Picture => {
		const src = pictures[sha256];
		return src ? { src } : { why: 'offline' };
	};

/** Starts what compiles the app's component for papers, the same as in the build. */
export async function startDrawing(): Promise<Drawing> {
	const vite = await createServer({
		...{ appType: 'custom', logLevel: 'error' },
		server: { middlewareMode: true, hmr: false, ws: false, watch: null },
		optimizeDeps: { noDiscovery: true }
	});
	const load = async <T>(path: string) => (await vite.ssrLoadModule(path)) as T;
	const { default: Paper } = await load<{ default: Component<PaperProps> }>(
		'/src/lib/views/cases/papers/Paper.svelte'
	);
	const { render } = await load<typeof import('svelte/server')>('svelte/server');
	const styles = ['/src/app.css', '/src/lib/views/cases/papers/paper-print.css'];
	const css = await Promise.all(
		styles.map(async (path) => (await load<{ default: string }>(`${path}?inline`)).default)
	);
	return {
		html: (sheets, pictures) =>
			`<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><style>${css.join('\n')}</style><style>${fontStyle()}</style></head><body>${render(Paper, { props: { sheets, pictureOf: pictureIn(pictures) } }).body}</body></html>`,
		end: () => vite.close()
	};
}

/** Pixels for each point of 1/72 inch: 96 to the inch. */
const scale = 96 / 72;

let library: Promise<PDFiumLibrary> | undefined;

/** Prints what a page shows, as its own style asks for: a picture for each page that came out. */
export async function printed(page: Page): Promise<Buffer[]> {
	// To begin takes longer than to draw: once for all tests.
	library ??= PDFiumLibrary.init();
	const document = await (await library).loadDocument(await page.pdf({ preferCSSPageSize: true }));
	const pages: Buffer[] = [];
	for (const sheet of document.pages()) {
		const { data, width, height } = await sheet.render({ scale });
		// Papers are black on white: of blue, green and red one says as much as all.
		const shades = new Uint8Array(width * height).map((_, i) => data[i * 4 + 1]!);
		pages.push(greyPng(shades, width, height));
	}
	document.destroy();
	return pages;
}
