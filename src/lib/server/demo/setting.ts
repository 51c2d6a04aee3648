/** The demonstrations there are: the whole one, and one that an old computer fills and syncs in seconds. */
export type DemoName = 'full' | 'small';

const words: Record<string, DemoName | false> = {
	'': false,
	'0': false,
	false: false,
	'1': 'full',
	true: 'full',
	full: 'full',
	small: 'small'
};

/** Which demonstration a server is, from `LINLI_DEMO`; false for a server of real people. Throws for what cannot be meant. */
export function demoFrom(given = ''): DemoName | false {
	const demo = Object.hasOwn(words, given) ? words[given] : undefined;
	if (demo === undefined) throw new Error(`LINLI_DEMO is 1, full or small, "${given}" is not`);
	return demo;
}
