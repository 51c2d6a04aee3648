import { expect, test } from 'vitest';
import { routeClasses } from '../../../src/lib/server/http/allowance';
import { allEndpoints, bodies, nameOf } from './endpoints';

const endpoints = allEndpoints();

test('every route of the API has a class at the gate, and every class a route', () => {
	const routes = new Set(
		endpoints.map(({ route }) => route).filter((route) => route.startsWith('/api/'))
	);
	expect(routes.size).toBeGreaterThan(25);
	expect(Object.keys(routeClasses).sort()).toEqual([...routes].sort());
});

test('for every endpoint that takes a body there is one which it would understand', () => {
	const withBody = endpoints.filter(({ method }) => /POST|PUT|PATCH|DELETE/.test(method));
	expect(Object.keys(bodies).sort()).toEqual(withBody.map(nameOf).sort());
});
