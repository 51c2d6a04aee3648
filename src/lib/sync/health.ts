import type { CycleProblem } from './phone';

/** What is known about this phone's work; times in epoch ms by the phone's clock. */
export interface HealthFacts {
	waiting: number;
	/** Photos of saved visits that the server has not confirmed. */
	photos: number;
	/** Refused and held operations. */
	troubled: number;
	running: boolean;
	/** The trouble of the last cycle. */
	problem: CycleProblem | 'storageFull' | 'storageBroken' | null;
	lastSuccessAt: number | null;
	lastSaveAt: number | null;
	/** Whether the last whole cycle found counters and counts to agree. */
	countsAgree: boolean;
	/** While rows of the scope are still on their way for the first time. */
	firstSync: { done: number; total: number } | null;
	/** The browser says that little room is left. */
	isSpaceLow: boolean;
	/** Begun days within which the server has to be reached, once that is soon; see `domain/lease.ts`. */
	soonDays?: number | undefined;
}

/** What the person is told, in one line. Codes and numbers; `text/` has the words. */
export interface Health {
	tone: 'quiet' | 'waiting' | 'offline' | 'attention' | 'signIn' | 'first';
	code:
		| 'allSent'
		| 'checking'
		| 'sending'
		| 'waiting'
		| 'photos'
		| 'offline'
		| 'lease'
		| 'attention'
		| 'signIn'
		| 'first'
		| 'storageFull'
		| 'storageBroken'
		| 'spaceLow'
		| 'updateNeeded'
		| 'serverTrouble';
	waiting: number;
	photos: number;
	troubled: number;
	lastSuccessAt: number | null;
	done: number;
	total: number;
	soonDays: number;
}

/**
 * The one true line. The first rule that holds speaks. "All sent" needs proof: nothing waits, and a cycle that
 * began after the last save ended well with every count agreeing.
 */
export function healthOf(facts: HealthFacts): Health {
	const [tone, code] = toneOf(facts);
	const { waiting, photos, troubled, lastSuccessAt, soonDays = 0 } = facts;
	const first = facts.firstSync ?? { done: 0, total: 0 };
	return { tone, code, waiting, photos, troubled, lastSuccessAt, soonDays, ...first };
}

function toneOf(facts: HealthFacts): [Health['tone'], Health['code']] {
	const { problem, waiting } = facts;
	if (problem === 'storageFull' || problem === 'storageBroken') return ['attention', problem];
	if (problem === 'notSignedIn') return ['signIn', 'signIn'];
	// Before what can wait: nobody shall be shut out of their own notebook without having been told.
	if (problem && facts.soonDays) return ['attention', 'lease'];
	if (facts.troubled > 0) return ['attention', 'attention'];
	if (problem === 'protocolNew') return ['attention', 'updateNeeded'];
	if (problem === 'unreachable') return ['offline', 'offline'];
	if (facts.firstSync) return ['first', 'first'];
	if (problem) return ['offline', 'serverTrouble'];
	if (facts.isSpaceLow) return ['attention', 'spaceLow'];
	if (waiting > 0) return ['waiting', facts.running ? 'sending' : 'waiting'];
	if (facts.photos > 0) return ['waiting', 'photos'];
	const isProven =
		facts.countsAgree &&
		facts.lastSuccessAt !== null &&
		facts.lastSuccessAt >= (facts.lastSaveAt ?? 0);
	return isProven ? ['quiet', 'allSent'] : ['waiting', 'checking'];
}
