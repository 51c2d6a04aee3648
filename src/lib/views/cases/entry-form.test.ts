import { describe, expect, test } from 'vitest';
import { photoNamed } from '$lib/domain/photo/test-pictures';
import { soundNamed } from '$lib/domain/sound/test-sounds';
import { capturedAt, emptyEntry, factOf } from './entry-form';

const photo = (takenAt?: number) => ({ ...photoNamed('a'), ...(takenAt ? { takenAt } : {}) });
const sound = (at: number) => ({ ...soundNamed('b'), at });

describe('when evidence was captured', () => {
	test.each([
		['nothing', [], [], null],
		['a photo that does not know', [photo()], [], null],
		['a photo', [photo(), photo(50)], [], 50],
		['a recording', [], [sound(70)], 70],
		['the earliest of all', [photo(50)], [sound(40), sound(70)], 40]
	])('%s', (_what, photos, sounds, moment) => {
		expect(capturedAt({ photos, sounds })).toBe(moment);
		expect(factOf({ ...emptyEntry, kind: 'evidence', from: '甲', photos, sounds })).toEqual({
			...{ kind: 'evidence', from: '甲', takenAt: moment }
		});
	});

	test('other entries have the moment at which they were written, and no other', () => {
		expect(factOf({ ...emptyEntry, kind: 'note', sounds: [sound(40)] })).toEqual({ kind: 'note' });
	});
});
