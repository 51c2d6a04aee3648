import type { Actor } from '../../src/lib/domain/kernel/actor';
import { note, party, people } from '../../src/lib/domain/dispute/test-cases';
import type { Party } from '../../src/lib/domain/dispute/args';
import { photoNamed } from '../../src/lib/domain/photo/test-pictures';
import { idOf, morning } from '../../src/lib/domain/test-world';
import { ending, FiledCases, session } from '../../src/lib/views/cases/papers/test-file';
import type { PaperName } from '../../src/lib/views/cases/papers/papers';
import type { Sheet } from '../../src/lib/views/cases/papers/sheet';

// Invented cases whose papers are compared with pictures: every day, clock and id in them is the same on every day.

/** Who acts, under a name that is plainly nobody's. */
const named = (who: Actor, name: string): Actor => ({ ...who, name });
const worker = named(people.worker, '网格员甲');
const lead = named(people.lead, '主任丙');

/** As long as a name may be. */
const longName =
	'住在面馆楼上二楼东户的被申请人乙（名字特意写得很长，用来看一行放不下的时候，怎样折到下一行去）';

const parties: Party[] = [
	party('baker', 'first', {
		...{ name: '面馆甲', occupation: '面点师', phone: '13800000001' },
		...{ address: '幸福路3号楼下第一间铺面' },
		agent: { name: '合伙人辛', relation: '面馆的合伙人', phone: '13800000004' }
	}),
	party('sleeper', 'second', {
		...{ name: longName, sex: 2, birthYear: 1988, occupation: '夜班护士' },
		...{ phone: '13800000002', address: '幸福路3号楼1单元201室' }
	}),
	party('child', 'second', {
		...{ name: '孩子丁', sex: 0, birthYear: 2015, address: '幸福路3号楼1单元201室' },
		guardian: { name: '监护人戊', relation: '父亲', phone: '13800000003' }
	})
];

const matter =
	'楼下面馆的和面机每天凌晨四点开动，声音顺着楼板传上来，二楼一家睡不好。双方在楼道里吵过两次，第二次有邻居劝开。\n经现场察看，机器直接放在地面上，没有垫子；排风口正对二楼卧室的窗。';
const demand = '早上六点以前不开机器，排风口改个方向，并赔偿安装隔音窗的费用1,200.50元。';

/** Drawn pictures in place of photos: one wide, one high, and a sheet of paper with lines. */
const drawings = {
	a: ['400', '300', '<circle cx="200" cy="150" r="90"/><path d="M0 250h400v50H0z"/>'],
	b: ['300', '400', '<circle cx="150" cy="120" r="90"/><path d="M40 300h220v60H40z"/>'],
	d: ['300', '424', '<path d="M30 60h240v6H30zM30 120h240v6H30zM30 180h240v6H30z"/>']
} as const;
type Drawn = keyof typeof drawings;
const drawn = Object.keys(drawings) as Drawn[];

/** What photos of the cases look like, by their hashes; of one there is none. */
export const pictures: Readonly<Record<string, string>> = Object.fromEntries(
	drawn.map((name) => {
		const [width, height, shapes] = drawings[name];
		const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${Number(width) * 4}" height="${Number(height) * 4}"><rect width="100%" height="100%" fill="#ccc"/><g fill="#555">${shapes}</g></svg>`;
		return [photoNamed(name).sha256, `data:image/svg+xml,${encodeURIComponent(svg)}`];
	})
);

/** Sentences of a long talk, each with its own number, so that a page that is cut shows what is missing. */
const longTalk = Array.from(
	{ length: 22 },
	(_, i) =>
		`第${i + 1}轮：面馆一方说，“早点铺不早起就没有生意”；楼上一方说，夜班回来刚睡下就被吵醒，孩子上学也没有精神。调解员请双方都替对方想一想，先说能让到哪一步。`
).join('\n');

const pen = (from: number): number[][] => [
	[from, 300, from + 120, 180, from + 200, 420, from + 60, 380],
	[from + 260, 200, from + 240, 460, from + 420, 300]
];
const both = [idOf('baker'), idOf('sleeper')];
const signatures = [...both, idOf('child'), null].map((partyId, i) => ({
	...{ partyId, at: morning + i * 60_000, strokes: pen(100 + i * 80) }
}));
const terms = [
	{
		...{ id: idOf('term'), partyIds: [idOf('baker')], until: '2026-03-10' },
		what: '在和面机底下加装橡胶减震垫，四面包隔音棉；早上六点以前不开机器。'
	},
	{
		...{ id: idOf('term2'), partyIds: [idOf('baker')], until: '2026-03-20' },
		what: '把排风口改到临街一面，不再正对二楼的窗户。'
	},
	{
		...{ id: idOf('term3'), partyIds: both, until: null },
		what: '今后有事先找楼栋长或者网格员，不在楼道里争吵。'
	}
];
const agreed = {
	...{ facts: matter, terms, signatures, amountFen: 120_050 },
	issues: '噪声超过了楼上一家能忍受的程度，由面馆一方采取措施；楼上一方不再要求面馆搬走。'
};

function opened(more: Parameters<FiledCases['open']>[1] = {}): FiledCases {
	const cases = new FiledCases();
	const args = { matter, demand, parties, people: 3, place: '幸福路3号楼下的面馆', ...more };
	must(cases.open(worker, args));
	return cases;
}

function must(outcome: string): void {
	if (outcome !== 'ok') throw new Error(outcome);
}

