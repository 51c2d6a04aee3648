import type * as lists from '$lib/domain/dispute/lists';

const steps: Record<lists.Step, string> = {
	findOut: '摸',
	look: '察',
	weigh: '评',
	settle: '解',
	visitAgain: '访'
};

const stepHints: Record<lists.Step, string> = {
	findOut: '摸清情况',
	look: '现场察看',
	weigh: '评理',
	settle: '调解',
	visitAgain: '回访'
};

const ways: Record<lists.Way, string> = {
	together: '面对面',
	apart: '分开谈',
	onSite: '现场',
	phone: '电话'
};

const parts: Record<lists.Part, string> = { main: '负责', helper: '协助', expert: '请来的' };

const levels: Record<lists.Level, string> = {
	gridWorker: '网格员',
	gridParty: '网格党小组',
	mediationLead: '社区调委会',
	subdistrict: '街道'
};

const remedies: Record<lists.Remedy, string> = {
	court: '去法院起诉',
	arbitration: '申请仲裁',
	administrative: '找行政部门'
};

const followUps: Record<lists.FollowUpResult, string> = {
	satisfied: '双方满意',
	performed: '照协议做了',
	flaringUp: '又有反复'
};

const consequences: Record<lists.Consequence, string> = {
	reopen: '重新调解',
	raise: '提高等级，盯紧'
};

const performances: Record<lists.Performance, string> = {
	done: '做到了',
	partly: '做了一部分',
	notDone: '没有做'
};

const courts: Record<lists.CourtState, string> = {
	applied: '双方一起申请了',
	confirmed: '法院确认了',
	rejected: '法院没有确认'
};

const escalations: Record<lists.Escalation, string> = {
	suicide: '自杀',
	crime: '转成刑事案件',
	fight: '打架斗殴',
	petition: '上访'
};

