import type { Words } from '../words';
import type zh from '../zh-CN/cases-sound';

const sound: Words<typeof zh> = {
	legend: 'Recording (optional)',
	tell: 'Tell both sides first that you record; only if both are willing. Only those who work on the case can listen.',
	start: 'Record',
	stop: 'Stop recording',
	running: (length) => `Recording ${length}`,
	most: (minutes) => `At most ${minutes} minutes, then it stops by itself.`,
	full: (most) => `At most ${most} recordings in one entry`,
	found: 'What was recorded last time is still here.',
	runs: 'Still recording. Please stop it first.',
	remove: (nth) => `Remove recording ${nth}`,
	title: (nth, length) => `Recording ${nth} · ${length}`,
	hear: (nth) => `Listen to recording ${nth}`,
	loading: 'Opening the recording…',
	onPhone: 'Still on this phone; sent when connected',
	refused: 'The server did not take this recording',
	notYet: 'Not sent yet',
	gone: 'This recording is lost: the server was restored and it could not be brought back',
	offline: 'Connect to listen to this recording',
	unplayable: 'This device cannot play the recording. Try another one.',
	problems: {
		noRecorder: 'This browser cannot record. Use a newer one, or write for now.',
		notSecure:
			'This address has no TLS, so the browser does not record. Ask the office for an https address, or write for now.',
		notAllowed:
			'The microphone stayed off: the phone or the browser did not allow it. Allow it in the settings, then record again.',
		noMicrophone: 'This device has no microphone. Please write for now.',
		microphoneBusy: 'Another app has the microphone. Close it, then record again.',
		nothingHeard: 'Nothing was recorded. Please try again.'
	}
};
export default sound;
