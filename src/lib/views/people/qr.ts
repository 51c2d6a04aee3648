/** How much of a code may be dirty: `L` keeps the modules of a long text large enough for narrow paper. */
export type Correction = 'L' | 'M';

/** White modules around the code that scanners need (ISO/IEC 18004). */
const margin = 4;

/**
 * A text as a QR code: an SVG path of its dark modules, in a square of `size` with the margin in it. Drawn by hand from
 * the modules, since one path is smaller than the package's own picture and needs no raw HTML.
 */
export async function qrOf(
	text: string,
	correction: Correction
): Promise<{ size: number; path: string }> {
	const { create } = await import('qrcode');
	const { modules } = create(text, { errorCorrectionLevel: correction });
	let path = '';
	for (let y = 0; y < modules.size; y++)
		for (let x = 0; x < modules.size; x++)
			if (modules.get(y, x)) path += `M${x + margin} ${y + margin}h1v1h-1z`;
	return { size: modules.size + 2 * margin, path };
}
