import { beforeEach, describe, expect, test } from 'vitest';
import { note, people } from '$lib/domain/dispute/test-cases';
import { soundNamed } from '$lib/domain/sound/test-sounds';
import { photoNamed } from '$lib/domain/photo/test-pictures';
import { idOf, morning } from '$lib/domain/test-world';
import type { PaperName } from './papers';
import { ending, FiledCases, ofKind, session } from './test-file';

const { worker } = people;
const [a, b, c] = ['a', 'b', 'c'].map((label) => photoNamed(label)) as [Photo, Photo, Photo];
type Photo = ReturnType<typeof photoNamed>;
const evidence = (photos: Photo[], words = '照片') => ({
	fact: { kind: 'evidence', takenAt: morning, from: '邻居' },
	...{ step: null, words, photos }
});

let cases: FiledCases;
beforeEach(() => {
	cases = new FiledCases();
	cases.open();
});
const add = (entry: object) => expect(cases.act(worker, 'addEntry', entry)).toBe('ok');
/** Sheet by sheet, the photos on a paper; sheets without any are left out. */
const photosOn = (name: PaperName) =>
	cases
		.sheets(name)
		.map((sheet) => ofKind(sheet, 'photos').flatMap(({ photos }) => photos))
		.filter((photos) => photos.length > 0);
const hashesOn = (name: PaperName) =>
	photosOn(name).map((photos) => photos.map(({ sha256 }) => sha256));
const hash = (...photos: Photo[]) => photos.map(({ sha256 }) => sha256);

describe('photos stand', () => {
	test('two on a sheet behind the list of evidence', () => {
		add(evidence([a, b, c]));
		expect(hashesOn('investigation')).toEqual([hash(a, b), hash(c)]);
		expect(cases.sheets('investigation').map(({ title }) => title)).toEqual([
			'人民调解证据材料清单',
			'人民调解证据材料（照片）',
			'人民调解证据材料（照片）'
		]);
	});

	test('each with its number, what it is, when it was taken, where from and who brought it', () => {
		add(evidence([b], '先前的'));
		add(evidence([{ ...a, takenAt: morning + 60_000 }], '长'.repeat(61)));
		const lines = photosOn('investigation')[0]!.map((one) => one.lines);
		expect(lines[1]).toEqual([
			`照片2\u3000证据第2号：${'长'.repeat(60)}…`,
			'拍摄时间：2026年3月2日9时31分；来源：邻居',
			`收集人：${worker.name}；记录时间：2026年3月2日9时33分`
		]);
		expect(lines[0]?.[1]).toBe('拍摄时间：2026年3月2日9时30分；来源：邻居');
	});

	test('of a session behind its record, and of anything else with the evidence', () => {
		add({ ...session(), photos: [a] });
		add({ ...note('门口'), photos: [b] });
		expect(hashesOn('mediation')).toEqual([hash(a)]);
		expect(photosOn('mediation')[0]?.[0]?.lines[0]).toBe('照片1\u3000第1次调解：劝了劝');
		expect(photosOn('investigation')[0]?.[0]?.lines.slice(0, 2)).toEqual([
			'照片1\u3000记事：门口',
			'拍摄时间：不详'
		]);
	});

	test('of a paper that was signed alone on a page behind the agreement', () => {
		expect(cases.agree({ signatures: [], photos: [a, b] })).toBe('ok');
		expect(hashesOn('agreement')).toEqual([hash(a), hash(b)]);
		const [block] = ofKind(cases.sheets('agreement')[1], 'photos');
		expect(block?.isLarge).toBe(true);
	});

	test('of what became of the terms and of visits behind those papers', () => {
		cases.agree();
		const done = { termId: idOf('term'), state: 'done', on: '2026-03-02', words: '' };
		expect(cases.act(worker, 'perform', { ...done, photos: [a] })).toBe('ok');
		const visit = { planId: null, result: 'satisfied', then: null, words: '' };
		expect(cases.act(worker, 'followUp', { ...visit, photos: [b] })).toBe('ok');
		expect([hashesOn('performance'), hashesOn('followUp')]).toEqual([[hash(a)], [hash(b)]]);
	});

	test('with the evidence where the file has no paper that they belong to', () => {
		const { turns, seats } = cases.case();
		cases.act(worker, 'end', ending('failed'));
		const seen = [turns[0]!.id, seats[0]!.id];
		cases.agree({ id: idOf('second'), seen, signatures: [], photos: [a] } as object);
		expect(cases.entry('second')?.undone).toBe('caseStage');
		expect(hashesOn('investigation')).toEqual([hash(a)]);
	});

	test('with who added them, where an amendment brought them; each once', () => {
		add({ ...evidence([a]), id: idOf('act50') });
		cases.seat(people.hong);
		const amended = { entryId: idOf('act50'), words: '更清楚的一张', photos: [a, b] };
		cases.act(worker, 'amendEntry', amended);
		expect(hashesOn('investigation')).toEqual([hash(a, b)]);
	});
});

test('photos are sheets in the contents, and no documents on the last page', () => {
	add(evidence([a, b, c]));
	const rows = ofKind(cases.sheets('cover')[1], 'list')[0]?.rows ?? [];
	expect(rows.find((row) => row[1] === '人民调解证据材料（照片）')?.[2]).toBe('2');
	const [told] = ofKind(cases.sheets('backCover')[0], 'words')[0]!.paragraphs;
	expect(told).toContain('文书8份，另有照片3张');
});

test('a file without photos has no sheets for them', () => {
	add(evidence([]));
	expect(cases.text('all')).not.toContain('（照片）');
});

test('recordings are counted in the list of evidence and at the end of the file, also of earlier words', () => {
	const [first, second] = ['a', 'b'].map(soundNamed);
	add({ ...evidence([a], '机器的声音'), sounds: [first] });
	const [entry] = cases.file().entries.filter(({ fact }) => fact.kind === 'evidence');
	const again = { entryId: entry!.id, words: '机器的声音，第二次录的', sounds: [second] };
	expect(cases.act(worker, 'amendEntry', again)).toBe('ok');
	expect(cases.text('investigation')).toContain('录音1段');
	expect(cases.text('backCover')).toContain('录音2段另存，随电子卷移交。');
});
