import { askAccess, endAccess, type Access } from '$lib/app/access';
import type { Failure } from './words';

/** The own sign-in as the server last told it. Nothing of it is kept on the phone. */
export class AccessState {
	access = $state.raw<Access>();
	failure = $state.raw<Failure | null>(null);
	busy = $state(false);

	/** Asks the server; what was told before stays on the screen. Never rejects. */
	async refresh(): Promise<void> {
		this.busy = true;
		const answer = await askAccess();
		this.busy = false;
		this.failure = answer.ok ? null : answer.error;
		if (answer.ok) this.access = answer.value;
	}

	/** Ends one place or (null) all others, then asks again. Whether it worked. */
	async end(id: string | null): Promise<boolean> {
		this.busy = true;
		const answer = await endAccess(id);
		// Somebody else was quicker: the list says so by itself.
		if (!answer.ok && answer.error.code !== 'notFound') {
			this.busy = false;
			this.failure = answer.error;
			return false;
		}
		await this.refresh();
		return true;
	}
}
