import { checkSlip } from '$lib/domain/slip/check';
import { readSlip } from '$lib/domain/slip/code';
import type { SlipFacts } from '$lib/domain/slip/schema';
import { canSign, verify } from '$lib/protocol/signing';
import { SlipStateReply } from '$lib/protocol/slip';
import { post } from './remote';
import { askServerKeys, serverKeysHere } from './slip-servers';

/**
 * What a phone finds out about a code by itself. `good`: really signed, with what it says. `cannotTell`: the server's keys
 * are not here, or this browser checks nothing; the server still can.
 */
export type SlipFound =
	| { kind: 'good'; facts: SlipFacts }
	| { kind: 'cannotTell'; facts: SlipFacts }
	| { kind: 'forged' }
	| { kind: 'unreadable' }
	| { kind: 'otherVersion' };

/** What the server says of it; `offline` when it does not answer, `busy` when it asks for patience. */
export type SlipAnswer = SlipStateReply | { state: 'offline' | 'busy' };

/** Checks a code on this phone. Asks the server for its keys only where those here are not enough. */
export async function findOutHere(code: string): Promise<SlipFound> {
	const read = readSlip(code);
	if (!read.ok) return { kind: read.error };
	const { facts } = read.value;
	if (!canSign()) return { kind: 'cannotTell', facts };
	let checked = await checkSlip(code, await serverKeysHere(), verify);
	if (checked.kind === 'unknownKey')
		checked = await checkSlip(code, (await askServerKeys()) ?? [], verify);
	if (checked.kind === 'unknownKey') return { kind: 'cannotTell', facts };
	return checked.kind === 'good' ? { kind: 'good', facts } : { kind: checked.kind };
}

/** Asks the server how the payment stands. Never throws. */
export async function askState(code: string): Promise<SlipAnswer> {
	const answer = await post('/api/slips/state', { code }, SlipStateReply);
	if (answer.ok) return answer.value;
	return { state: answer.error.code === 'busy' ? 'busy' : 'offline' };
}
