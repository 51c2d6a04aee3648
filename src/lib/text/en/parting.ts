import type { Words } from '../words';
import type chinese from '../zh-CN/parting';

/** What a person is told whose notebook on this phone is closed, or gone, and what to do. */
export default {
	lease: {
		title: 'Too long without a connection: the notebook is closed for now',
		text: (days: number) =>
			`To protect residents, a phone that was not online for ${days} days shows nothing. Everything that you wrote is still on it; nothing is lost.`,
		todo: 'Please connect. It then opens by itself, and what was not sent goes up.'
	},
	ended: {
		title: 'Your appointment has ended',
		text: (day: string) =>
			`Its last day was ${day}. The records of residents have been taken off this phone.`,
		todo: 'Some of your own entries are not settled and are still here: unsent ones go up by themselves, and please look at those that need you. When all is settled, the phone clears itself.'
	},
	sync: 'How sending stands',
	attention: 'What needs attention',
	waiting: (count: number) => `${count} to be sent`,
	retry: 'Try now',
	left: {
		signOut: {
			title: 'The office has signed this phone out',
			text: 'The records of residents have been taken off it. What you had not sent is still here and goes up when you sign in again.',
			todo: 'If you do not know why, ask the office. To go on, sign in again.'
		},
		wipe: {
			title: 'The office has cleared this phone',
			text: 'Everything unsent was sent first; nothing is lost. Then records, photos, recordings and keys were deleted from the phone.',
			todo: 'If you do not know why, ask the office. To go on, sign in again; everything is then downloaded once more.'
		},
		wipeNow: {
			title: 'The office has cleared this phone',
			text: 'Records, photos, recordings and keys were deleted from the phone.',
			todo: 'If you do not know why, ask the office. To go on, sign in again; everything is then downloaded once more.'
		},
		ended: {
			title: 'Your appointment has ended',
			text: 'All that you wrote was sent and settled. The records of residents have been taken off this phone.',
			todo: 'If you have questions, ask the office. Thank you for your work.'
		}
	},
	lost: (count: number) =>
		`${count} unsent records, photos and recordings were deleted with it. Please write them down again from memory.`,
	other: 'Other people’s records on this phone were not touched.',
	signIn: 'Sign in',
	nothing: {
		title: 'There is nothing to explain on this phone',
		text: 'You can go back and sign in.'
	}
} satisfies Words<typeof chinese>;
