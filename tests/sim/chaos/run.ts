import 'fake-indexeddb/auto';
import { actorOf } from '$lib/domain/test-world';
import { dice as diceOf } from '../world';
import { checkReply, checkWorld } from './check';
import { noteScopes } from './scope';
import { checkPhotos } from './check-photos';
import { heldUp } from './check-ages';
import { installDisks } from './disk';
import type { World } from './acts';
import { appointMediators, caseMoves, mediators } from './cases';
import { mixedMoves } from './mixed';
import { askMoves } from './ask';
import { moneyMoves } from './money';
import { raise } from './money-desk';
import { choose, moves } from './moves';
import { freeToGo } from './free';
import { Network } from './network';
import { pictureMoves } from './pictures';
import { ChaosPhone } from './phone';
import { sealingOfWorld } from './seal';
import { openChaosServer } from './server';

/** What a run did, for the report of a failure. */
export interface RunReport {
	seed: number;
	trace: string[];
	/** How often each kind of move was made, and how many operations ended how. */
	counts: Record<string, number>;
}

/** A broken promise, with the seed and the moves that broke it. */
export class BrokenPromise extends Error {
	override name = 'BrokenPromise';
	constructor(
		readonly report: RunReport,
		cause: unknown
	) {
		const words = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
		super(`seed ${report.seed}\n${report.trace.slice(-60).join('\n')}\n${words}`, { cause });
	}
}

const stepsPerRun = 90;

/**
 * What a world has besides harm: nothing in a `plain` one, several versions in a `mixed` one, questions in one where
 * people are `asked`, photos as well in a `pictured` one, money or cases of mediation instead of those in one that has
 * `money` or `case`, and everything in one that has `all`. Seeds that once broke a promise are kept with what they had
 * then, since more moves make another world.
 */
export interface RunOptions {
	kind?: 'plain' | 'mixed' | 'asked' | 'pictured' | 'money' | 'case' | 'all';
}

/** Cycles after which a healed world must be at rest. */
const healingRounds = 12;
/** Each round lets this much time pass, so that what waits for its hour has come, ms. */
const healingPause = 2 * 3_600_000;
/** Cycles in which everything that an older server can settle must be settled. */
const roundsBeforeUpdate = 3;
/** In this round so much time passes, ms, that even a clock which ran ahead no longer waits for what a restore forgot. */
const patienceRound = 3;
const patience = 16 * 86_400_000;

/** Runs one world: harm by the seed's dice, then healing, then all promises are checked. Throws `BrokenPromise`. */
export async function runSeed(seed: number, { kind = 'all' }: RunOptions = {}): Promise<RunReport> {
	installDisks();
	// Dice of their own, so that a plain world plays the same whatever the others begin with.
	const fate = diceOf(seed + 0x5eed);
	const isPlain = kind === 'plain';
	const asked = [...mixedMoves, ...askMoves];
	const more = {
		...{ plain: [], mixed: mixedMoves, asked, pictured: [...asked, ...pictureMoves] },
		...{ money: [...asked, ...moneyMoves], case: [...asked, ...caseMoves] },
		all: [...asked, ...pictureMoves, ...moneyMoves, ...caseMoves]
	};
	const hasMoney = kind === 'money' || kind === 'all';
	const hasCases = kind === 'case' || kind === 'all';
	const all = [...moves, ...more[kind]];
	const report: RunReport = { seed, trace: [], counts: {} };
	const dice = diceOf(seed);
	const server = await openChaosServer({ isOlder: !isPlain && fate() < 0.3 });
	let leak: unknown;
	const network = new Network(server, (phone, path, text) => {
		leak ??= checkReply(world, phone, path, text);
	});
	const world: World = {
		server,
		network,
		dice,
		phones: [],
		serial: `s${seed}`,
		sealing: sealingOfWorld(seed),
		visits: 0,
		album: new Map()
	};
	try {
		if (hasMoney) report.trace.push(`raises ${await raise(world)}`);
		if (hasCases) report.trace.push(`appoints ${await appointMediators(world)}`);
		await server.backup();
		for (const actor of [
			actorOf('gridWorker', 'G'),
			actorOf('gridWorker', 'G2'),
			actorOf('unitLeader', 'U'),
			actorOf('office', 'C'),
			...(hasCases ? mediators : [])
		])
			world.phones.push(await ChaosPhone.open(actor, world));
		for (const phone of world.phones) phone.isOld = !isPlain && fate() < 0.3;
		await noteScopes(world);
		// Half of the worlds begin with phones that have everything already, so that there is something to spoil; those of
		// money or cases alone do, since nobody can collect for or write in what they have not heard of.
		if (seed % 2 === 0 || kind === 'money' || kind === 'case')
			for (const phone of world.phones) await phone.syncWhole();
		for (let step = 0; step < stepsPerRun; step++) {
			const possible = all.filter((one) => one.isPossible?.(world) ?? true);
			const move = choose(possible, dice);
			await noteScopes(world);
			report.trace.push(`${step} ${move.name} …`);
			const told = await move.make(world);
			report.trace.pop();
			report.counts[move.name] = (report.counts[move.name] ?? 0) + 1;
			report.trace.push(`${step} ${move.name} ${told}`);
		}
		await heal(world, report);
		if (leak) throw leak;
		const ends = [...(await checkWorld(world)), ...(await checkPhotos(world))];
		for (const [result, count] of ends) report.counts[result] = count;
		return report;
	} catch (error) {
		throw new BrokenPromise(report, error);
	} finally {
		for (const phone of world.phones) phone.close();
		await server.close();
	}
}

/** The harm ends: everybody has signal, room and a living server, and syncs until nothing moves any more. */
async function heal(world: World, report: RunReport): Promise<void> {
	world.server.revive();
	await noteScopes(world);
	world.network.partitioned.clear();
	world.server.isFull = false;
	for (const phone of world.phones) {
		phone.setFull(false);
		await phone.restart();
		phone.skew = 0;
	}
	if (world.server.isOlder) await restBeforeUpdate(world);
	for (const phone of world.phones) await phone.update();
	for (let round = 1; round <= healingRounds; round++) {
		world.server.advance(round === patienceRound ? patience : healingPause);
		let isAtRest = true;
		for (const phone of world.phones) {
			const waited = freeToGo(await phone.db.outbox.orderBy('seq').toArray()).length;
			const isWhole = await phone.syncWhole();
			const isSent = await phone.photosWhole();
			if (isWhole && isSent && waited === 0) continue;
			isAtRest = false;
			report.trace.push(
				`${phone.actor.name} ${isWhole ? '' : 'is not whole'} ${isSent ? '' : 'has photos'} ${waited} waited`
			);
		}
		report.trace.push(`healing ${round} ${isAtRest ? 'at rest' : ''}`);
		// One more round shows that rest is rest.
		if (isAtRest && round > patienceRound + 1) return;
	}
	throw new Error('the healed world does not come to rest');
}

/** A server that is too old for something keeps nothing else from being settled; afterwards it is updated. */
async function restBeforeUpdate({ server, phones }: World): Promise<void> {
	for (let round = 1; round <= roundsBeforeUpdate; round++) {
		server.advance(healingPause);
		for (const phone of phones) await phone.syncWhole();
	}
	for (const phone of phones) {
		const [late] = heldUp(await phone.db.outbox.orderBy('seq').toArray());
		if (late)
			throw new Error(`${late.operation.command} ${late.opId} is held up by the server's age`);
	}
	server.update();
}
