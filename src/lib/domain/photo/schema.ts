import * as v from 'valibot';
import { maxPhotoBytes, maxPhotosAtOnce, photoTypes, type PhotoType } from './limits';

const whole = (min: number, max: number) =>
	v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));

/** The SHA-256 of a photo's bytes in lower-case hexadecimal; it is the photo's name everywhere. */
export const Sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'sha256'));

/** Where a photo was taken, in degrees (WGS 84). There only if the person chose to keep it. */
export const PhotoPlace = v.object({
	lat: v.pipe(v.number(), v.minValue(-90), v.maxValue(90)),
	lon: v.pipe(v.number(), v.minValue(-180), v.maxValue(180))
});
export type PhotoPlace = v.InferOutput<typeof PhotoPlace>;

/** What a record says of one photo. The bytes travel by themselves and may come later. `takenAt`: epoch ms by the phone. */
export const Photo = v.object({
	sha256: Sha256,
	type: v.picklist(photoTypes),
	bytes: whole(1, maxPhotoBytes),
	width: whole(1, 65_535),
	height: whole(1, 65_535),
	takenAt: v.optional(whole(0, Number.MAX_SAFE_INTEGER)),
	place: v.optional(PhotoPlace)
});
/** The same as a type of its own: `Photo` is named in many places. */
export interface Photo {
	sha256: string;
	type: PhotoType;
	bytes: number;
	width: number;
	height: number;
	takenAt?: number | undefined;
	place?: PhotoPlace | undefined;
}

/** The photos of one finding, offer or payment: few, and none twice. */
export const Photos = v.pipe(
	v.array(Photo),
	v.maxLength(maxPhotosAtOnce, 'tooMany'),
	v.check((all) => new Set(all.map((one) => one.sha256)).size === all.length, 'twice')
);
