import { describe } from 'vitest';
import type { PersonDb } from '$lib/store/db';
import type { PhotoEngine } from '$lib/server/photos/engine';
import { findsFaults, type Fault } from './bite';

// Faults against the promises about photos; see bites.test.ts.

const faults: Fault[] = [
	{
		name: 'a local copy that goes before the server has confirmed it (promise 1)',
		plants: {
			'$lib/store/photos': (real) => ({
				letPhotosGo: async (db: PersonDb, ...rest: never[]) => {
					await real.letPhotosGo!(db as never, ...rest);
					// Begun is as good as done, somebody thought.
					await db.photos.filter(({ uploadUrl }) => uploadUrl !== undefined).delete();
				}
			})
		},
		breach: /photo \w+ is (lost|nowhere)/
	},
	{
		name: 'a server that confirms photos before it has them (promise 1)',
		plants: {
			'$lib/server/photos/answers': () => ({
				knownPhotos: (_parts: unknown, _person: string, hashes: string[]) => Promise.resolve(hashes)
			})
		},
		breach: /photo \w+ is (lost|nowhere)/
	},
	{
		name: 'a photo that is kept on the phone and never sent (promise 2)',
		plants: {
			'$lib/sync/photo-upload': () => ({ uploadPhoto: () => Promise.resolve('unreachable') })
		},
		breach: /does not come to rest/
	},
	{
		name: 'a photo that is served outside of its scope (promise 4)',
		plants: {
			'$lib/server/photos/engine': (real) => ({
				createPhotos: (...args: never[]) => {
					const engine = real.createPhotos!(...args) as PhotoEngine;
					const photoFor: PhotoEngine['photoFor'] = async (...asked) =>
						(await engine.photoFor(...asked)) ?? { type: 'image/jpeg', bytes: 1 };
					return { ...engine, photoFor };
				}
			})
		},
		breach: /was shown a photo of/
	},
	{
		name: 'photos that nobody claims after a restore (promise 1)',
		plants: {
			'$lib/sync/photo-claims': () => ({ claimPhotos: () => Promise.resolve(null) })
		},
		breach: /photo \w+ is (lost|nowhere)|is shown/
	},
	{
		kind: 'pictured',
		name: 'photos that went with a disk, and nobody is told (promise 2)',
		plants: {
			'$lib/server/photos/engine': (real) => ({
				createPhotos: (...args: never[]) => ({
					...(real.createPhotos!(...args) as PhotoEngine),
					photosGone: () => Promise.resolve()
				})
			})
		},
		breach: /is not told that a photo is gone/
	}
];

describe('the simulation finds', () => findsFaults(faults));
