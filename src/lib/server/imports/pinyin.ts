import { pinyin } from 'pinyin-pro';

const known = new Map<string, string>();

/** A name's syllables without tones, separated by spaces (`zhang guifang` style search key); '' for none that fit. */
export function pinyinOf(name: string): string {
	const found = known.get(name);
	if (found !== undefined) return found;
	const spelled = pinyin(name, { mode: 'surname', toneType: 'none', nonZh: 'consecutive' })
		.toLowerCase()
		.normalize('NFC')
		.replace(/[^a-z0-9 ü']/g, ' ')
		.replace(/ +/g, ' ')
		.trim();
	// Names repeat; forgetting all of them now and then is cheaper than keeping count of each.
	if (known.size > 50_000) known.clear();
	known.set(name, spelled);
	return spelled;
}
