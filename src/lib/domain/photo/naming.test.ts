import { describe, expect, test } from 'vitest';
import { commandByName, kindOf } from '../registry';
import { idOf, actorOf, testWorld } from '../test-world';
import { people } from '../booking/test-fees';
import { draftArgs, feeContent, twoLevies } from '../campaign/test-campaigns';
import { hashesInArgs, namingKinds, attachmentsIn } from './naming';
import { Cases, note, people as mediators } from '../dispute/test-cases';
import { soundNamed } from '../sound/test-sounds';
import { photoNamed } from './test-pictures';

const [a, b, c, d] = [photoNamed('a'), photoNamed('b'), photoNamed('c'), photoNamed('d')];
const worker = actorOf('gridWorker', 'G');
const [offer] = feeContent().offers;

const draft = draftArgs({ offers: [{ ...offer!, photos: [a, b] }] });
const payment = {
	...{ id: idOf('P'), campaignId: idOf('camp'), supplierId: idOf('offer'), fen: 100, words: '' },
	photos: [d]
};
const log = {
	...{ id: idOf('V'), householdId: idOf('H'), result: 'matter', needs: [], words: '' },
	photos: [c]
};

/** Each kind with the act that names photos, who does it, and what it names. */
const acts = [
	{ kind: 'visit', id: 'V', command: 'visit.log', who: worker, args: log, photos: [c] },
	{
		kind: 'campaign',
		id: 'camp',
		command: 'campaign.draft',
		who: people.office,
		args: draft,
		photos: [a, b]
	},
	{ kind: 'booking', id: 'P', command: 'fee.pay', who: people.second, args: payment, photos: [d] }
] as const;

describe('records that name photos', () => {
	const world = testWorld();
	for (const { command, who, args } of acts) {
		expect(world.run(who, command, args)).toBe('ok');
		if (command === 'campaign.draft')
			world.run(who, 'campaign.open', { id: idOf('camp'), seen: 1, levies: twoLevies });
	}

	test.each(acts)(
		'$kind: with who brought them, and in the act',
		({ kind, id, who, args, photos }) => {
			expect(attachmentsIn(kind, world.get(kind, idOf(id)))).toEqual(
				photos.map((named) => ({ named, personId: who.personId }))
			);
			expect(hashesInArgs(args)).toEqual(photos.map(({ sha256 }) => sha256));
		}
	);

	test('an entry of a case names photos and sounds, of its earlier words, too', () => {
		const cases = new Cases();
		cases.open();
		const [first, second] = [soundNamed('e'), soundNamed('f')];
		const said = { ...note('录了音'), photos: [a], sounds: [first] };
		expect(cases.act(mediators.worker, 'addEntry', { ...said, id: idOf('n') })).toBe('ok');
		const anew = { entryId: idOf('n'), words: '又录了', sounds: [second] };
		expect(cases.act(mediators.worker, 'amendEntry', anew)).toBe('ok');
		const { personId } = mediators.worker;
		expect(attachmentsIn('caseEntry', cases.entry('n'))).toEqual(
			[a, first, second].map((named) => ({ named, personId }))
		);
		expect(hashesInArgs(said)).toEqual([a.sha256, first.sha256]);
	});

	test('are all of the kinds whose commands take photos', () => {
		const takes = [...commandByName.values()].filter(({ schema }) =>
			JSON.stringify(schema, (key, value: unknown) =>
				key === '~run' || key === 'reference' ? undefined : value
			).includes('"photos"')
		);
		const kinds = Object.values(kindOf)
			.filter(({ commands }) => commands.some((one) => takes.includes(one)))
			// What is done in a case leaves its photos in an entry and not in the case's own record.
			.map(({ kind }) => (kind === 'dispute' ? 'caseEntry' : kind));
		expect([...new Set(kinds)].sort()).toEqual([...namingKinds].sort());
	});

	test('others name none, and arguments may hold anything', () => {
		expect(attachmentsIn('household', { photos: [a] })).toEqual([]);
		for (const args of [null, undefined, 7, 'x', {}, { photos: 3 }, { content: { offers: 'x' } }])
			expect(hashesInArgs(args)).toEqual([]);
		expect(hashesInArgs({ photos: [null], content: { offers: [null, { photos: [a] }] } })).toEqual([
			'undefined',
			a.sha256
		]);
	});
});
