import type { VoteFault } from '$lib/domain/campaign/resolution';
import type { Matter } from '$lib/domain/campaign/matters';
import type { SharingFault } from '$lib/domain/campaign/sharing';
import type { AmountFault } from '$lib/domain/money/parse';

const sharing: Record<SharingFault, string> = {
	costWrong: '先写总共要花多少钱。',
	noHouseholds: '先选哪些单元，分摊的住户就在里面。',
	householdTwice: '有一户列了两次。',
	sourceTwice: '有一个出资方列了两次。',
	sourceWrong: '有一个出资方的金额不对。',
	sourceUnknown: '替免交户出钱的那一方不在出资方里，请重新选。',
	restTwice: '只能有一方包下剩余的钱。',
	restUnclear:
		'按户、面积、楼层或人口分摊时，剩余的钱由住户分；请给这一方写明金额，或者改用“每户定额”“逐户商定”。',
	sourcesTooMuch: '其他来源出的钱够了，没有剩下要分摊的。请看一下金额。',
	exemptUnknown: '免交的住户不在名单里。',
	exemptTwice: '有一户免交写了两次。',
	gapUnborne: '每户金额定了，免交的缺口别人分不了。请选一个出资方来补。',
	areaMissing: '还没有填面积。',
	floorMissing: '这一层还没有填系数。',
	personsMissing: '底册里没有人口数。',
	agreedMissing: '还没有填商定的金额。',
	weightWrong: '楼层系数要填 0 以上的整数。',
	nobodyPays: '没有一户要交钱。请看一下免交的住户或系数。',
	sumOff: '加起来和总费用对不上。'
};

const amounts: Record<AmountFault, string> = {
	empty: '请填金额。',
	notANumber: '金额只填数字，比如 300 或 300.5。',
	negative: '金额不能是负数。',
	zero: '金额要大于 0。',
	tooFine: '最小到分，小数点后最多两位。',
	tooLarge: '金额太大，要小于 10 亿元。'
};

const matters: Record<Matter, string> = {
	voluntary: '各户自愿出钱，不用表决',
	rulesOfAssembly: '业主大会议事规则',
	rulesOfEstate: '管理规约',
	ownersCommittee: '选举或更换业委会',
	manager: '选聘、解聘物业',
	useRepairFund: '使用维修资金',
	raiseRepairFund: '筹集维修资金',
	rebuild: '改建、重建',
	changeUse: '改变共有部分用途',
	other: '其他共同决定的事'
};

const votes: Record<VoteFault, string> = {
	noBallots: '还没有一户的票。先填面积，再记各户的意见。',
	areaMissing: '没有面积，票数算不出来。',
	votesDiffer: '同一位业主的几套房意见不一样。'
};

