import { expect, test as plain } from '@playwright/test';

const complaint = /Content.Security.Policy|Trusted(HTML|Script|ScriptURL)|Permissions.Policy/i;

/** As Playwright's own; besides, it fails when a page of the test's context did what the server's policies forbid. */
export const test = plain.extend<{ complaints: string[] }>({
	complaints: [
		async ({ context }, use) => {
			const complaints: string[] = [];
			context.on('console', (message) => {
				if (complaint.test(message.text())) complaints.push(message.text());
			});
			context.on('weberror', (error) => {
				if (complaint.test(error.error().message)) complaints.push(error.error().message);
			});
			await use(complaints);
			expect(complaints, 'against the policy').toEqual([]);
		},
		{ auto: true }
	]
});
