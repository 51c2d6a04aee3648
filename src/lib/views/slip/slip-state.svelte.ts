import { askState, findOutHere } from '$lib/app/slip-check';
import type { SlipAnswer, SlipFound } from '$lib/app/slip-check';
import { t } from '$lib/text/text.svelte';

/** What the page says in the end. */
export type Verdict = keyof typeof t.slip.states;

/** How far a check has come. `here` is what this phone found out, `answer` what the server said. */
interface Check {
	code: string;
	here: SlipFound | null;
	answer: SlipAnswer | null;
}

/** Checks the code that the address carries: by this phone at once, then by the books. */
export class SlipChecking {
	current = $state.raw<Check | null>(null);

	/** Looks at a code; '' is none. A later call takes the place of an earlier one. */
	async check(code: string): Promise<void> {
		const mine: Check = { code, here: null, answer: null };
		this.current = code === '' ? null : mine;
		if (code === '') return;
		const here = await findOutHere(code);
		if (this.current !== mine) return;
		const known = { ...mine, here };
		this.current = known;
		// What is not even signed is not asked about.
		if (here.kind !== 'good' && here.kind !== 'cannotTell') return;
		const answer = await askState(code);
		if (this.current === known) this.current = { ...known, answer };
	}

	/** The verdict so far; undefined while the phone or the server is being asked. */
	get verdict(): Verdict | undefined {
		const { here, answer } = this.current ?? {};
		if (!here) return undefined;
		if (here.kind !== 'good' && here.kind !== 'cannotTell') return here.kind;
		if (!answer) return undefined;
		if (answer.state === 'offline' && here.kind === 'cannotTell') return 'cannotTell';
		return answer.state;
	}
}

/** Of which kind a verdict is: for its colour and its sign. */
export const toneOf = (verdict: Verdict): 'good' | 'warn' | 'bad' =>
	verdict === 'valid'
		? 'good'
		: verdict === 'forged' || verdict === 'reversed' || verdict === 'unknown'
			? 'bad'
			: 'warn';
