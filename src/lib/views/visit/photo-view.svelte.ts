import { live } from '$lib/app/live.svelte';
import { localPhoto, remotePhoto } from '$lib/app/photos';

/** Where the photo on the screen comes from, or why there is none. */
export type PhotoSight =
	'loading' | 'form' | 'onPhone' | 'refused' | 'there' | 'notYet' | 'gone' | 'offline';

/** How long after a photo was not to be had it is asked for again, ms. */
const againMs = 10_000;

/**
 * Follows one photo: this phone's own copy while it has one, else the server's, asked for again as long as it has not come.
 * Call it while a component is being set up; without a record that names it only the phone is looked at.
 */
export function watchPhoto(of: () => { recordId: string | undefined; sha256: string }): {
	readonly src: string | undefined;
	readonly sight: PhotoSight;
} {
	let src = $state.raw<string>();
	let sight = $state<PhotoSight>('loading');
	const local = live(() => localPhoto(of().sha256));

	// No state: whoever shows a picture must not run again because it is shown.
	let shown: string | undefined;
	const show = (blob: Blob) => {
		if (shown) URL.revokeObjectURL(shown);
		src = shown = URL.createObjectURL(blob);
	};
	let isThere = false;

	$effect(() => {
		const { recordId, sha256 } = of();
		const own = local.value;
		if (own) {
			show(own.blob);
			isThere = own.state === 'confirmed';
			sight =
				own.state === 'draft'
					? 'form'
					: own.state === 'waiting'
						? 'onPhone'
						: own.state === 'refused'
							? 'refused'
							: 'there';
			return;
		}
		if (local.loading || recordId === undefined) return;
		let timer: ReturnType<typeof setTimeout> | undefined;
		let isLeft = false;
		const ask = async () => {
			const found = await remotePhoto(recordId, sha256);
			if (isLeft) return;
			if (found instanceof Blob) {
				show(found);
				isThere = true;
				sight = 'there';
				return;
			}
			// A picture that was shown from the phone's own copy stays on the screen.
			if (!isThere) sight = found;
			timer = setTimeout(() => void ask(), againMs);
		};
		void ask();
		return () => {
			isLeft = true;
			clearTimeout(timer);
		};
	});

	$effect(() => () => {
		if (shown) URL.revokeObjectURL(shown);
	});

	return {
		get src() {
			return src;
		},
		get sight() {
			return sight;
		}
	};
}
