/**
 * Which forms on the screen hold something that was typed and not handed in yet. The kit's own fields report here, so
 * that no page has to remember it; whoever is about to reload the page asks.
 */
const owners = new Set<string>();

/** The form part `owner` (its element id) holds input of the person. */
export const noteFilled = (owner: string): void => void owners.add(owner);

/** The form part is gone or was handed in. */
export const noteLeft = (owner: string): void => void owners.delete(owner);

/** Whether a reload now would interrupt somebody in the middle of a form. */
export const isHalfFilled = (): boolean => owners.size > 0;
