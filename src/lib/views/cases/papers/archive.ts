import { flushSync, mount, unmount } from 'svelte';
import { photoBytes, type CaseFile } from '$lib/app/case-papers';
import { wordsOf } from '$lib/domain/dispute/select';
import texts from '$lib/text/zh-CN/paper-texts';
import Paper from './Paper.svelte';
import css from './paper-print.css?inline';
import type { Part } from './papers';
import { photosIn, type FilePhoto } from './photos-in';
import { sayNumber, sayTime } from './say';
import type { Sheet } from './sheet';
import { zipOf, type ZipFile } from './zip';

/** A file for the record room. `missing`: how many photos are not on this phone, and so not in it. */
export interface Archive {
	blob: Blob;
	name: string;
	missing: number;
}

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** Draws sheets into a page that stands alone: as on the screen, with the rules for paper in it. */
function pageOf(title: string, sheets: readonly Sheet[]): string {
	const target = document.createElement('div');
	const paper = mount(Paper, { target, props: { sheets } });
	flushSync();
	const body = target.innerHTML;
	void unmount(paper);
	const heading = document.createElement('title');
	heading.textContent = title;
	return `<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">${heading.outerHTML}<style>${css}</style></head><body>${body}</body></html>\n`;
}

const inTwo = (no: number): string => String(no).padStart(2, '0');

/** What a photo is said to be in the list: when, by whom, and the first words about it. */
function sayPhoto({ photo, entry }: FilePhoto): string {
	const words = wordsOf(entry).words.replace(/\s+/g, ' ').slice(0, 40);
	return [sayTime(photo.takenAt ?? entry.at), entry.by.name, words].join(' ');
}

/** The whole file as one .zip: a page for each part, the photos that are on this phone, and a list of all of it. */
export async function archiveOf(file: CaseFile, parts: readonly Part[]): Promise<Archive> {
	const { folder, list, listTitle, made, file: line, missing, missingHead } = texts.archive;
	const number = sayNumber(file);
	const files: ZipFile[] = [];
	const lines: string[] = [];
	const add = (name: string, bytes: Uint8Array<ArrayBuffer>, what: string) => {
		files.push({ name, bytes });
		lines.push(line(name, bytes.length, what));
	};
	parts.forEach(({ sheets }, i) => {
		const title = sheets[0]?.title;
		if (!title) return;
		const page = pageOf(`${title} ${number}`, sheets);
		add(`${inTwo(i + 1)}-${title}.html`, bytesOf(page), title);
	});
	const absent: string[] = [];
	for (const [i, one] of photosIn(file.entries).entries()) {
		const bytes = await photoBytes(one.photo.sha256);
		const ending = one.photo.type === 'image/jpeg' ? 'jpg' : one.photo.type.slice('image/'.length);
		if (bytes) add(`${folder}/${inTwo(i + 1)}.${ending}`, bytes, sayPhoto(one));
		else absent.push(missing(one.photo.sha256, sayPhoto(one)));
	}
	const told = [listTitle(number), made(sayTime(file.now)), '', ...lines];
	const all = absent.length > 0 ? [...told, '', missingHead, ...absent] : told;
	// Editors on old Windows take a text for UTF-8 only where it says so.
	files.unshift({ name: `${list}.txt`, bytes: bytesOf(`\ufeff${all.join('\r\n')}\r\n`) });
	const blob = new Blob(zipOf(files, file.now), { type: 'application/zip' });
	return { blob, name: `${number.replace(/\s/g, '')}.zip`, missing: absent.length };
}
