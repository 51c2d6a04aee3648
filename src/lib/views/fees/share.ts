import { saveAs } from '../unsent/save-as';

/** What became of something that somebody wanted to send. */
export type Sent = 'sent' | 'saved' | 'copied' | 'givenUp' | 'failed';

const isGivenUp = (cause: unknown): boolean =>
	cause instanceof DOMException && cause.name === 'AbortError';

/** Hands a picture to the phone's own way of sending, or to its downloads where there is none. */
export async function sharePicture(picture: Blob, name: string): Promise<Sent> {
	const files = [new File([picture], name, { type: picture.type })];
	try {
		if (navigator.canShare?.({ files })) {
			await navigator.share({ files });
			return 'sent';
		}
	} catch (cause) {
		if (isGivenUp(cause)) return 'givenUp';
	}
	saveAs(picture, name);
	return 'saved';
}

/** Hands a text to the phone's own way of sending, or to the clipboard where there is none. */
export async function shareText(text: string): Promise<Sent> {
	try {
		if (navigator.canShare?.({ text })) {
			await navigator.share({ text });
			return 'sent';
		}
	} catch (cause) {
		if (isGivenUp(cause)) return 'givenUp';
	}
	try {
		await navigator.clipboard.writeText(text);
		return 'copied';
	} catch {
		return 'failed';
	}
}
