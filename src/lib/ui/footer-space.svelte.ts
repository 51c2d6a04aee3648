let height = $state(0);

/** How much of the screen's foot a page's primary action takes, CSS px: what floats stays above it. */
export const footerSpace = (): string => `${height}px`;

/** Said by the page on the screen; 0 when it has no primary action, or goes. */
export function setFooterSpace(px: number): void {
	height = px;
}
