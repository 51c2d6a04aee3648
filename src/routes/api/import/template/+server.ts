import { requirePerson, withProblems } from '$lib/server/http/reply';

const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The spreadsheet to fill in. */
export const GET = withProblems(async (event) => {
	requirePerson(event);
	// Rarely asked for: the writer of spreadsheets is fetched only then.
	const { makeTemplate } = await import('$lib/server/imports/template');
	return new Response(new Uint8Array(await makeTemplate()), {
		headers: {
			'content-type': spreadsheet,
			'content-disposition':
				'attachment; filename="register.xlsx"; filename*=UTF-8\'\'%E5%B1%85%E6%B0%91%E7%99%BB%E8%AE%B0%E8%A1%A8.xlsx'
		}
	});
});
