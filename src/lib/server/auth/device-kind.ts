// The order matters: nearly every browser claims to be the ones before it.
const browsers: readonly [string, RegExp][] = [
	['wechat', /MicroMessenger\//],
	['edge', /Edg(A|iOS)?\//],
	['firefox', /Firefox\/|FxiOS\//],
	['huawei', /HuaweiBrowser\//],
	['xiaomi', /MiuiBrowser\//],
	['chrome', /Chrome\/|CriOS\//],
	['safari', /Safari\//]
];
const systems: readonly [string, RegExp][] = [
	['harmony', /HarmonyOS|OpenHarmony/],
	['android', /Android/],
	['ios', /iPhone|iPad|iPod/],
	['windows', /Windows/],
	['mac', /Macintosh/],
	['linux', /Linux|X11/]
];

const nameIn = (text: string, names: readonly [string, RegExp][]) =>
	names.find(([, pattern]) => pattern.test(text))?.[0] ?? 'other';

/**
 * The kind of browser and device behind a User-Agent header, such as `chrome/android`: enough for its owner to tell
 * the phone from the office's computer. The header itself, which can single a person out, is not kept.
 */
export function deviceKind(userAgent: string | null): string {
	const text = (userAgent ?? '').slice(0, 500);
	return `${nameIn(text, browsers)}/${nameIn(text, systems)}`;
}
