import type { Words } from '../words';
import type zh from '../zh-CN/review';

export default {
	title: 'Review visits',
	cases: 'List of cases',
	money: 'Money',
	moneyWaits: (objections) =>
		objections === 1 ? 'Money (1 objection)' : `Money (${objections} objections)`,
	waiting: (n) => (n === 0 ? 'No visits to review' : `${n} to review`),
	allGrids: 'All grids',
	allWorkers: 'Everybody',
	allResults: 'All results',
	grid: 'Grid',
	worker: 'Visitor',
	result: 'Result',
	accept: 'Accept',
	giveBack: 'Return',
	acceptShown: (n) => `Accept the ${n} shown`,
	acceptShownTitle: (n) => `Accept the ${n} visits shown?`,
	acceptShownText:
		'Only those listed now. Those with words are among them; please read them first.',
	accepted: (n) => (n === 1 ? 'Accepted' : `${n} accepted`),
	returned: 'Returned. The visitor will see your words under Today',
	returnTitle: (door) => `Return ${door}`,
	comment: 'What should the visitor add?',
	commentHint: 'Say what is missing, so that it can be added at once.',
	commentMissing: 'Please write a sentence, else nobody knows what to add.',
	amended: (n) => (n === 1 ? 'amended once' : `amended ${n} times`),
	firstWords: 'As first logged',
	emptyHereTitle: 'All that is on this device is reviewed',
	emptyAsOf: (when) =>
		`As of ${when}. There may be newer visits; they appear here once this device is connected.`,
	emptyTitle: 'Everything is reviewed',
	emptyText:
		'Visits of grid workers and unit leaders appear here by themselves once they are sent.',
	noneTitle: 'No such visits',
	noneText: 'Try another grid, visitor or result.',
	clear: 'Show all',
	more: (n) => `Show ${n} more`,
	gone: 'This household is no longer in the register',
	notOffice: 'The community office reviews visits here. Your role does not need to.'
} satisfies Words<typeof zh>;
