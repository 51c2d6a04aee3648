import * as v from 'valibot';
import { loadDraft, saveDraft } from '$lib/app/drafts';
import { get, type RemoteProblem } from '$lib/app/remote';
import { FiguresReply } from '$lib/domain/figures';

const key = 'figures';

/** The figures on the screen: those kept from last time at once, then fresh ones if the server answers. */
export class FiguresState {
	reply = $state.raw<FiguresReply>();
	/** Why the last attempt brought nothing. What was kept stays on the screen. */
	problem = $state.raw<RemoteProblem['code']>();
	busy = $state(true);

	/** Shows what the device kept, then asks the server. Rejects only if the device's own store is broken. */
	async start(): Promise<void> {
		// Kept by whichever version was installed then: what no longer fits is fetched anew.
		const kept = v.safeParse(FiguresReply, await loadDraft(key));
		if (kept.success) this.reply = kept.output;
		await this.refresh();
	}

	/** Asks the server. Never rejects because of the server. */
	async refresh(): Promise<void> {
		this.busy = true;
		const answer = await get('/api/figures', FiguresReply);
		this.busy = false;
		this.problem = answer.ok ? undefined : answer.error.code;
		if (!answer.ok) return;
		this.reply = answer.value;
		await saveDraft(key, answer.value);
	}
}
