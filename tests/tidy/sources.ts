import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'svelte/compiler';
import ts from 'typescript';

/** The checkout's folder. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** One import of one file. `typeOnly` ones are erased and cannot close a circle at run time. */
export interface Import {
	spec: string;
	line: number;
	typeOnly: boolean;
}

/** A source file with what the rules look at. `scripts` are its TypeScript parts (a component has up to two). */
export interface Source {
	/** From the checkout, with forward slashes. */
	path: string;
	text: string;
	scripts: ts.SourceFile[];
	/** A component's text without scripts, styles and comments; empty elsewhere. */
	markup: string;
	imports: Import[];
}

function* filesBelow(folder: string): Generator<string> {
	for (const entry of readdirSync(folder, { withFileTypes: true })) {
		const full = join(folder, entry.name);
		if (entry.isDirectory()) yield* filesBelow(full);
		else yield relative(root, full).split(sep).join('/');
	}
}

/** Paths of all files in these folders whose name ends like one of these. */
export const listFiles = (folders: string[], endings: RegExp): string[] =>
	folders
		.flatMap((folder) => [...filesBelow(join(root, folder))])
		.filter((path) => endings.test(path))
		.sort();

/** The file's text. */
export const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const blank = (text: string): string => text.replace(/[^\n]/g, ' ');

/** A component's scripts, each padded with blank lines so that line numbers stay true, and its bare markup. */
function splitComponent(text: string): { scripts: string[]; markup: string } {
	const ast = parse(text, { modern: true });
	const scripts: string[] = [];
	let markup = text;
	for (const part of [ast.module, ast.instance, ast.css]) {
		if (!part) continue;
		if (part.type === 'Script') {
			const { start, end } = part.content as unknown as { start: number; end: number };
			scripts.push(blank(text.slice(0, start)) + text.slice(start, end));
		}
		markup =
			markup.slice(0, part.start) +
			blank(text.slice(part.start, part.end)) +
			markup.slice(part.end);
	}
	return { scripts, markup: markup.replace(/<!--[^]*?-->|\/\*[^]*?\*\//g, blank) };
}

/** Calls `visit` with every node below this one. */
export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
	visit(node);
	ts.forEachChild(node, (child) => walk(child, visit));
}

/** The line of a node, from 1. */
export const lineOf = (script: ts.SourceFile, node: ts.Node): number =>
	script.getLineAndCharacterOfPosition(node.getStart(script)).line + 1;

function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
	if (!clause) return false;
	if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
	const named = clause.namedBindings;
	return (
		!clause.name &&
		named !== undefined &&
		ts.isNamedImports(named) &&
		named.elements.length > 0 &&
		named.elements.every((one) => one.isTypeOnly)
	);
}

function importsOf(script: ts.SourceFile): Import[] {
	const imports: Import[] = [];
	const add = (node: ts.Node, at: ts.Node, typeOnly: boolean) => {
		if (ts.isStringLiteralLike(node))
			imports.push({ spec: node.text, line: lineOf(script, at), typeOnly });
	};
	walk(script, (node) => {
		if (ts.isImportDeclaration(node))
			add(node.moduleSpecifier, node, isTypeOnly(node.importClause));
		else if (ts.isExportDeclaration(node) && node.moduleSpecifier)
			add(node.moduleSpecifier, node, node.isTypeOnly);
		else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
			add(node.argument.literal, node, true);
		else if (
			ts.isCallExpression(node) &&
			node.expression.kind === ts.SyntaxKind.ImportKeyword &&
			node.arguments[0]
		)
			add(node.arguments[0], node, false);
	});
	return imports;
}

/** Reads and parses one file. */
export function load(path: string): Source {
	const text = read(path);
	const isComponent = path.endsWith('.svelte');
	const { scripts, markup } = isComponent ? splitComponent(text) : { scripts: [text], markup: '' };
	const parsed = scripts.map((script) =>
		ts.createSourceFile(path, script, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS)
	);
	return { path, text, scripts: parsed, markup, imports: parsed.flatMap(importsOf) };
}

/** The file of ours that an import means, without its ending; undefined for packages and Kit's own modules. */
export function targetOf(source: Source, spec: string): string | undefined {
	if (spec.startsWith('$lib/')) return `src/lib/${spec.slice(5)}`;
	if (!spec.startsWith('.')) return undefined;
	const target = join(dirname(source.path), spec.replace(/\?.*$/, ''));
	return target.split(sep).join('/');
}

/** A path's name without its folder. */
export const nameOf = (path: string): string => basename(path);

/** Whether the file is a test or stands beside tests for their sake. */
export const isTest = (path: string): boolean =>
	/\.test\.ts$/.test(path) || path.startsWith('tests/') || nameOf(path).startsWith('test-');
