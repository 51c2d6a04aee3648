/**
 * Why nothing is recorded. `noRecorder`: this browser has none; `notSecure`: no browser records at an address without TLS;
 * `notAllowed`: the person or the phone said no; `noMicrophone`: there is none; `microphoneBusy`: something else has it, or
 * another page of ours records for the same form; `nothingHeard`: there is nothing in what was recorded.
 */
export type RecordingTrouble =
	'noRecorder' | 'notSecure' | 'notAllowed' | 'noMicrophone' | 'microphoneBusy' | 'nothingHeard';
