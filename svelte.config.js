import adapter from '@sveltejs/adapter-node';
import { sourceVersion } from './src/launch/source-version.mjs';

// A build reads this file in several processes: all of them must name the same version, or the shell stays blank.
process.env.LINLI_SOURCE_VERSION ??= sourceVersion();

/** @type {import('@sveltejs/kit').Config} */
export default {
	// A page need not tell the world which Svelte drew it.
	compilerOptions: { discloseVersion: false },
	kit: {
		adapter: adapter({ out: 'build', precompress: true }),
		// A deep link opened offline is answered with the prerendered shell: its
		// asset addresses must not depend on the depth of the page that asked.
		paths: { relative: false },
		serviceWorker: { register: false },
		// The policy for content is a header of every answer (src/launch/headers.mjs), not Kit's meta tag.
		version: { name: process.env.LINLI_SOURCE_VERSION }
	}
};
