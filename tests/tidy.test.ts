// The house rules, so that nobody has to remember them. Each test lists every place that breaks its rule.
import { describe, expect, test } from 'vitest';
import ts from 'typescript';
import { circlesIn } from './tidy/circles';
import { undocumented } from './tidy/docstrings';
import { licencesOfProduction, isPermissive } from './tidy/licences';
import { mayImport, mayUse, roomOf } from './tidy/rooms';
import { isTest, lineOf, listFiles, load, nameOf, read, targetOf, walk } from './tidy/sources';

const paths = listFiles(['src', 'tests'], /\.(ts|mjs|svelte|css)$/);
const sources = paths.filter((path) => !path.endsWith('.css')).map(load);
const ours = sources.filter(({ path }) => path.startsWith('src/'));
const product = ours.filter(({ path }) => !isTest(path) && !path.startsWith('src/launch/'));

describe('rooms', () => {
	test('every file of src/lib lives in a room of the table', () => {
		const homeless = ours.filter(({ path }) => {
			const room = roomOf(path);
			return path.startsWith('src/lib/') && (!room || !mayImport[room]);
		});
		expect(homeless.map(({ path }) => path)).toEqual([]);
	});

	test('imports follow the arrows', () => {
		const wrong = product.flatMap((source) => {
			const room = roomOf(source.path);
			if (!room) return [];
			return source.imports.flatMap(({ spec, line }) => {
				const target = targetOf(source, spec);
				const other = target && roomOf(target);
				if (!other || other === room || mayImport[room]!.includes(other)) return [];
				return [`${source.path}:${line} ${room} → ${other} (${spec})`];
			});
		});
		expect(wrong).toEqual([]);
	});

	test('another room is imported as $lib/room/file, the own room by a relative path', () => {
		const wrong = ours.flatMap((source) =>
			source.imports.flatMap(({ spec, line }) => {
				const target = targetOf(source, spec);
				if (!target?.startsWith('src/lib/') || !source.path.startsWith('src/lib/')) return [];
				const isOwn = roomOf(target) === roomOf(source.path);
				return isOwn === spec.startsWith('.') ? [] : [`${source.path}:${line} ${spec}`];
			})
		);
		expect(wrong).toEqual([]);
	});

	test('the domain, the protocol, the words and the kit use only the packages they are allowed', () => {
		const wrong = product.flatMap((source) => {
			const allowed = mayUse[roomOf(source.path) ?? ''];
			if (!allowed) return [];
			return source.imports
				.filter(({ spec }) => targetOf(source, spec) === undefined && !allowed.test(spec))
				.map(({ spec, line }) => `${source.path}:${line} ${spec}`);
		});
		expect(wrong).toEqual([]);
	});

	test('the domain reads no clock, no randomness, no network and no storage', () => {
		const impure =
			/\b(Date\.now|Math\.random|new Date\(\)|fetch\(|localStorage|indexedDB|crypto\.)/;
		const wrong = product
			.filter(({ path }) => roomOf(path) === 'domain')
			.flatMap(({ path, text }) =>
				text.split('\n').flatMap((line, i) => (impure.test(line) ? [`${path}:${i + 1}`] : []))
			);
		expect(wrong).toEqual([]);
	});

	test('no file imports itself in a circle', () => {
		expect(circlesIn(ours)).toEqual([]);
	});
});

describe('files', () => {
	test('none is longer than 300 lines, unless its first lines say why it is', () => {
		const long = paths.filter((path) => {
			const lines = read(path).split('\n');
			return lines.length > 301 && !lines.slice(0, 8).some((line) => /\b300 lines\b/.test(line));
		});
		expect(long).toEqual([]);
	});

	test('names say what is inside', () => {
		const banned = /^(utils?|helpers?|common|misc|shared|index)\b|Manager|Service/;
		const isCommonRoom = (path: string) => /^src\/lib\/text\/[^/]+\/common\.ts$/.test(path);
		const wrong = paths.filter((path) => banned.test(nameOf(path)) && !isCommonRoom(path));
		expect(wrong).toEqual([]);
	});

	test('names are kebab-case.ts and PascalCase.svelte', () => {
		const module =
			/^[a-z0-9]+(-[a-z0-9]+)*(\.(test|bench|spec|svelte|server|client|d))*\.(ts|mjs|css)$/;
		const component = /^[A-Z][A-Za-z0-9]*\.svelte$/;
		const wrong = paths.filter((path) => {
			const name = nameOf(path);
			if (name.startsWith('+')) return false; // Kit's own names
			return !(name.endsWith('.svelte') ? component : module).test(name);
		});
		expect(wrong).toEqual([]);
	});

	test('.svelte.ts is for runes', () => {
		const wrong = ours.filter(
			({ path, text }) =>
				path.endsWith('.svelte.ts') && !/\$(state|derived|effect|props|inspect)\b/.test(text)
		);
		expect(wrong.map(({ path }) => path)).toEqual([]);
	});

	test('none only hands on what others export', () => {
		const barrels = ours.filter(({ path, scripts }) => {
			const statements = scripts.flatMap((script) => [...script.statements]);
			return (
				path.endsWith('.ts') &&
				statements.length > 0 &&
				statements.every((one) => ts.isExportDeclaration(one) && one.moduleSpecifier)
			);
		});
		expect(barrels.map(({ path }) => path)).toEqual([]);
	});
});

/** Lines of all our code and documents that match, except this room's own patterns. */
function linesLike(pattern: RegExp, among = paths): string[] {
	return among
		.filter((path) => !path.startsWith('tests/tidy'))
		.flatMap((path) =>
			read(path)
				.split('\n')
				.flatMap((line, i) => (pattern.test(line) ? [`${path}:${i + 1} ${line.trim()}`] : []))
		);
}

describe('code', () => {
	test('every test runs', () => {
		const off = /\b(test|it|describe|suite)(\.\w+)*\.(skip|only|todo|fixme|skipIf|runIf|fails)\b/;
		expect(linesLike(off)).toEqual([]);
	});

	test('nothing is left for later', () => {
		expect(linesLike(/\b(TODO|FIXME|XXX|HACK)\b/)).toEqual([]);
	});

	test('no type is waved through as any', () => {
		const wrong = sources.flatMap(({ path, scripts }) =>
			scripts.flatMap((script) => {
				const found: string[] = [];
				walk(script, (node) => {
					if (node.kind === ts.SyntaxKind.AnyKeyword) found.push(`${path}:${lineOf(script, node)}`);
				});
				return found;
			})
		);
		expect(wrong).toEqual([]);
	});

	test('a check that is switched off says why, behind it or in the comment above', () => {
		const off = /eslint-disable|@ts-(ignore|nocheck|expect-error)|svelte-ignore/;
		const reasonBehind =
			/eslint-disable[\w-]* [\w@/, -]+? -- \S.{8,}|@ts-expect-error\S* \S.{8,}|svelte-ignore [\w, ]+\(.{8,}\)/;
		const isComment = (line: string | undefined) =>
			/^\s*(<!--|\/\/|\*|\/\*)\s*\S.{8,}/.test(line ?? '');
		const bare = sources
			.filter(({ path }) => !path.startsWith('tests/tidy'))
			.flatMap(({ path, text }) => {
				const lines = text.split('\n');
				return lines.flatMap((line, i) => {
					if (!off.test(line)) return [];
					const isExplained = reasonBehind.test(line) || isComment(lines[i - 1]);
					return isExplained && !/@ts-(ignore|nocheck)/.test(line) ? [] : [`${path}:${i + 1}`];
				});
			});
		expect(bare).toEqual([]);
	});

	test('a form keeps browsers from writing down what is typed, unless it is for signing in', () => {
		const signing = /\/(SignIn|Join|Setup|Lock)Page\.svelte$/;
		const open = product
			.filter(({ path }) => !signing.test(path))
			.flatMap(({ path, text }) =>
				(text.match(/<form\b[^]*?>/g) ?? []).flatMap((form) =>
					form.includes('autocomplete="off"') ? [] : [path]
				)
			);
		expect(open).toEqual([]);
	});

	test('every exported function and type of src/lib says what its signature does not', () => {
		const libs = product.filter(({ path }) => path.startsWith('src/lib/') && path.endsWith('.ts'));
		expect(libs.flatMap(undocumented)).toEqual([]);
	});
});

describe('words', () => {
	// What these hold is data, not speech: names for the demonstration, headings of spreadsheets, the page's frame;
	// the launcher speaks before there are packages.
	const holdsChinese = [
		'src/lib/text/',
		'src/lib/server/demo/',
		'src/lib/server/imports/',
		'src/launch/'
	];
	const han = /\p{Script=Han}/u;

	test('every word a person reads stands in src/lib/text', () => {
		const wrong = product
			.filter(({ path }) => !holdsChinese.some((folder) => path.startsWith(folder)))
			.flatMap(({ path, scripts, markup }) => {
				const found = markup
					.split('\n')
					.flatMap((line, i) => (han.test(line) ? [`${path}:${i + 1} ${line.trim()}`] : []));
				for (const script of scripts)
					walk(script, (node) => {
						const isText =
							ts.isStringLiteralLike(node) ||
							ts.isTemplateHead(node) ||
							ts.isTemplateMiddleOrTemplateTail(node);
						if (isText && han.test(node.text))
							found.push(`${path}:${lineOf(script, node)} ${node.text}`);
					});
				return found;
			});
		expect(wrong).toEqual([]);
	});
});

describe('the checkout', () => {
	const texts = [
		...paths,
		...listFiles(['docs'], /\.md$/),
		...['README.md', 'README.zh-CN.md', 'package.json', 'svelte.config.js', 'vite.config.ts']
	];

	test('stands alone: nothing names a place outside of it', () => {
		expect(linesLike(/\.\.\/shared\b|\/work\/|\/tmp\/|registry\.npmjs/, texts)).toEqual([]);
	});

	test('names every version exactly', () => {
		const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<
			string,
			Record<string, string>
		>;
		const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
			([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)
		);
		expect(loose).toEqual([]);
	});

	test('ships only packages under permissive licences', () => {
		const licences = licencesOfProduction();
		expect(licences.length).toBeGreaterThan(20);
		expect(licences.filter(({ licence }) => !isPermissive(licence))).toEqual([]);
	});
});
