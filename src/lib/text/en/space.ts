import type { Words } from '../words';
import type zh from '../zh-CN/space';

export default {
	lowTitle: 'Little room left on this phone',
	lowText: 'You can go on as usual for now. If it fills up further, new entries cannot be saved.',
	fullTitle: 'No room left on this phone',
	fullText:
		'New entries cannot be saved. Everything saved so far is still here. Do not close a half-filled form.',
	todo: 'How to make room:',
	clean: 'Delete photos, videos or apps that you do not need.',
	photos: (count, size) =>
		`Connect, so that ${count} ${count === 1 ? 'photo or recording is' : 'photos or recordings are'} sent; then they leave this phone, about ${size}.`,
	noPhotos: 'Take no photos of visits for now; words can be entered as usual.',
	used: (size) =>
		`Linli takes ${size} in all. The register in it need not and must not be deleted.`,
	send: 'Send now',
	asFile: 'Save what was not sent as a file',
	afterwards: 'Once there is room, saving and sending go on by themselves.'
} satisfies Words<typeof zh>;
