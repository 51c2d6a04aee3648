import { t } from '$lib/text/text.svelte';
import { showToast } from '$lib/ui/toast.svelte';
import type { Sent } from './share';

/** Says what became of something that somebody wanted to send, where the phone does not say so itself. */
export function saySent(sent: Sent): void {
	const { saved, copied, shareFailed } = t.fees.slip;
	if (sent === 'saved') showToast({ text: saved });
	if (sent === 'copied') showToast({ text: copied });
	if (sent === 'failed') showToast({ text: shareFailed });
}
