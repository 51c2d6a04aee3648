import { svelte } from '@sveltejs/vite-plugin-svelte';
import { join } from 'node:path';
import { build, type Rollup } from 'vite';
import { root } from '../../../src/launch/run.mjs';

/** A module of the benches with the product's own code in it, as one text that leaves its exports under a global name. */
export async function pageCode(entry: string, name: string): Promise<string> {
	const built = (await build({
		configFile: false,
		root,
		mode: 'production',
		logLevel: 'error',
		plugins: [svelte({ configFile: false })],
		resolve: { alias: { $lib: join(root, 'src/lib') } },
		define: { 'process.env.NODE_ENV': '"production"' },
		build: { write: false, lib: { entry: join(root, entry), formats: ['iife'], name } }
	})) as Rollup.RollupOutput[];
	return `${built[0]!.output[0].code}\nglobalThis.${name} = ${name};`;
}
