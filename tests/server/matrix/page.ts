import { format, resolveConfig } from 'prettier';
import { people, signOf, type Answer, type Who } from './expected';

/** The tables of expected answers, by their titles on the page. */
type Tables = Record<string, ReadonlyMap<string, Record<Who, Answer>>>;

/** The page docs/AUTHORISATION.md, from the tables with which the tests compare what happens. */
export async function pageOf(tables: Tables): Promise<string> {
	const columns = Object.keys(people) as Who[];
	const lines = [
		'# Who may do and see what',
		'',
		'Written by `npm run matrix` from the tables in `tests/server/matrix/expected.ts`, which were made by hand. `npm test` tries every cell and fails when the server does something else, or when this page says something else. The rules stand in `src/lib/domain/kernel/rights.ts` and `authority.ts`.',
		'',
		'“Here” is one unit of one grid of one community. **yes**: it happens or is shown. **no**: refused. **·**: hidden, the same answer as for a thing that does not exist. **held**: kept until somebody who looks after the area decides. **–**: not signed in.',
		''
	];
	for (const [title, rows] of Object.entries(tables)) {
		lines.push(`## ${title}`, '');
		lines.push(`| | ${columns.map((who) => people[who]).join(' | ')} |`);
		lines.push(`|---|${columns.map(() => '---|').join('')}`);
		for (const [name, row] of rows)
			lines.push(`| ${name} | ${columns.map((who) => signOf[row[who]]).join(' | ')} |`);
		lines.push('');
	}
	const config = await resolveConfig('docs/AUTHORISATION.md');
	return format(lines.join('\n'), { ...config, parser: 'markdown' });
}
