// What the two test runners report, as figures that can be added up. A test that did not run has not passed:
// skipped ones count as failed, or the sum would hide them.

/** Vitest's JSON report. A file that could not be loaded has no tests of its own and counts as one failure. */
export function countVitest(report) {
	let passed = 0;
	let failed = 0;
	for (const file of report.testResults) {
		const good = file.assertionResults.filter((one) => one.status === 'passed').length;
		const bad = file.assertionResults.length - good;
		passed += good;
		failed += bad === 0 && file.status === 'failed' ? 1 : bad;
	}
	return { passed, failed };
}

/** Playwright's JSON report; errors outside of tests (a broken file, a server that did not start) count one each. */
export function countPlaywright({ stats, errors }) {
	return {
		passed: stats.expected,
		failed: stats.unexpected + stats.flaky + stats.skipped + errors.length
	};
}

/** A runner's part of the sum: its report's, and one failure more if it crashed without reporting any. */
export function countRun(code, count) {
	if (!count) return { passed: 0, failed: 1 };
	const isSilent = (code !== 0 && count.failed === 0) || count.passed + count.failed === 0;
	return isSilent ? { ...count, failed: count.failed + 1 } : count;
}
