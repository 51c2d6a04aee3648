/** Photos of one finding, offer or payment. More would be an album, not a note. */
export const maxPhotosAtOnce = 6;

/** Kinds of pictures that are kept: what every browser can show and our phones write. */
export const photoTypes = ['image/jpeg', 'image/png', 'image/webp'] as const;
export type PhotoType = (typeof photoTypes)[number];

/** Largest photo that a server takes, bytes. Phones send far less. */
export const maxPhotoBytes = 8_000_000;

/** Most bytes of photos in a file of unsent work: what an old phone can hold in its memory three times over. */
export const maxWorkPhotoBytes = 24_000_000;

/** Longest side and most pixels that a picture may claim: beyond that, opening it is an attack on the reader's memory. */
export const maxPhotoSide = 12_000;
export const maxPhotoPixels = 50_000_000;
