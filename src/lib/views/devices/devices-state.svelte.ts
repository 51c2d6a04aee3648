import { readDevices } from '$lib/app/devices';
import type { RemoteProblem } from '$lib/app/remote';
import type { PersonDevices } from '$lib/domain/device/schema';

/** After so long without an answer the page says that the connection is slow, ms. */
const slowMs = 4_000;

/** The people fetched so far. Kept on the screen alone: no phone stores who uses which. */
export class DevicesState {
	people = $state.raw<PersonDevices[]>();
	all = $state(0);
	problem = $state.raw<RemoteProblem['code']>();
	busy = $state(false);
	isSlow = $state(false);
	#name = '';
	#asked = 0;

	/** Whether a search by name brought what is shown. */
	get isSearch(): boolean {
		return this.#name !== '';
	}

	/** Begins anew, with everybody or those whose name holds these words. */
	async search(name: string): Promise<void> {
		const words = name.trim();
		// What was found under another name must not be under the finger when this list takes its place.
		if (words !== this.#name) this.people = undefined;
		this.#name = words;
		await this.#fetch(0);
	}

	/** Fetches the next page. */
	async goOn(): Promise<void> {
		await this.#fetch(this.people?.length ?? 0);
	}

	/** Fetches again what is shown, after something was asked of a device. */
	async again(): Promise<void> {
		const shown = this.people?.length ?? 0;
		await this.#fetch(0);
		while (!this.problem && (this.people?.length ?? 0) < Math.min(shown, this.all))
			await this.goOn();
	}

	async #fetch(after: number): Promise<void> {
		const asked = ++this.#asked;
		this.busy = true;
		this.isSlow = false;
		const timer = setTimeout(() => (this.isSlow = asked === this.#asked), slowMs);
		const answer = await readDevices({ ...(this.#name ? { name: this.#name } : {}), after });
		clearTimeout(timer);
		// Somebody has looked for another name meanwhile.
		if (asked !== this.#asked) return;
		this.busy = this.isSlow = false;
		this.problem = answer.ok ? undefined : answer.error.code;
		if (!answer.ok) return;
		this.all = answer.value.all;
		this.people =
			after > 0 ? [...(this.people ?? []), ...answer.value.people] : answer.value.people;
	}
}
