import type { Words } from '../words';
import type zh from '../zh-CN/photo';

const photos = (count: number) => (count === 1 ? '1 photo' : `${count} photos`);

export default {
	legend: 'Photos (optional)',
	shoot: 'Take a photo',
	choose: 'Choose a photo',
	making: 'Preparing the photo…',
	full: (most: number) => `At most ${photos(most)} at a time`,
	remove: (nth: number) => `Remove photo ${nth}`,
	open: (nth: number, all: number) => `Enlarge photo ${nth} of ${all}`,
	title: (nth: number, all: number) => `Photo ${nth} of ${all}`,
	picture: 'The photo, enlarged',
	keepPlace: (nth: number) => `Photo ${nth}: keep where it was taken`,
	keepPlaceHint: 'Unless switched on, the place is not kept and is removed from the photo as well.',
	place: (lat: string, lon: string) => `Taken at latitude ${lat}, longitude ${lon}`,
	notPicture:
		'This file cannot be opened as a photo on this phone. Choose another one or take a photo. What you entered is still here.',
	notLoaded:
		'The part that handles photos is not on this phone yet. Try again with a connection. What you entered is still here.',
	loading: 'Opening the photo…',
	onPhone: 'Still on this phone; sent when connected',
	refused: 'The server did not take this photo; please take another one',
	notYet: 'Not sent yet',
	gone: 'This photo is lost: the server was restored and the photo could not be brought back',
	offline: 'Connect to see this photo',
	waitingLabel: 'Photos and recordings to send',
	waitingCount: (count: number) => String(count),
	refusedLabel: 'Photos and recordings the server did not take'
} satisfies Words<typeof zh>;
