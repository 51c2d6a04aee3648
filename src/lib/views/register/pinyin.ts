/**
 * A name's syllables without tones, as the import writes them. The dictionary is large and fetched only when somebody
 * saves a household.
 */
export async function pinyinOf(name: string): Promise<string> {
	const { pinyin } = await import('pinyin-pro');
	return pinyin(name, { mode: 'surname', toneType: 'none', nonZh: 'consecutive' })
		.toLowerCase()
		.normalize('NFC')
		.replace(/[^a-z0-9 ü']/g, ' ')
		.replace(/ +/g, ' ')
		.trim();
}
