import { flushSync, mount, unmount } from 'svelte';
import { photoReader, type CaseFile, type PhotoLack } from '$lib/app/case-papers';
import type { CaseEntry } from '$lib/domain/dispute/schema';
import { wordsOf } from '$lib/domain/dispute/select';
import texts from '$lib/text/zh-CN/paper-texts';
import Paper from './Paper.svelte';
import css from './paper-print.css?inline';
import type { Part } from './papers';
import { sayLength } from '../say-length';
import { photosIn, soundsIn, type FilePhoto, type FileSound } from './photos-in';
import type { Picture } from './picture';
import { sayNumber, sayTime } from './say';
import type { Sheet } from './sheet';
import { zipOf, type ZipFile } from './zip';

/** A file for the record room. `missing`: how many photos and recordings were not to be had, and so are not in it. */
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

/** A photo or a recording, its name in the archive, and what the list says of it. */
interface Piece {
	sha256: string;
	recordId: string;
	name: string;
	what: string;
}

/** When something was taken or begun, by whom it was brought, and the first words about it. */
function sayPiece(at: number, entry: CaseEntry, ...more: string[]): string {
	const words = wordsOf(entry).words.replace(/\s+/g, ' ').slice(0, 40);
	return [sayTime(at), entry.by.name, ...more, words].join(' ');
}

/** How files of a kind end where the kind's own name is no usual ending. */
const endings: Record<string, string> = { 'image/jpeg': 'jpg', 'audio/mp4': 'm4a' };
const nameOf = (folder: string, i: number, type: string): string =>
	`${folder}/${inTwo(i + 1)}.${endings[type] ?? type.slice(type.indexOf('/') + 1)}`;

const photoPiece = ({ photo, entry }: FilePhoto, i: number): Piece => ({
	...{ sha256: photo.sha256, recordId: entry.id },
	name: nameOf(texts.archive.folder, i, photo.type),
	what: sayPiece(photo.takenAt ?? entry.at, entry)
});

const soundPiece = ({ sound, entry }: FileSound, i: number): Piece => ({
	...{ sha256: sound.sha256, recordId: entry.id },
	name: nameOf(texts.archive.sounds, i, sound.type),
	what: sayPiece(sound.at, entry, sayLength(sound.seconds))
});

/** Photos and recordings of a file under their names in the archive, and why others are not in it. */
async function gather(pieces: readonly Piece[]): Promise<Map<string, ZipFile | PhotoLack>> {
	const found = new Map<string, ZipFile | PhotoLack>();
	const read = photoReader();
	for (const { sha256, recordId, name } of pieces) {
		const one = await read(recordId, sha256);
		const isHere = one instanceof Blob;
		found.set(sha256, isHere ? { name, bytes: new Uint8Array(await one.arrayBuffer()) } : one);
	}
	return found;
}

/**
 * The whole file as one .zip: a page for each part, the photos and recordings that are on this phone or come from the server,
 * and a list of all of it. Pages show the photos that lie beside them.
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
	const pieces = [
		...photosIn(file.entries).map(photoPiece),
		...soundsIn(file.entries).map(soundPiece)
	];
	const gathered = await gather(pieces);
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
	for (const { sha256, what } of pieces) {
		const kept = gathered.get(sha256);
		if (typeof kept === 'object') add(kept.name, kept.bytes, what);
		else absent.push(missing(sha256, what));
	}
	const told = [listTitle(number), made(sayTime(file.now)), '', ...lines];
	const all = absent.length > 0 ? [...told, '', missingHead, ...absent] : told;
	// Editors on old Windows take a text for UTF-8 only where it says so.
	files.unshift({ name: `${list}.txt`, bytes: bytesOf(`\ufeff${all.join('\r\n')}\r\n`) });
	const blob = new Blob(zipOf(files, file.now), { type: 'application/zip' });
	return { blob, name: `${number.replace(/\s/g, '')}.zip`, missing: absent.length };
}