/** A case from the application to its end, agreed on in writing and signed on the phone. */
function whole(): FiledCases {
	const cases = opened();
	const act = (name: string, args: object, days = 0) => must(cases.act(worker, name, args, days));
	const labels = ['baker', 'sleeper', 'child'];
	const present = labels.map(idOf);
	act('addEntry', {
		...{ fact: { kind: 'inquiry', of: '三楼住户己' }, step: 'findOut' },
		words: '问：夜里能听到什么？\n答：凌晨四点左右有“嗡嗡”的声音，大约半个钟头；三楼听着轻一些。'
	});
	act('addEntry', {
		...{ fact: { kind: 'evidence', takenAt: morning, from: '现场拍摄' }, step: 'look' },
		...{ words: '和面机的位置，机器底下没有垫子', photos: [photoNamed('a'), photoNamed('b')] }
	});
	act('addEntry', {
		...{ fact: { kind: 'evidence', takenAt: null, from: '二楼住户提供' }, step: 'look' },
		...{ words: '连续七天记下的开机时间，手写一页', photos: [photoNamed('c')] }
	});
	act('addEntry', {
		...session('到现场听了机器的声音，两边分别谈了。'),
		fact: { kind: 'session', way: 'onSite', present, others: '楼栋长庚' }
	});
	act('addEntry', session(longTalk, labels));
	act('addEntry', note('不进卷的记事。'));
	must(cases.agree(agreed, worker));
	act('perform', {
		...{ termId: idOf('term'), state: 'done', on: '2026-03-02' },
		words: '看过了，减震垫和隔音棉都装好了，早上六点十分才开机。'
	});
	act('perform', {
		...{ termId: idOf('term2'), state: 'partly', on: '2026-03-02' },
		words: '新的排风管已经买来，还没有装。'
	});
	act('confirmCourt', { state: 'applied', on: '2026-03-02', words: '' });
	act(
		'followUp',
		{
			...{ planId: null, result: 'satisfied', then: null },
			words: '二楼说这一周睡得好；面馆说生意没有受影响。'
		},
		7
	);
	must(
		cases.act(
			lead,
			'close',
			{ words: '协议正在履行，双方都满意，没有激化的苗头。', prevented: null },
			8
		)
	);
	return cases;
}

function ended(): FiledCases {
	const cases = opened({ source: 'patrol' });
	must(cases.act(worker, 'addEntry', session('劝了两个钟头，没有谈拢。')));
	const told = { ...ending('failed'), told: ['court', 'administrative'] };
	const words = '面馆一方愿意加垫子，楼上一方要求面馆搬走，双方没有达成协议。';
	must(cases.act(worker, 'end', { ...told, words }));
	return cases;
}

function oral(): FiledCases {
	const cases = opened();
	must(cases.agree({ ...agreed, form: 'oral', signatures: [], amountFen: null }, worker));
	return cases;
}

function onPaper(): FiledCases {
	const cases = opened();
	must(cases.agree({ ...agreed, signatures: [], photos: [photoNamed('d')] }, worker));
	return cases;
}

/** A case's papers that are drawn together, and on how many pages of A4 they fit. */
export interface PaperCase {
	/** What the pictures are called. */
	name: string;
	/** How tests speak of it. */
	called: string;
	pages: number;
	sheets: () => Sheet[];
}

const of = (make: () => FiledCases, name: PaperName) => (): Sheet[] => make().sheets(name);

/** Every kind of sheet, each once. */
export const paperCases: readonly PaperCase[] = [
	{ name: 'cover', called: 'the cover with its contents', pages: 2, sheets: of(whole, 'cover') },
	{ name: 'application', called: 'the application', pages: 2, sheets: of(whole, 'application') },
	{ name: 'acceptance', called: 'the acceptance', pages: 2, sheets: of(ended, 'application') },
	{ name: 'rights', called: 'the notice of rights', pages: 1, sheets: of(whole, 'rights') },
	{
		...{ name: 'investigation', called: 'the inquiry with the evidence and its photos' },
		...{ pages: 4, sheets: of(whole, 'investigation') }
	},
	{
		...{ name: 'mediation', called: 'a short session and one over pages' },
		...{ pages: 4, sheets: of(whole, 'mediation') }
	},
	{ name: 'agreement', called: 'the agreement', pages: 3, sheets: of(whole, 'agreement') },
	{ name: 'oral', called: 'the oral agreement', pages: 3, sheets: of(oral, 'agreement') },
	{
		...{ name: 'blank', called: 'an agreement to fill in by hand' },
		...{ pages: 2, sheets: of(opened, 'agreement') }
	},
	{
		...{ name: 'on-paper', called: 'an agreement that was signed on paper' },
		...{ pages: 4, sheets: of(onPaper, 'agreement') }
	},
	{
		...{ name: 'authority', called: 'the power of attorney' },
		...{ pages: 1, sheets: of(whole, 'authority') }
	},
	{ name: 'performance', called: 'the performance', pages: 2, sheets: of(whole, 'performance') },
	{ name: 'follow-up', called: 'the visit afterwards', pages: 1, sheets: of(whole, 'followUp') },
	{ name: 'ended', called: 'the notice of the end', pages: 1, sheets: of(ended, 'ended') },
	{ name: 'closing', called: 'the closing form', pages: 1, sheets: of(whole, 'closing') },
	{ name: 'back-cover', called: 'the last page', pages: 1, sheets: of(whole, 'backCover') }
];
