import { targetOf, type Source } from './sources';

/** Circles of imports, each as `a → b → a`. Type imports count as well: they tie two files together for the reader. */
export function circlesIn(sources: readonly Source[]): string[] {
	const known = new Map(sources.map((source) => [source.path, source]));
	const resolve = (target: string): string | undefined =>
		[target, `${target}.ts`, `${target}.svelte.ts`].find((path) => known.has(path));
	const circles: string[] = [];
	const done = new Set<string>();
	const trail: string[] = [];
	const visit = (path: string) => {
		const at = trail.indexOf(path);
		if (at >= 0) {
			circles.push([...trail.slice(at), path].join(' → '));
			return;
		}
		if (done.has(path)) return;
		trail.push(path);
		const source = known.get(path)!;
		for (const { spec } of source.imports) {
			const target = targetOf(source, spec);
			const next = target && resolve(target);
			if (next) visit(next);
		}
		trail.pop();
		done.add(path);
	};
	for (const path of known.keys()) visit(path);
	return circles;
}
