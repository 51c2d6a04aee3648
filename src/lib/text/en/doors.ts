import type { Words } from '../words';
import type zh from '../zh-CN/doors';

export default {
	title: 'Doors',
	find: 'Find a person or a door',
	fees: 'Collect',
	progress: (done, all) => `${done} of ${all} visited`,
	allDone: 'All visited',
	unitCount: (count) => (count === 1 ? '1 unit' : `${count} units`),
	emptyTitle: 'No buildings yet',
	empty: 'As soon as the office has entered your grid or unit, its buildings appear here.',
	stillComing: 'Buildings and households are being fetched. Use what is here already.',
	boardEmpty:
		'No doors are entered for this building yet. The office can add them in the register.',
	unknownBuilding: 'This building is not on your phone',
	unknownBuildingText: 'It may lie outside your area, or has not been fetched yet.',
	legend: 'Legend',
	tones: {
		done: 'Visited in time',
		due: 'Due',
		knocked: 'Nobody answered',
		open: 'Something last time',
		empty: 'Empty or shop'
	},
	marks: { care: 'needs care', unsent: 'not sent yet', attention: 'needs attention' },
	floor: (floor) => (floor < 0 ? `basement ${-floor}` : `floor ${floor}`),
	households: (count) => (count === 1 ? '1 household' : `${count} households`),
	emptyDoor: 'empty',
	shop: 'shop',
	other: 'other use',
	knocked: (count) => `in vain ${count}×`,
	tile: (door, parts) => `${door}, ${parts}`,
	between: ', ',
	print: 'Print',
	emptyDoorTitle: (door) => `Nobody is registered at ${door}`,
	emptyDoorText:
		'If somebody lives there, ask the office to enter the household; then visits can be logged here.',
	shopDoorText:
		'This door is entered as a shop or other use and needs no visit. If somebody lives there, tell the office.',
	ok: 'I see'
} satisfies Words<typeof zh>;
