import { playWorlds } from './worlds';

// Worlds in which cases are mediated, and little else happens.
playWorlds(
	'five worlds with cases from %i keep every promise',
	{ from: 1, count: 40, each: 5 },
	{ kind: 'case' }
);
