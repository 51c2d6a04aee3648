import type texts from '$lib/text/zh-CN/paper-texts';

/** A photo as a sheet shows it: where its bytes are, or why there are none. */
export type Picture = { src: string } | { why: keyof typeof texts.photos.absent };
