import type { PublicAccounts } from '$lib/app/public-accounts';
import { saveAs } from '../unsent/save-as';
import { pictureOf } from './accounts-picture';

/** Hands the picture to the phone's own sheet for sharing, or saves it as a file. False where no picture could be made. */
export async function sharePicture(accounts: PublicAccounts): Promise<boolean> {
	const picture = await pictureOf(accounts).catch(() => null);
	if (!picture) return false;
	const file = new File([picture], `${accounts.title}.png`, { type: 'image/png' });
	if (navigator.canShare?.({ files: [file] }))
		try {
			await navigator.share({ files: [file], title: accounts.title });
			return true;
		} catch (error) {
			// Whoever closes the sheet wanted nothing; whatever else it refuses is saved.
			if ((error as DOMException).name === 'AbortError') return true;
		}
	saveAs(file, file.name);
	return true;
}
