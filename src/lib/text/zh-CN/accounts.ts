/** The public accounts of a campaign, as neighbours read them on a page, on paper and as a picture. */
export default {
	title: '收支公示',
	loading: '正在打开公示…',
	place: (community: string) => `${community} 公示`,
	period: (from: string, to: string) => `公示期 ${from} 至 ${to}`,
	day: (year: number, month: number, date: number) => `${year} 年 ${month} 月 ${date} 日`,
	money: (yuan: string) => `¥${yuan}`,
	closed: '项目已结束',
	open: '项目进行中，数字随收款更新',
	purpose: '用途',
	cost: '总费用',
	method: '分摊办法',
	methods: {
		household: '每户一样',
		area: '按面积',
		persons: '按人口',
		floor: '按楼层',
		fixed: '每户固定金额',
		agreed: '各户自己认的金额'
	},
	basis: '依据',
	decided: (matter: string, day: string) => `${matter}，${day} 决定`,
	matters: {
		rulesOfAssembly: '业主大会议事规则',
		rulesOfEstate: '管理规约',
		ownersCommittee: '业主委员会',
		manager: '物业服务',
		useRepairFund: '使用维修资金',
		raiseRepairFund: '筹集维修资金',
		rebuild: '改建、重建',
		changeUse: '改变共有部分用途',
		other: '共同决定的事项',
		voluntary: '各户自愿'
	},
	income: '收入',
	shares: '分摊款',
	sharesOf: (due: string, settled: number, households: number) =>
		`应收 ¥${due}，${households} 户里已有 ${settled} 户结清`,
	sources: {
		estate: '居委会',
		owners: '业委会',
		fund: '基金',
		works: '施工或供水单位',
		other: '其他'
	},
	source: (kind: string, called: string) => (called ? `${kind}（${called}）` : kind),
	donations: '捐款（另外记账，不抵分摊）',
	late: '结束后收到，另存待处理',
	incomeSum: '收入合计',
	spending: '支出',
	paidTo: (supplier: string) => `付给 ${supplier}`,
	surplus: (words: string) => `结余处理：${words}`,
	spendingSum: '支出合计',
	left: '现在结余',
	nothing: '还没有',
	doors: '各户分摊（只写门牌，不写姓名）',
	door: '门牌',
	due: '应交',
	taken: '已交',
	state: '情况',
	states: {
		paid: '已交清',
		part: '交了一部分',
		open: '还没交',
		over: '多交，待退',
		exempt: '按会议决定不分摊'
	},
	revisions: '计划改过的地方',
	revision: (day: string, cost: string, why: string) => `${day}，总费用改为 ¥${cost}：${why}`,
	print: '打印',
	picture: '做成图片，发到群里',
	pictureFailed: '图片没有做成。可以打印，或者截屏。',
	footer: '数字由账本算出，不能改动。有疑问，请在公示期内向社区提出。',
	gone: {
		title: '现在没有这份公示',
		text: '公示期可能还没开始，或者已经结束；也可能是网址抄错了。请问社区。'
	},
	offline: {
		title: '没有网络，打不开公示',
		text: '公示在社区的服务器上。有网络时再试一次。'
	},
	retry: '再试一次'
};
