/** Lets everything else that waits on this thread run first. */
export const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
