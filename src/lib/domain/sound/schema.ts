import * as v from 'valibot';
import { Sha256 } from '../photo/schema';
import {
	maxSoundBytes,
	maxSoundsAtOnce,
	maxSoundSeconds,
	soundTypes,
	type SoundType
} from './limits';

const whole = (min: number, max: number) =>
	v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));

/** What a record says of one recording. The bytes travel by themselves and may come later. `at`: when it began, epoch ms by the phone. */
export const Sound = v.object({
	sha256: Sha256,
	type: v.picklist(soundTypes),
	bytes: whole(1, maxSoundBytes),
	seconds: whole(1, maxSoundSeconds),
	at: whole(0, Number.MAX_SAFE_INTEGER)
});
/** The same as a type of its own: `Sound` is named in many places. */
export interface Sound {
	sha256: string;
	type: SoundType;
	bytes: number;
	seconds: number;
	at: number;
}

/** The recordings of one entry: few, and none twice. */
export const Sounds = v.pipe(
	v.array(Sound),
	v.maxLength(maxSoundsAtOnce, 'tooMany'),
	v.check((all) => new Set(all.map((one) => one.sha256)).size === all.length, 'twice')
);
