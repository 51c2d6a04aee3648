import type { Words } from '../words';
import type zh from '../zh-CN/common';

export default {
	appName: 'Linli',
	save: 'Save',
	cancel: 'Cancel',
	back: 'Back',
	close: 'Close',
	undo: 'Undo',
	retry: 'Try again',
	edit: 'Edit',
	more: 'More',
	loading: 'Loading…',
	yes: 'Yes',
	no: 'No'
} satisfies Words<typeof zh>;
