import type * as lists from '$lib/domain/dispute/lists';
import entries from './cases-entries';
import sound from './cases-sound';

const categories: Record<lists.Category, string> = {
	family: '婚姻家庭',
	neighbours: '邻里',
	property: '房屋宅基地',
	contract: '合同',
	business: '生产经营',
	damages: '损害赔偿',
	land: '山林土地',
	expropriation: '征地拆迁',
	environment: '环境污染',
	estate: '物业',
	labour: '劳动争议',
	medical: '医疗',
	traffic: '道路交通',
	consumer: '消费',
	other: '其他'
};

const stages: Record<lists.Stage, string> = {
	open: '正在调解',
	agreed: '达成协议',
	declined: '一方不愿调解',
	failed: '没有调成',
	closed: '已结案'
};

const colours: Record<lists.Colour, string> = { red: '红色', yellow: '黄色', blue: '蓝色' };

const sources: Record<lists.Source, string> = {
	applied: '当事人来申请',
	patrol: '走访时发现',
	handedOn: '别处转来'
};

const scales: Record<lists.Scale, string> = {
	ordinary: '一般',
	difficult: '疑难复杂',
	group: '人数多'
};

const sides: Record<lists.Side, string> = { first: '甲方', second: '乙方' };

const dangers: Record<lists.Danger, string> = {
	violence: '可能有家庭暴力',
	crime: '可能有犯罪'
};

const authorities: Record<lists.Authority, string> = {
	police: '公安（110）',
	womenFederation: '妇联',
	civilAffairs: '民政',
	other: '别的部门'
};

