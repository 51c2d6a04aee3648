import ts from 'typescript';
import { lineOf, type Source } from './sources';

const isExported = (node: ts.Statement): boolean =>
	ts.canHaveModifiers(node) &&
	(ts.getModifiers(node)?.some((one) => one.kind === ts.SyntaxKind.ExportKeyword) ?? false);

const isDocumented = (node: ts.Node): boolean => ts.getJSDocCommentsAndTags(node).length > 0;

const isFunction = (node: ts.Expression | undefined): boolean =>
	node !== undefined && (ts.isArrowFunction(node) || ts.isFunctionExpression(node));

/**
 * Exported functions, classes and types without a docstring, as `path:line`. A type may go without when it stands right
 * below the documented value it is the type of (`export const Door = …; export type Door = …`).
 */
export function undocumented({ path, scripts }: Source): string[] {
	return scripts.flatMap((script) =>
		script.statements.flatMap((node, i) => {
			if (!isExported(node) || isDocumented(node)) return [];
			const before = script.statements[i - 1];
			const needs =
				ts.isFunctionDeclaration(node) ||
				ts.isClassDeclaration(node) ||
				ts.isInterfaceDeclaration(node) ||
				(ts.isVariableStatement(node) &&
					node.declarationList.declarations.some((one) => isFunction(one.initializer))) ||
				(ts.isTypeAliasDeclaration(node) &&
					!(before && ts.isVariableStatement(before) && isDocumented(before)));
			// Overloads: the first one speaks for the rest.
			const isOverload =
				ts.isFunctionDeclaration(node) &&
				before !== undefined &&
				ts.isFunctionDeclaration(before) &&
				before.name?.text === node.name?.text;
			return needs && !isOverload ? [`${path}:${lineOf(script, node)}`] : [];
		})
	);
}
