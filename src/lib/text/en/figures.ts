import type { Words } from '../words';
import type zh from '../zh-CN/figures';

export default {
	title: 'Visits in figures',
	total: 'Total',
	area: 'Area',
	community: 'Community',
	grid: 'Grid',
	households: 'Households',
	metMonth: 'Met in 30 days',
	metHalfYear: 'Met in half a year',
	careMetMonth: 'Needing care, met in 30 days',
	opened: 'Doors opened of those knocked at, 30 days',
	waiting: 'Waiting',
	returned: 'Returned',
	accepted: 'Accepted',
	counted: {
		care: 'Households needing care',
		knocksMonth: 'Doors knocked at in 30 days',
		openedMonth: 'Of these opened'
	},
	of: (part: string, whole: string) => `${part} / ${whole}`,
	none: 'none',
	showGrids: (name: string) => `Show the grids of ${name}`,
	hideGrids: (name: string) => `Hide the grids of ${name}`,
	note: 'A door that nobody opened counts as a visit made. Figures are about areas, never about persons, and nothing is ranked.',
	fetched: (when: string) => `Figures of ${when}`,
	kept: (when: string) => `The server cannot be reached now. These are the figures of ${when}.`,
	cases: 'Figures of mediation',
	refresh: 'Fetch again',
	fetching: 'Fetching figures…',
	downloadCsv: 'Download CSV',
	downloadXlsx: 'Download Excel',
	downloadFailed: 'The file was not made. Please reload the page and try again.',
	print: 'Print',
	fileName: (day: string) => `visits-${day}`,
	emptyTitle: 'No households registered yet',
	emptyText: 'Once the register is imported, visits are listed here by community and grid.',
	offlineTitle: 'No figures fetched yet',
	offlineText:
		'Open this page once with a connection: the device keeps a copy that can be read without one.',
	notForYou: 'This page is for the community office and the sub-district.'
} satisfies Words<typeof zh>;
