import * as v from 'valibot';
import { loadDraft, saveDraft } from '$lib/app/drafts';
import { get, type RemoteProblem } from '$lib/app/remote';
import { CaseFiguresReply } from '$lib/domain/dispute/figures';

const key = 'caseFigures';

/** The figures of one month on the screen: those kept from last time at once, then fresh ones if the server answers. */
export class CaseFiguresState {
	/** `YYYY-MM`. */
	month = $state('');
	reply = $state.raw<CaseFiguresReply>();
	/** Why the last attempt brought nothing. What was kept stays on the screen. */
	problem = $state.raw<RemoteProblem['code']>();
	busy = $state(true);

	/** Shows what the device kept of this month, then asks the server. Rejects only if the device's own store is broken. */
	async show(month: string): Promise<void> {
		this.month = month;
		if (this.reply?.month !== month) {
			this.reply = undefined;
			const kept = v.safeParse(CaseFiguresReply, await loadDraft(key));
			if (kept.success && kept.output.month === month) this.reply = kept.output;
		}
		await this.refresh();
	}

	/** Asks the server. Never rejects because of the server. */
	async refresh(): Promise<void> {
		const { month } = this;
		this.busy = true;
		const answer = await get(`/api/case-figures?month=${month}`, CaseFiguresReply);
		// Somebody has gone on to another month meanwhile.
		if (month !== this.month) return;
		this.busy = false;
		this.problem = answer.ok ? undefined : answer.error.code;
		if (!answer.ok) return;
		this.reply = answer.value;
		await saveDraft(key, answer.value);
	}
}