/** Words of mediation. */
export default {
	...entries,
	sound,
	categories,
	stages,
	colours,
	sources,
	scales,
	sides,
	dangers,
	authorities,
	title: '纠纷',
	notSaved: '没有保存。',
	between: '、',
	versus: (first: string, second: string) => `${first} 和 ${second}`,
	day: (year: number, month: number, day: number) => `${year}年${month}月${day}日`,
	number: (year: number, no: string) => `〔${year}〕人调字第${no}号`,
	noNumber: '待编号',
	noNumberText: '连上网以后自动编号。',
	open: '新的纠纷',
	figures: {
		title: '调解统计',
		open: '看统计',
		line: '项目',
		month: (year: number, month: number) => `${year}年${month}月`,
		before: '上一个月',
		after: '下一个月',
		accepted: '受理（件）',
		sources: '按来源',
		succeeded: '调解成功',
		written: '其中书面协议',
		amount: '协议金额',
		confirmed: '司法确认（件）',
		prevented: '防止激化（件）',
		visited: '按时回访',
		part: (what: string) => `其中：${what}`,
		inYuan: (what: string) => `${what}（元）`,
		outOf: (what: string) => `${what}：总数`,
		percent: (what: string) => `${what}：百分比`,
		note: '没有人填这些数，都由案件算出来。成功和书面协议：在这个月结束的案件里有多少；按时回访：到期的回访里有多少是按时做的。',
		fileName: (month: string) => `调解统计-${month}`
	},
	rules: {
		title: '期限和提醒',
		open: '期限和提醒',
		where: '给哪里定？',
		text: (place: string) => `这里定的，${place}的案件都照着算。已经达成协议的，回访日子不变。`,
		time: '调解期限',
		days: '一件案子最多几天',
		hours: (colour: string) => `${colour}案件，几小时内第一次调解`,
		visits: '回访',
		followUps: '达成协议后第几天回访',
		followUpsHint: '可以写几个，比如 7、30、90。',
		leadAfter: '过期几天后，也给调解负责人看',
		save: '保存',
		usual: '填回常用的',
		saved: '已保存',
		notYours: '期限由街道或者调解负责人来定',
		notYoursText: '您的身份不用定这些。',
		wrong: {
			days: '请写 1 到 365 的整数。',
			followUps: '请写 1 到 365 的整数，最多十个。',
			red: '请写 1 到 2160 的整数。',
			yellow: '请写 1 到 2160 的整数。',
			blue: '请写 1 到 2160 的整数。',
			leadAfterDays: '请写 0 到 90 的整数。'
		}
	},
	list: {
		mine: '等我办',
		others: '我参加的',
		community: '社区的其他案件',
		over: '已经结束的',
		emptyTitle: '现在没有纠纷案件',
		empty: '有人来申请，或者走访时发现了，点下面的“新的纠纷”。没有信号也能记。',
		stillComing: '案件正在下载，先到的先用。',
		more: (count: number) => `再看 ${count} 件`,
		cleared: '内容已按本人要求删除'
	},
	due: {
		followUp: '该回访',
		hear: '该去听听双方',
		end: '调解期限快到了',
		court: '可以申请司法确认',
		handed: '交到您这里了',
		today: '今天',
		inDays: (days: number) => `还有 ${days} 天`,
		late: (days: number) => `已过 ${days} 天`
	},
	today: {
		title: '纠纷',
		count: (count: number) => `${count} 件`,
		all: '全部纠纷',
		none: '现在没有等您办的'
	},
	head: {
		left: '调解期限',
		leftDays: (days: number) => `还有 ${days} 天`,
		leftOver: (days: number) => `超过 ${days} 天`,
		now: '现在谁负责',
		post: (role: string) => `${role}（岗位）`,
		place: '地点',
		source: '怎么来的',
		people: '涉及人数',
		peopleCount: (count: number) => `${count} 人`,
		matter: '什么事',
		demand: '要求',
		steps: '五步（供参考，不按顺序也行）',
		notUp: '这台手机上没有这个案件',
		notUpText: '可能已经不由您办，或者还没有下载完。',
		unsent: '还没上传',
		notNoted: '每次看案件都要记下来，这次没有记成，所以不能打开。'
	},
	parties: {
		title: '当事人',
		add: (side: string) => `加${side}`,
		remove: (name: string) => `去掉${name}`,
		none: '还没有写',
		search: '在住户里找（姓名、门牌、电话）',
		searchNone: '住户里没有找到。可以直接写在下面。',
		inRegister: '在册住户',
		name: '姓名或单位',
		nameMissing: '请写姓名。',
		sex: '性别',
		sexes: { '1': '男', '2': '女', '0': '不写' },
		birthYear: '哪年出生（可不写）',
		birthYearWrong: '请写四位数的年份，例如 1960。',
		ethnicity: '民族（可不写）',
		occupation: '职业（可不写）',
		phone: '电话（可不写）',
		phoneWrong: '电话号码不对，请再看一下。',
		address: '住址（可不写）',
		minor: '不满 18 岁，要写监护人。',
		guardian: '监护人姓名',
		relation: '是什么人（例如父亲）',
		guardianPhone: '监护人电话（可不写）',
		hasAgent: '有委托代理人',
		agentText: '本人不能来，请别人代办的才写。授权委托书在案卷文书里打印，由本人签名。',
		agent: '代理人姓名',
		agentRelation: '是什么人（例如律师、女儿）',
		agentPhone: '代理人电话（可不写）',
		orAgent: (name: string, agent: string) => `${name}或代理人${agent}`,
		keep: '写好了'
	},
	fresh: {
		title: '新的纠纷',
		stepOf: (no: number, all: number, step: string) => `第 ${no} 步，共 ${all} 步：${step}`,
		steps: { what: '什么事', who: '和谁', kind: '哪一类', check: '再看一遍' },
		allSteps: '步骤',
		next: (step: string) => `下一步：${step}`,
		found: '上次没写完的还在，接着写就行。',
		drop: '不写了，删掉',
		dropped: '已删掉',
		matter: '发生了什么',
		matterHint: '时间、地点、起因，照双方说的写',
		demand: '想怎么解决（可不写）',
		place: '在哪里',
		placeHint: '例如 3 号楼门口',
		people: '一共涉及几个人',
		danger: '有没有这些情况？',
		category: '是哪一类？',
		source: '怎么来的？',
		scale: '难不难？',
		colour: '有多急？',
		colourHints: { red: '可能出事', yellow: '要盯着', blue: '一般' },
		area: '算在哪里',
		free: '调解不收钱，双方自愿，内容保密。',
		mend: '改一改',
		notReady: '还差这些：',
		missing: {
			matter: '写一下发生了什么',
			sides: '两边当事人都要写',
			category: '选一类',
			people: '涉及人数不对'
		},
		act: '登记这个案件',
		done: '已登记，记在手机上了'
	},
	danger: {
		title: '先保证人的安全',
		violence:
			'有人正在挨打或者受威胁，马上打 110。受害的是孩子、老人、残疾人或者重病人的，必须报告公安（反家庭暴力法第十四条）。不要当面劝和。',
		crime: '可能有犯罪的，先报告公安，再看能不能调解（人民调解法第二十五条）。',
		write: '记下：几点、谁说的、看到什么、向谁报告、对方怎么答复。',
		call: '打 110',
		told: '报告了谁？',
		notYet: '还没有报告',
		report: '记下已经报告',
		words: '看到什么、对方怎么说',
		which: '是什么情况？',
		done: '已记下，案件转为红色',
		reported: (when: string) => `已报告：${when}`
	}
};
