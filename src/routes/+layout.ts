// One page for every address: the prerendered shell, which the service worker serves offline as well.
export const ssr = false;
