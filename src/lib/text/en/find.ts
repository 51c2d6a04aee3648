import type { Words } from '../words';
import type zh from '../zh-CN/find';

export default {
	title: 'Find',
	label: 'Find a person or a door',
	hint: 'Name, pinyin, door, phone',
	beginTitle: 'Find a household',
	begin:
		'Type a name (张桂芳), pinyin (guifang), initials (zgf), a door (1203) or the last four digits of a phone. Works without signal.',
	noneTitle: (text) => `Nothing found for “${text}”`,
	none: 'Try another character, pinyin or a door. Only households in your area can be found.',
	stillComing: 'Households are still being fetched; some may be missing for now.',
	count: (count) => `${count} found`,
	countMore: (count) => `The first ${count}; type one more character to narrow it down`,
	why: { name: 'name', pinyin: 'pinyin', initials: 'initials', door: 'door', phone: 'phone' },
	clear: 'Clear'
} satisfies Words<typeof zh>;
