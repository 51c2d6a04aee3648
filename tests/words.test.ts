// Every page has the words that it speaks from, and waits for no others.
import { dirname } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { firstRooms } from '$lib/text/text.svelte';
import english from '$lib/text/en/all';
import { isTest, listFiles, load, targetOf, walk, type Source } from './tidy/sources';

const paths = listFiles(['src'], /\.(ts|svelte)$/).filter((path) => !isTest(path));
const sources = new Map(paths.map((path) => [path, load(path)]));
const words = 'src/lib/text/text.svelte.ts';
const rooms = Object.keys(english);

/** The files that a file imports, also those it fetches later; the words themselves are looked at apart. */
function importsOf(source: Source): string[] {
	return source.imports.flatMap(({ spec, typeOnly }) => {
		const target = typeOnly ? undefined : targetOf(source, spec);
		if (!target || target.startsWith('src/lib/text/')) return [];
		return [target, `${target}.ts`].filter((path) => sources.has(path));
	});
}

/** These files and everything below them. */
function reachedFrom(starts: string[]): Source[] {
	const reached = new Set(starts);
	for (const path of reached) for (const next of importsOf(sources.get(path)!)) reached.add(next);
	return [...reached].map((path) => sources.get(path)!);
}

/** Rooms that a file speaks from: `t.room` in its script or its markup. */
const spokenIn = ({ text }: Source): string[] =>
	[...text.matchAll(/\bt\.(\w+)/g)].map(([, room]) => room!).filter((room) => rooms.includes(room));

/** Rooms that a file fetches with `needWords`. */
function fetchedIn({ scripts }: Source): string[] {
	const found: string[] = [];
	for (const script of scripts)
		walk(script, (node) => {
			if (!ts.isCallExpression(node) || node.expression.getText(script) !== 'needWords') return;
			for (const given of node.arguments) if (ts.isStringLiteral(given)) found.push(given.text);
		});
	return found;
}

/** A page with the layouts around it and their `load`s, from the outermost. */
function filesOfRoute(page: string): string[] {
	const names = ['+layout.svelte', '+layout.ts'];
	const files = [page, `${dirname(page)}/+page.ts`];
	for (let folder = dirname(page); folder !== 'src'; folder = dirname(folder))
		files.push(...names.map((name) => `${folder}/${name}`));
	return files.filter((path) => sources.has(path));
}

const pages = paths.filter((path) => path.endsWith('/+page.svelte'));

describe('words', () => {
	test('there are pages to look at, and they speak', () => {
		expect(pages.length).toBeGreaterThan(15);
		const spoken = new Set(reachedFrom(pages.flatMap(filesOfRoute)).flatMap(spokenIn));
		expect([...spoken].sort()).toEqual([...rooms].sort());
	});

	test.each(pages)('%s fetches the rooms that it speaks from, and no others', (page) => {
		const files = reachedFrom(filesOfRoute(page));
		const spoken = new Set(files.filter(({ path }) => path !== words).flatMap(spokenIn));
		const needed = [...spoken].filter((room) => !firstRooms.includes(room)).sort();
		expect([...new Set(files.flatMap(fetchedIn))].sort()).toEqual(needed);
	});

	test('what is drawn when a page fails speaks from the rooms that are always there', () => {
		const spoken = reachedFrom(['src/routes/+error.svelte', 'src/routes/+layout.svelte']).flatMap(
			spokenIn
		);
		expect(spoken.filter((room) => !firstRooms.includes(room))).toEqual([]);
	});
});