/** Words of what is said and done in a case; part of `cases.ts`. */
export default {
	steps,
	stepHints,
	ways,
	parts,
	levels,
	remedies,
	followUps,
	consequences,
	performances,
	courts,
	escalations,
	entries: {
		title: '案卷记录',
		count: (count: number) => `${count} 条，新的在上面`,
		none: '还没有记录。',
		older: (count: number) => `再看更早的 ${count} 条`,
		amended: (name: string, when: string) => `${name} ${when} 补充：`,
		first: '原来写的',
		undone: '这一步没有办成，话都留着：',
		cleared: '内容已按本人要求删除',
		amend: '补充',
		present: (names: string) => `在场：${names}`,
		from: (who: string) => `来自：${who}`,
		takenAt: (when: string) => `取得时间：${when}`,
		told: (who: string, when: string) => `${when} 报告了${who}`,
		remediesTold: (what: string) => `已告知：${what}`
	},
	facts: {
		session: (way: string) => `调解 · ${way}`,
		inquiry: (of: string) => `调查${of ? ` · ${of}` : ''}`,
		note: '记事',
		evidence: '证据',
		report: (danger: string) => `报告：${danger}`,
		amendedField: (field: string) => `改了${field}`,
		assigned: (name: string, part: string) => `请${name}参加（${part}）`,
		unassigned: (name: string) => `${name}不再参加`,
		handedUp: (to: string) => `交到${to}`,
		declined: '一方不愿调解，到此为止',
		failed: '没有调成，到此为止',
		extended: (until: string) => `双方同意延长到${until}`,
		agreement: { oral: '达成口头协议', written: '达成书面协议' },
		performed: (state: string, on: string) => `履行：${on} ${state}`,
		court: (state: string, on: string) => `司法确认：${on} ${state}`,
		planned: (on: string) => `回访定在${on}`,
		dropped: '取消了一次回访',
		followUp: (result: string) => `回访：${result}`,
		closed: '结案',
		reopened: '重新调解'
	},
	fields: {
		category: '类别',
		scale: '难易',
		colour: '等级',
		place: '地点',
		matter: '事情经过',
		demand: '要求',
		people: '涉及人数',
		party: '当事人'
	},
	add: {
		title: '记一条',
		kind: '记什么？',
		kinds: { session: '调解', inquiry: '调查', note: '记事', evidence: '证据' },
		way: '怎么谈的？',
		present: '谁在场？（可多选）',
		others: '还有谁在（可不写）',
		of: '问了谁、看了哪里',
		from: '谁给的（可不写）',
		step: '算哪一步？（可不选）',
		noStep: '不选',
		words: '内容',
		wordsHint: '照双方说的写，不加自己的话',
		photos: '照片',
		act: '记下',
		done: '已记在手机上',
		amendTitle: '补充这条记录',
		amendHint: '原来的话会留着，新写的排在后面。'
	},
	check: {
		title: '请再看一遍',
		back: '回去改',
		none: '没有写',
		act: '没有错，保存'
	},
	agree: {
		title: '达成协议',
		open: '达成协议',
		form: '哪一种？',
		forms: { oral: '口头协议', written: '书面协议' },
		formHints: { oral: '调解员记下内容', written: '双方签字' },
		facts: '事情和起因（可不写）',
		issues: '争的是什么、谁的责任（可不写）',
		terms: '商定的事',
		term: (no: number) => `第 ${no} 条`,
		addTerm: '再加一条',
		removeTerm: (no: number) => `去掉第 ${no} 条`,
		who: '谁来做？（可多选）',
		what: '做什么',
		until: '到哪天为止（可不写）',
		amount: '涉及金额，元（可不写）',
		effectiveOn: '从哪天起算',
		isStatus: '是婚姻、收养等身份关系吗？',
		isStatusText: '身份关系不能申请司法确认。',
		signs: '签名',
		signWays: { here: '在手机上签', paper: '签在纸上，拍照' },
		signWay: '怎么签？',
		paper: '纸上签名的照片',
		sign: (name: string) => `${name}签名`,
		mediator: '调解员',
		signHere: '请用手指在框里签名',
		signAgain: '重新签',
		signed: (time: string) => `已签，${time}`,
		late: '案件的进度已经变了，这份协议不会生效。保存以后内容和签名会留在案卷里。',
		changed: '内容改过了，请大家重新签名。',
		fields: {
			form: '形式',
			facts: '事情和起因',
			issues: '争的和责任',
			amount: '金额',
			status: '身份关系'
		},
		found: '上次没写完的还在，接着写就行。',
		next: '再看一遍',
		act: '协议没有错，保存',
		done: '协议已记在手机上，回访日子已排好',
		missing: {
			terms: '商定的事还没有写全：谁、做什么',
			effectiveOn: '请写从哪天起算',
			signatures: '还有人没有签名',
			photo: '还没有拍签名的照片',
			amount: '金额不对'
		},
		oralText: '口头协议从说定起就算数，不用签名。'
	},
	agreement: {
		title: '协议',
		effective: (day: string) => `${day}起生效`,
		until: (day: string) => `${day}前`,
		perform: '记履行',
		performTitle: '这一条做到了吗？',
		on: '哪天',
		words: '补充几句（可不写）',
		unknown: '还不知道',
		amount: (yuan: string) => `金额 ${yuan} 元`,
		courtBy: (day: string) => `双方可以在${day}前一起申请司法确认，不收费。`,
		court: '记司法确认',
		courtState: '到哪一步了？',
		status: '身份关系，不申请司法确认。',
		performed: '已记下'
	},
	visits: {
		title: '回访',
		act: '记回访',
		planned: (day: string) => `定在${day}`,
		done: (day: string) => `${day}已回访`,
		none: '没有排好的回访。',
		result: '回访时怎么样？',
		then: '有反复，怎么办？',
		words: '看到什么、听到什么（可不写）',
		saved: '回访已记在手机上',
		plan: '改日子',
		planNew: '加一次回访',
		planTitle: '定回访的日子',
		on: '哪天去',
		drop: '不去这一次了',
		planSaved: '日子已改好'
	},
	seats: {
		title: '谁在办',
		assign: '请人参加、换人负责',
		person: '请谁？',
		personMissing: '请选一个人。',
		part: '做什么？',
		words: '说明（可不写）',
		assigned: '已请',
		unassign: (name: string) => `请${name}退出`,
		unassignText: '退出以后，案件会从那台手机上撤走，写过的记录都留着。',
		unassigned: '已退出',
		handUp: '往上交',
		to: '交到哪里？',
		why: '为什么要交？',
		whyMissing: '请写一句为什么。',
		handUpText: '记录都会跟着过去，您还留在案件里协助。',
		handedUp: '已交上去',
		nobody: '这台手机上没有别人的名单。要请调解员，可以“往上交”。'
	},
	acts: {
		title: '还可以办',
		declined: '一方不愿调解',
		failed: '没有调成',
		close: '结案',
		reopen: '重新调解',
		extend: '延长期限',
		correct: '改案件内容、等级',
		which: '改哪一项？',
		report: '报告暴力或犯罪',
		who: '谁不愿意？',
		whoMissing: '请选是谁。',
		told: '告诉双方还可以怎么办（可多选）',
		endText: '调解到此为止。请当面告诉双方：还可以走下面这些路。',
		words: '说明（可不写）',
		why: '为什么？',
		whyMissing: '请写一句为什么。',
		prevented: '这次调解避免了什么？',
		preventedNone: '没有这些情况',
		closeText: '结案以后还能看，也能重新调解。排好的回访照常提醒。',
		reopenText: '案件重新开始调解，原来的记录都留着。',
		until: '延长到哪天',
		consents: '谁同意了？（可多选）',
		consentText: '双方都同意才能延长。',
		saved: '已保存'
	},
	docket: {
		title: '纠纷登记',
		text: '只有编号、类别、进度和等级。内容只有办案的人能看。',
		emptyTitle: '还没有纠纷案件',
		empty: '调解员登记以后，会出现在这里。',
		opened: '登记日',
		due: '期限'
	}
};
