/** Words for refusals about money; part of `refusal.ts`. */
export default {
	campaignUnknown: { title: '这台手机上没有这个筹资项目。', todo: '请联网更新后再试。' },
	campaignExists: { title: '这个筹资项目已经有了。', todo: '不用再写。' },
	campaignChanged: { title: '有人刚改过这个筹资项目。', todo: '请看一下最新的内容，再做一次。' },
	campaignDraft: { title: '这个筹资项目还没有开始。', todo: '开始以后才能收款。' },
	campaignOpen: { title: '这个筹资项目已经开始。', todo: '要改请用“调整方案”，大家都看得到。' },
	campaignClosed: { title: '这个筹资项目已经结清。', todo: '请问社区怎么办。' },
	campaignUnsettled: { title: '账还没有平，不能结清。', todo: '请先处理没有了结的款项。' },
	planWrong: { title: '这样分摊算不出来。', todo: '请看一下标出来的地方。' },
	voteWrong: { title: '表决票数不全。', todo: '请看一下每户的面积和意见。' },
	voteFailed: { title: '表决没有通过。', todo: '参加和同意的户数、面积都要达到规定的比例。' },
	offerUnknown: { title: '没有这份报价。', todo: '请重新选一份。' },
	levyUnknown: { title: '这台手机上没有这份收款名单。', todo: '请联网更新后再试。' },
	levyWrong: { title: '收款名单和单元对不上。', todo: '请重新打开这个项目再试。' },
	notOnList: { title: '这一户不在收款名单里。', todo: '请看一下是不是点错了门。' },
	showTooShort: { title: '公示不能少于 5 天。', todo: '请把结束的日子往后改。' },
	bookingUnknown: { title: '这台手机上没有这笔账。', todo: '请联网更新后再试。' },
	bookingExists: { title: '这笔账已经记过了。', todo: '不用再记。' },
	bookingReversed: { title: '这笔账已经冲正了。', todo: '不用再冲。' },
	bookingRefunded: { title: '这笔款已经退过钱。', todo: '请先冲正退款，再冲正收款。' },
	bookingOwn: { title: '自己记的账，要由别人来批。', todo: '请另一位同事来批。' },
	notCollection: { title: '只有收款才能退。', todo: '请从那张收据上退。' },
	refundTooMuch: { title: '退得比收的还多。', todo: '请把金额改小。' },
	notYourMoney: { title: '这笔钱不在您手上。', todo: '请收款的人或者社区来做。' },
	notesWrong: { title: '钞票张数不对。', todo: '请重新点一遍。' },
	receiverSame: { title: '不能交给自己。', todo: '请选另一个人。' },
	handOverDiffers: { title: '两边记的不一样。', todo: '请两个人一起再点一遍，重新交接。' },
	signatureEmpty: { title: '签名是空的。', todo: '请重新签一次。' },
	confirmedAlready: { title: '已经确认过了。', todo: '不用再确认。' },
	notConfirmable: { title: '这笔账不用批。', todo: '请看一下是不是点错了。' },
	sourceUnknown: { title: '项目里没有这个出资方。', todo: '请重新选。' },
	supplierUnknown: { title: '项目里没有这家供应商。', todo: '请重新选。' },
	accountsNotShown: {
		title: '这个项目的账目没有公示。',
		todo: '公示以后才能提异议。现在有疑问，请直接找社区。'
	},
	objectionUnknown: { title: '这台手机上没有这条异议。', todo: '请联网更新后再试。' },
	objectionExists: { title: '这条异议已经收到了。', todo: '不用再提一次。' },
	objectionChanged: {
		title: '同事刚刚答复过这条异议。',
		todo: '请先看同事的答复，还要说的再补充。'
	},
	full: { title: '等着答复的异议太多了。', todo: '请过几天再提，或者直接找社区。' },
	invoiceMissing: { title: '这笔付款没有发票照片。', todo: '请拍上发票，重新记一次。' },
	lineUnknown: { title: '这台设备上没有这笔银行流水。', todo: '请联网更新后再试。' },
	lineExists: { title: '这笔银行流水已经在别的项目里。', todo: '请看一下是不是选错了项目。' },
	lineChanged: {
		title: '同事刚核对过这笔银行流水。',
		todo: '请看一下现在的结果，再决定要不要改。'
	},
	bookingAtBank: {
		title: '这笔账已经对上了另一笔银行流水。',
		todo: '请先撤销那一笔，再来对这一笔。'
	},
	bankDiffers: {
		title: '金额或收支方向和银行的不一样。',
		todo: '请先冲正这笔账，按银行的数重新记。'
	},
	bankSumDiffers: {
		title: '勾选的几笔加起来，和银行的数不一样。',
		todo: '请重新勾选，加起来要正好是银行的数。'
	},
	bookingUndone: { title: '这笔账已经冲正了，不能再对。', todo: '请重新选。' },
	bookingTwice: { title: '同一笔账勾了两次。', todo: '请重新勾选。' },
	notAtBank: { title: '这笔账没有进出社区账户。', todo: '它可能已经冲正，或者还没有批。请重新选。' }
};
