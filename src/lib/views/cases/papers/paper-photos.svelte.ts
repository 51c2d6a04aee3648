import { untrack } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import { photoReader } from '$lib/app/case-papers';
import type { Picture } from './picture';
import type { Sheet, SheetPhoto } from './sheet';

/** The photos of sheets as far as they have been read. */
export interface PaperPhotos {
	/** What a sheet shows for a photo. */
	pictureOf(sha256: string): Picture;
	/** Nothing is being read any more. */
	readonly isReady: boolean;
	/** How many are not to be had now. */
	readonly absent: number;
}

const photosOf = (sheets: readonly Sheet[]): SheetPhoto[] =>
	sheets.flatMap(({ blocks }) =>
		blocks.flatMap((block) => (block.kind === 'photos' ? block.photos : []))
	);

/**
 * Reads the photos of these sheets, and again those that were not to be had once there is signal. Call it while a component
 * is being set up.
 */
export function watchPaperPhotos(sheets: () => readonly Sheet[]): PaperPhotos {
	const found = new SvelteMap<string, Picture>();
	const photos = $derived(photosOf(sheets()));
	// The sheets are told anew with every change of the case; which photos are on them rarely changes.
	const named = $derived(photos.map(({ sha256 }) => sha256).join());
	let turn = $state(0);
	$effect(() => {
		const again = () => turn++;
		addEventListener('online', again);
		return () => removeEventListener('online', again);
	});

	$effect(() => {
		void [named, turn];
		const wanted = untrack(() =>
			photos.filter(({ sha256 }) => !('src' in (found.get(sha256) ?? {})))
		);
		let isLeft = false;
		const read = async () => {
			const readOne = photoReader();
			for (const { recordId, sha256 } of wanted) {
				// A disk that does not answer has no photo to show, either.
				const one = await readOne(recordId, sha256).catch(() => 'offline' as const);
				if (isLeft) return;
				found.set(sha256, one instanceof Blob ? { src: URL.createObjectURL(one) } : { why: one });
			}
		};
		void read();
		return () => {
			isLeft = true;
		};
	});
	$effect(() => () => {
		for (const one of found.values()) if ('src' in one) URL.revokeObjectURL(one.src);
	});

	return {
		pictureOf: (sha256) => found.get(sha256) ?? { why: 'loading' },
		get isReady() {
			return photos.every(({ sha256 }) => found.has(sha256));
		},
		get absent() {
			return photos.filter(({ sha256 }) => 'why' in (found.get(sha256) ?? {})).length;
		}
	};
}

/** Resolves once every picture in a part of a page is drawn, or cannot be. */
export async function drawn(within: ParentNode): Promise<void> {
	const pictures = [...within.querySelectorAll('img')];
	// What is no picture is drawn as such.
	await Promise.all(pictures.map((one) => one.decode().catch(() => undefined)));
}
