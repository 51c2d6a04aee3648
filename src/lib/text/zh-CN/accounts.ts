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
	scan: '用手机扫码，看这一页、提出疑问。',
	scanLabel: '这一页的二维码',
	footer: '数字由账本算出，不能改动。有疑问，请在公示期内向社区提出。',
	gone: {
		title: '现在没有这份公示',
		text: '公示期可能还没开始，或者已经结束；也可能是网址抄错了。请问社区。'
	},
	offline: {
		title: '没有网络，打不开公示',
		text: '公示在社区的服务器上。有网络时再试一次。'
	},
	retry: '再试一次',
	objections: {
		title: '异议与答复',
		none: '公示以来还没有人提出异议。',
		counts: (open: number, answered: number) =>
			`共 ${open + answered} 条异议：已答复 ${answered} 条，等社区答复 ${open} 条。`,
		someone: '有一条异议，问题没有公开',
		answered: (day: string) => `社区 ${day} 答复`,
		added: (day: string) => `社区 ${day} 补充`
	},
	objecting: {
		title: '对账目有异议，在这里提',
		text: '写下哪里不清楚、哪里不对。您写的话只有社区看得到；社区的答复会公开，不写您是谁。',
		words: '哪里不对',
		hint: '10 到 500 个字',
		from: '您是谁、怎么找您（可不填）',
		fromHint: '不用写姓名。写了也只有社区看得到，方便当面答复您。',
		send: '提交异议',
		tooShort: '写得太短，社区看不明白。请至少写 10 个字。',
		tooLong: '超过 500 个字了。请写短一点，或者分两次提。',
		doneTitle: '社区收到了您的异议',
		doneText: '答复会写在这一页上。公示结束后，也可以直接去社区问。',
		another: '再提一条',
		troubles: {
			offline: '没有网络，还没有送到。您写的还在，有网络时再按一次“提交异议”。',
			failed: '没有送到。您写的还在，请过一会儿再按一次“提交异议”。',
			over: '公示已经结束，这里不能再提。您写的还在，请抄下来直接交给社区。',
			full: '等着社区答复的异议太多了。请过几天再提，或者直接去社区。',
			busy: '提的人太多了。您写的还在，请过几分钟再按一次“提交异议”。',
			wrong: '里面有不能用的符号。请去掉特殊符号，再试一次。'
		}
	}
};
