import type { Need, VisitResult } from '$lib/domain/visit/schema';
import type { Relation } from '$lib/domain/household/schema';

const results: Record<VisitResult, string> = { home: '在家', nobody: '没人', matter: '有事' };

const resultHints: Record<VisitResult, string> = {
	home: '见到人，没有要办的事',
	nobody: '敲门没人应',
	matter: '有要记下来的事'
};

const needs: Record<Need, string> = {
	repair: '维修',
	hygiene: '卫生',
	safety: '安全',
	neighbour: '邻里纠纷',
	care: '需要照应',
	policy: '政策咨询',
	property: '物业',
	register: '信息变动',
	other: '其他'
};

const relations: Record<Relation, string> = {
	0: '户主',
	1: '配偶',
	2: '儿子',
	3: '女儿',
	4: '孙辈',
	5: '父母',
	6: '祖辈',
	7: '兄弟姐妹',
	8: '其他'
};

/** Words of a visit and of the household page. */
export default {
	results,
	resultHints,
	needs,
	relations,
	log: '记走访',
	logTitle: (door: string) => `${door} · 记走访`,
	amendTitle: '补充、改一改',
	what: '这次怎么样？',
	needsLegend: '什么事？（可多选）',
	words: '补充几句（可不写）',
	wordsHint: '不用写姓名和证件号',
	save: '保存',
	saving: '正在保存…',
	saved: (door: string, result: string) => `${door} ${result}，已记在手机上`,
	amendedNow: '改好了，已记在手机上',
	undone: '已撤销这次走访',
	add: '补充',
	amend: '改一改',
	withdraw: '撤回',
	withdrawTitle: '撤回这次走访？',
	withdrawText: '撤回后这次走访不再算数，居民家会重新列入该走访的名单。',
	withdrawYes: '撤回这次走访',
	keep: '不撤回',
	nothingChosen: '请选一样是什么事，或者写几句。',
	notSaved: '没有保存成功。',
	draftFound: '上次写了一半，接着写吧。',
	draftDrop: '不要了，重新记',
	people: (count: number) => `${count} 口人`,
	needsCare: '需要关照',
	lastVisit: (when: string, result: string) => `上次走访 ${when}，${result}`,
	neverVisited: '还没有走访过',
	knocks: (count: number) => `${count} 次敲门没人`,
	whichHousehold: '这个门里有几户，先选一户',
	householdNo: (no: string) => `第 ${no} 户`,
	household: '住户',
	openHousehold: '看这一户',
	residents: '家里的人',
	visits: '走访记录',
	noVisitsTitle: '还没有走访记录',
	noVisits: '敲开门以后，点下面的“记走访”，点一下就记好。',
	born: (years: number) => `${years} 岁`,
	tenures: { owner: '自住', tenant: '租住', unknown: '' },
	showPhone: (masked: string) => `${masked}\u00a0· 点开看`,
	call: (phone: string) => `打电话 ${phone}`,
	gone: '这一户不在您手机上',
	goneText: '可能已经迁走、合并，或者不在您负责的范围里。您记过的走访不会丢。',
	toDoors: '回到门牌',
	by: (name: string) => name,
	byMe: '我',
	states: {
		phone: '在手机上',
		received: '社区已收到',
		reviewed: '社区已看过',
		attention: '需处理'
	},
	withdrawn: '已撤回',
	returned: '社区退回',
	returnedBy: (name: string, when: string) =>
		`${name} ${when}${/\d$/.test(when) ? ' ' : ''}退回，说：`,
	amended: (when: string) => `${when} 改为`,
	original: (when: string) => `${when} 原来记的`,
	visitGone: '这次走访已经不在手机上了。',
	today: (time: string) => `今天 ${time}`,
	yesterday: (time: string) => `昨天 ${time}`,
	daysAgo: (days: number) => `${days} 天前`,
	onDay: (year: number, month: number, day: number, thisYear: boolean) =>
		thisYear ? `${month}月${day}日` : `${year}年${month}月${day}日`,
	readFailed: '读不出手机里的记录。',
	readFailedText: '记录没有丢。请关掉这个页面再打开一次。'
};
