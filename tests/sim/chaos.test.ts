import { playWorlds } from './worlds';

// The first 180 of the 500 seeds of every test run, 40 each in chaos-money.test.ts and chaos-case.test.ts among them; the
// others lie in a file of their own, for the second core.
playWorlds('ten worlds from %i keep every promise', { from: 1, count: 180 });
