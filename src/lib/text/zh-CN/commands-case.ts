/** Names of the acts in cases; part of `attention.ts`. */
export default {
	'dispute.open': '登记案件',
	'dispute.amend': '改案件',
	'dispute.addEntry': '记案卷',
	'dispute.amendEntry': '补充案卷',
	'dispute.assign': '指派经办人',
	'dispute.unassign': '撤下经办人',
	'dispute.handUp': '往上交案件',
	'dispute.end': '终止调解',
	'dispute.extend': '延长调解',
	'dispute.agree': '达成协议',
	'dispute.perform': '记履行',
	'dispute.confirmCourt': '记司法确认',
	'dispute.plan': '改回访计划',
	'dispute.followUp': '记回访',
	'dispute.close': '结案',
	'dispute.reopen': '重新调解',
	'dispute.look': '看案件',
	'caseRules.set': '定调解期限'
};
