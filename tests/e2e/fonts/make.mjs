// Makes the font of the pictures of papers anew: just the characters that stand on them, of Noto Serif CJK SC.
// Needs the font and pyftsubset; on Debian: apt-get install fonts-noto-cjk fonttools python3-brotli
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { createServer } from 'vite';

const source = process.argv[2] ?? '/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc';
/** Simplified Chinese among the fonts of the collection. */
const fontNumber = 2;

const vite = await createServer({
	...{ appType: 'custom', logLevel: 'error' },
	server: { middlewareMode: true, hmr: false, ws: false, watch: null },
	optimizeDeps: { noDiscovery: true }
});
const { paperCases } = await vite.ssrLoadModule('/tests/e2e/paper-cases.ts');
const texts = await vite.ssrLoadModule('/src/lib/text/zh-CN/paper-texts.ts');
const words = await vite.ssrLoadModule('/src/lib/text/zh-CN/paper-words.ts');
await vite.close();

const latin = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join('');
// With the forms' own words a paper that is changed a little rarely needs a new font.
const known = [texts.default, words.default].map((one) =>
	JSON.stringify(one, (_key, value) => (typeof value === 'function' ? String(value) : value))
);
const drawn = paperCases.map(({ sheets }) => JSON.stringify(sheets()));
const characters = [...new Set([latin, '—', ...known, ...drawn].join(''))].sort().join('');

execFileSync(
	'pyftsubset',
	[
		source,
		`--font-number=${fontNumber}`,
		`--text=${characters}`,
		'--flavor=woff2',
		'--layout-features=',
		'--name-IDs=0,1,2,4,5,6,13,14',
		'--no-hinting',
		`--output-file=${join(import.meta.dirname, 'papers-song.woff2')}`
	],
	{ stdio: 'inherit' }
);
process.stdout.write(`${characters.length} characters\n`);
