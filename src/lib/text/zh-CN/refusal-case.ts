/** Words for refusals about mediation; part of `refusal.ts`. */
export default {
	caseUnknown: { title: '这台手机上没有这个案件。', todo: '请联网更新后再试。' },
	caseExists: { title: '这个案件已经登记过了。', todo: '不用再登记。' },
	caseStage: { title: '案件现在的状态不能这样办。', todo: '请看一下案件最新的情况。' },
	caseNotAgreed: {
		title: '这个案件还没有达成协议。',
		todo: '达成协议以后才能回访、履行或者申请确认。'
	},
	partySides: { title: '两边当事人都要写。', todo: '请把另一方补上。' },
	partyTwice: { title: '同一个人写了两次。', todo: '一个人不能同时在两边，请改一下当事人。' },
	partyUnknown: { title: '案件里没有这个当事人。', todo: '请重新选当事人。' },
	guardianMissing: { title: '当事人未满 18 岁。', todo: '请写上监护人。' },
	agentWrong: {
		title: '这个人不能做委托代理人。',
		todo: '代理人不能是当事人本人，也不能是对方的人。请改一下当事人。'
	},
	entryUnknown: { title: '案卷里没有这条记录。', todo: '请联网更新后再试。' },
	entryExists: { title: '这条记录已经写过了。', todo: '不用再写。' },
	entryNotYours: { title: '这条记录是别人写的。', todo: '请写它的人来补充，或者另写一条。' },
	wordsMissing: { title: '还没有写内容。', todo: '请写几句。证据也可以只附照片或录音。' },
	seatUnknown: { title: '案件里没有这个经办人。', todo: '请看一下最新的经办人。' },
	seatTaken: { title: '这个人已经在办这个案件。', todo: '不用再指派。' },
	seatEnded: { title: '这个人已经不办这个案件了。', todo: '不用再撤。' },
	seatLast: { title: '案件不能没有人负责。', todo: '请先指派别的负责人。' },
	seatWrong: { title: '这个岗位不能这样参加。', todo: '请选别的人，或者别的身份。' },
	seatElsewhere: { title: '这个人不在本社区任职。', todo: '请选本社区的人。' },
	notUp: { title: '只能往上交。', todo: '请选更上面的一级。' },
	remediesMissing: { title: '还没有写告知了哪些途径。', todo: '请告诉双方还可以怎么办，并勾选。' },
	consentMissing: { title: '延长要双方都同意。', todo: '请双方同意以后再延长。' },
	termsMissing: { title: '协议还没有内容。', todo: '请写清楚谁、做什么、到什么时候。' },
	termUnknown: { title: '协议里没有这一条。', todo: '请看一下最新的协议。' },
	signatureMissing: {
		title: '还有人没有签名。',
		todo: '请当事人和调解员都签名，或者拍下纸上的签名。'
	},
	statusMatter: { title: '婚姻、收养等身份关系不能申请司法确认。', todo: '请告诉双方别的办法。' },
	courtLate: { title: '已经过了 30 天，不能再申请司法确认。', todo: '请告诉双方别的办法。' },
	courtOrder: { title: '司法确认要先申请，再登记结果。', todo: '请看一下登记到哪一步了。' },
	planUnknown: { title: '没有这次回访计划。', todo: '请看一下最新的计划。' },
	planSettled: { title: '这次回访已经做过或者取消了。', todo: '不用再改。' },
	consequenceMissing: { title: '情况有反复，要写怎么处理。', todo: '请选重新调解，或者提高等级。' }
};
