import type zh from '../zh-CN/commands-case';
import type { Words } from '../words';

export default {
	'dispute.open': 'Open a case',
	'dispute.amend': 'Correct a case',
	'dispute.addEntry': 'Add to a case',
	'dispute.amendEntry': 'Amend an entry of a case',
	'dispute.assign': 'Assign somebody to a case',
	'dispute.unassign': 'Take somebody off a case',
	'dispute.handUp': 'Hand a case up',
	'dispute.end': 'End mediation',
	'dispute.extend': 'Extend mediation',
	'dispute.agree': 'Record an agreement',
	'dispute.perform': 'Record performance',
	'dispute.confirmCourt': 'Record judicial confirmation',
	'dispute.plan': 'Plan a follow-up visit',
	'dispute.followUp': 'Record a follow-up visit',
	'dispute.close': 'Close a case',
	'dispute.reopen': 'Open a case again',
	'dispute.look': 'Look at a case',
	'caseRules.set': 'Set days for cases'
} satisfies Words<typeof zh>;
