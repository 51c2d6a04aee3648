import { flushSync, mount, unmount } from 'svelte';
import { photoReader, type CaseFile, type PhotoLack } from '$lib/app/case-papers';
import { wordsOf } from '$lib/domain/dispute/select';
import texts from '$lib/text/zh-CN/paper-texts';
import Paper from './Paper.svelte';
import css from './paper-print.css?inline';
import type { Part } from './papers';
import { photosIn, type FilePhoto } from './photos-in';
import type { Picture } from './picture';
import { sayNumber, sayTime } from './say';
import type { Sheet } from './sheet';
import { zipOf, type ZipFile } from './zip';

/** A file for the record room. `missing`: how many photos were not to be had, and so are not in it. */
export interface Archive {
	blob: Blob;
	name: string;
	missing: number;
}

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** Draws sheets into a page that stands alone: as on the screen, with the rules for paper in it. */
function pageOf(
	title: string,
	sheets: readonly Sheet[],
	pictureOf: (sha256: string) => Picture
): string {
	const target = document.createElement('div');
	const paper = mount(Paper, { target, props: { sheets, pictureOf } });
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

/** Photos of a file under their names in the archive, and why others are not in it. */
async function gather(photos: readonly FilePhoto[]): Promise<Map<string, ZipFile | PhotoLack>> {
	const found = new Map<string, ZipFile | PhotoLack>();
	const read = photoReader();
	for (const [i, { photo, entry }] of photos.entries()) {
		const one = await read(entry.id, photo.sha256);
		const ending = photo.type === 'image/jpeg' ? 'jpg' : photo.type.slice('image/'.length);
		const name = `${texts.archive.folder}/${inTwo(i + 1)}.${ending}`;
		const isHere = one instanceof Blob;
		found.set(
			photo.sha256,
			isHere ? { name, bytes: new Uint8Array(await one.arrayBuffer()) } : one
		);
	}
	return found;
}

/**
 * The whole file as one .zip: a page for each part, the photos that are on this phone or come from the server, and a list of
 * all of it. Pages show the photos that lie beside them.
 */
export async function archiveOf(file: CaseFile, parts: readonly Part[]): Promise<Archive> {
	const { list, listTitle, made, file: line, missing, missingHead } = texts.archive;
	const number = sayNumber(file);
	const files: ZipFile[] = [];
	const lines: string[] = [];
	const add = (name: string, bytes: Uint8Array<ArrayBuffer>, what: string) => {
		files.push({ name, bytes });
		lines.push(line(name, bytes.length, what));
	};
	const photos = photosIn(file.entries);
	const gathered = await gather(photos);
	const pictureOf = (sha256: string): Picture => {
		const one = gathered.get(sha256) ?? 'gone';
		return typeof one === 'string' ? { why: one } : { src: one.name };
	};
	parts.forEach(({ sheets }, i) => {
		const title = sheets[0]?.title;
		if (!title) return;
		const page = pageOf(`${title} ${number}`, sheets, pictureOf);
		add(`${inTwo(i + 1)}-${title}.html`, bytesOf(page), title);
	});
	const absent: string[] = [];
	for (const one of photos) {
		const kept = gathered.get(one.photo.sha256);
		if (typeof kept === 'object') add(kept.name, kept.bytes, sayPhoto(one));
		else absent.push(missing(one.photo.sha256, sayPhoto(one)));
	}
	const told = [listTitle(number), made(sayTime(file.now)), '', ...lines];
	const all = absent.length > 0 ? [...told, '', missingHead, ...absent] : told;
	// Editors on old Windows take a text for UTF-8 only where it says so.
	files.unshift({ name: `${list}.txt`, bytes: bytesOf(`\ufeff${all.join('\r\n')}\r\n`) });
	const blob = new Blob(zipOf(files, file.now), { type: 'application/zip' });
	return { blob, name: `${number.replace(/\s/g, '')}.zip`, missing: absent.length };
}
