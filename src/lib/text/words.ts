/** What a translation of a room must hold: the same keys, words for words, functions for functions. */
export type Words<T> = {
	[K in keyof T]: T[K] extends string
		? string
		: T[K] extends (...given: infer A) => string
			? (...given: A) => string
			: Words<T[K]>;
};
