import { playWorlds } from './worlds';

// Worlds in which neighbours pay for something together, and little else happens.
playWorlds(
	'five worlds with money from %i keep every promise',
	{ from: 1, count: 40, each: 5 },
	{ kind: 'money' }
);