/** Words of drawing up a campaign; part of `money.ts`. */
export default {
	...{ sharing, amounts, matters, votes },
	title: '起草筹资项目',
	steps: {
		what: '办什么',
		who: '哪些户',
		how: '怎么分摊',
		offers: '比价',
		vote: '表决',
		check: '核对'
	},
	stepOf: (n: number, all: number, name: string) => `第 ${n} 步，共 ${all} 步：${name}`,
	allSteps: '步骤',
	next: (name: string) => `下一步：${name}`,
	kept: '草稿自动保存，随时可以离开。',
	keptHere: '写好名称以后，草稿就会给同事看到；现在先存在这台设备上。',
	changedTitle: '同事刚改过这份草稿。',
	changedText: '您写的还在这里。用同事的，就会换成最新的内容；留下自己的，就会盖过同事的。',
	takeTheirs: '用同事的',
	keepMine: '留下自己的',
	found: '这是上次没写完的内容。',
	drop: '不要这份草稿',
	dropSure: '删掉这份草稿？',
	dropYes: '删掉',
	dropped: '草稿已删掉',
	community: '哪个社区',
	name: '项目名称',
	nameHint: '住户在收据上看到的名字，比如“3 号楼换水管”。',
	nameMissing: '请写项目名称。',
	purpose: '办什么事，为什么',
	cost: '总费用（元）',
	dueOn: '希望什么时候交齐',
	dueHint: '不写也可以。',
	where: '选单元',
	chosen: (units: number, all: number) => `已选 ${units} / ${all} 个单元`,
	allUnits: '全选',
	noUnits: '全不选',
	noAreas: '底册里还没有单元。先把楼栋和住户录进底册，再来起草。',
	households: (count: number, people: number) =>
		`底册里有 ${count} 户 ${people} 人，直接取用，不用再填。`,
	empties: (count: number) =>
		`另有 ${count} 个房号底册里没有住户，不会分摊到。要算上的，请先到底册里登记。`,
	tooMany: '一个项目最多 2000 户，请分成几个项目。',
	areasTitle: '房屋面积',
	areasWhy: '底册里没有面积。按面积分摊，或者要表决时才用得到。',
	areasKnown: (count: number, all: number) => `已填 ${count} / ${all} 户`,
	paste: '从表格粘贴',
	pasteHint: '一行一户：房号、面积。只粘一列面积也行，按下面的顺序对上。',
	pasteUse: '填进去',
	pasted: (count: number) => `填好了 ${count} 户。`,
	pasteStrange: (lines: string) => `这几行没对上：${lines}`,
	areaOf: (door: string) => `${door} 的面积（㎡）`,
	areaWrong: '面积填数字，最多两位小数。',
	showDoors: '逐户看、逐户改',
	method: '怎么分摊',
	methods: {
		household: '每户一样',
		area: '按面积',
		floor: '按楼层',
		persons: '按人口',
		fixed: '每户定额',
		agreed: '逐户商定'
	},
	methodHints: {
		household: '总费用平分给每一户。',
		area: '没有另外约定时，法律规定按面积（民法典第二百八十三条）。',
		floor: '每一层一个系数，系数越大交得越多；0 就是不交。',
		persons: '按底册里的人口数。',
		fixed: '每户交一样的钱，剩下的由其他来源出。',
		agreed: '每户的金额一户一户商定。'
	},
	each: '每户（元）',
	floors: '楼层系数',
	floorName: (floor: number) => `${floor} 层`,
	agreedOf: (door: string) => `${door} 商定（元）`,
	sources: '其他来源',
	sourcesHint: '除了住户，还有谁出钱。没有就不填。',
	addSource: '加一个来源',
	sourceKinds: {
		estate: '居委会或物业',
		owners: '业主委员会',
		fund: '维修资金',
		works: '施工或供水单位',
		other: '其他'
	},
	sourceKind: '谁出',
	called: '名称（可不填）',
	amount: '金额（元）',
	takesRest: '剩下的都由它出',
	remove: '去掉',
	spared: '免交',
	sparedHint: '会上同意免交的住户，和缺口由谁补。原因不用写，也不会公布。',
	sparedAdd: '加一户免交',
	sparedNone: '选一户',
	bornBy: (door: string) => `${door} 的缺口由谁补`,
	bornByOthers: '其他住户分',
	sparedDrop: (door: string) => `${door} 不再免交`,
	preview: '各户分摊',
	previewSum: (shares: string, sources: string, cost: string) =>
		`住户 ${shares} + 其他来源 ${sources} = 总费用 ${cost}`,
	previewOnly: (cost: string) => `各户加起来正好是总费用 ${cost}`,
	at: (door: string, words: string) => `${door}：${words}`,
	sumShort: (yuan: string) => `比总费用还少 ${yuan}。`,
	sumOver: (yuan: string) => `比总费用多了 ${yuan}。`,
	unfinished: {
		title: '项目名称还没有写。',
		each: '每户的金额还没有填。',
		source: '有一个来源的金额还没有填。',
		offer: '有一份报价没有填完。'
	},
	offers: '三家比价',
	offersHint: '问过几家就填几家。没有比价也可以继续；但付款只能付给这里的单位。',
	offer: (n: number) => `报价 ${n}`,
	addOffer: '加一份报价',
	supplier: '单位',
	supplierMissing: '请写单位名称。',
	offerWords: '说明（质保、工期）',
	offerPhotos: '报价单照片（可不拍）',
	compare: '几份报价放在一起看',
	lowest: '最低',
	above: (yuan: string) => `比最低的多 ${yuan}`,
	taken: '选定的',
	choose: '选定哪一家',
	notChosen: '还没有定',
	matter: '这件事要怎么决定',
	matterHint: '要业主共同决定的事，按民法典第二百七十八条，面积和户数两样都要够。',
	meetingOn: '表决截止的日子',
	meetingWords: '会上怎么说的',
	ballots: '各户的意见',
	allFor: '全部记为同意',
	vote: (door: string) => `${door} 的意见`,
	voteKinds: {
		for: '同意',
		against: '反对',
		abstained: '弃权',
		none: '没参加',
		same: '业主和另一户是同一位'
	},
	ownerOf: (door: string) => `${door} 的业主和哪一户是同一位`,
	ownerOpen: '请选是哪一户',
	passes: '表决通过。',
	fails: '表决还没有通过。',
	tests: { participation: '参加表决', approval: '参加的人里同意' },
	by: { area: '面积', count: '户数' },
	needNow: (need: string, now: string, whole: string) =>
		`需要 ≥ ${need}，现在 ${now}（共 ${whole}）`,
	squareMetres: (n: string) => `${n} ㎡`,
	owners: (n: number) => `${n} 户`,
	majorities: {
		ordinary: '参加的要过三分之二，参加的人里同意的要过半数。',
		threeQuarters: '参加的要过三分之二，参加的人里同意的要达到四分之三。'
	},
	noVote: '各户自愿，各交各的，不用表决。',
	ownersCounted:
		'一套房算一户业主；一位业主有几套的，只算一户，请在下面选明。不表态不算同意。这里只数底册里的户。',
	checkTitle: '开始收款前，请核对',
	checkText: '开始以后，各单元长就会看到自己单元的名单。要再改，只能用“调整方案”，大家都看得到。',
	mend: '去改',
	open: '核对好了，开始收款',
	opened: '已开始收款',
	notReady: '还有几处要先补好：',
	summary: {
		cost: '总费用',
		households: '分摊的住户',
		method: '分摊办法',
		sources: '其他来源',
		spared: '免交',
		supplier: '选定的单位',
		resolution: '决定',
		due: '交齐的日子',
		none: '没有'
	},
	countHouseholds: (count: number, units: number) => `${units} 个单元 ${count} 户`,
	countSpared: (count: number) => `${count} 户`,
	reviseTitle: '调整方案',
	reviseText: '收款已经开始。调整会留在项目记录里，写明原因，大家都看得到；已经交的钱都算数。',
	why: '为什么调整',
	whyMissing: '请写一句为什么调整。',
	reviseSave: '确认调整',
	revised: '方案已调整',
	fromTo: (from: string, to: string) => `总费用 ${from} → ${to}`
};
