/** Over this channel the tabs of one browser hear who signed in, or that somebody left. One object for a page: it does not hear itself. */
export const otherTabs =
	typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('linli');
