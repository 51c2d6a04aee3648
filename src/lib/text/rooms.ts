import type { Words } from './words';
import type all from './zh-CN/all';

/** Every room. */
export type AllWords = Words<typeof all>;

/** The rooms that the frame and the page that opens first speak from. */
export type FirstRoom = 'common' | 'health' | 'shell' | 'today' | 'visit';

/** A room that is fetched by the pages that speak from it; see `needWords`. */
export type LaterRoom = Exclude<keyof AllWords, FirstRoom>;
