import type { AllWords, LaterRoom } from '../rooms';

/** How each room comes that is not there from the start; see `needWords`. */
export const later: { [R in LaterRoom]: () => Promise<{ default: AllWords[R] }> } = {
	access: () => import('./access'),
	accounts: () => import('./accounts'),
	attention: () => import('./attention'),
	audit: () => import('./audit'),
	bank: () => import('./bank'),
	casePapers: () => import('./case-papers'),
	cases: () => import('./cases'),
	devices: () => import('./devices'),
	doors: () => import('./doors'),
	erasure: () => import('./erasure'),
	fees: () => import('./fees'),
	figures: () => import('./figures'),
	find: () => import('./find'),
	lock: () => import('./lock'),
	me: () => import('./me'),
	money: () => import('./money'),
	parting: () => import('./parting'),
	people: () => import('./people'),
	photo: () => import('./photo'),
	refusal: () => import('./refusal'),
	register: () => import('./register'),
	review: () => import('./review'),
	roles: () => import('./roles'),
	slip: () => import('./slip'),
	space: () => import('./space'),
	sync: () => import('./sync'),
	work: () => import('./work')
};
