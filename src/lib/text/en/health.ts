import type { Words } from '../words';
import type zh from '../zh-CN/health';

const records = (count: number) => (count === 1 ? '1 record' : `${count} records`);

export default {
	allSent: () => 'All sent',
	allSentAt: (at: string) => `All sent · ${at}`,
	checking: () => 'Checking…',
	sending: (count: number) => `Sending ${records(count)}`,
	waiting: (count: number) => `${records(count)} to send`,
	photos: (count: number) => `${count} photos or recordings to send`,
	offline: (count: number) =>
		count > 0 ? `${records(count)} to send · not connected` : 'Not connected',
	attention: (count: number) => `${records(count)} need${count === 1 ? 's' : ''} attention`,
	lease: (days: number) =>
		days === 1 ? 'Connect once within 1 day' : `Connect once within ${days} days`,
	signIn: (count: number) =>
		count > 0 ? `Sign in again: ${records(count)} to send` : 'Sign in again to receive news',
	first: (done: number, total: number) =>
		total > 0 ? `First sync: ${done} / ${total}` : 'First sync, getting ready…',
	storageFull: () => 'The phone is full; nothing new can be saved',
	storageBroken: () => 'The phone cannot store; restart the browser',
	spaceLow: () => 'The phone is nearly full; please make room',
	updateNeeded: (count: number) =>
		count > 0 ? `Update Linli: ${records(count)} to send` : 'Update Linli to go on syncing',
	serverTrouble: (count: number) =>
		count > 0
			? `Trouble on the server; ${records(count)} to send, tried again by itself`
			: 'Trouble on the server; tried again by itself',
	lastSuccess: (at: string) => `Last success ${at}`,
	never: 'No success yet'
} satisfies Words<typeof zh>;
