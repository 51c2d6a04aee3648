import { routeClasses, type Allowance, type RouteClass } from './allowance';
import { addressOf, networkOf } from './network';
import { createPace, type Pace } from './pace';
import { ProblemError } from './problem';
import { problem } from './reply';

/** As much of a request as the gate looks at. */
interface Asked {
	request: Request;
	route: { id: string | null };
	locals: App.Locals;
	getClientAddress(): string;
}

/** Decides before a route runs whether it shall. */
export interface Gate {
	/** The route's class. Throws `notFound` (404), `tooLarge` (413) by the length that the request says it has, `malformed` (400) without an address. */
	checkForm(asked: Asked): RouteClass;
	/** Null, or the answer `busy` or `tooManyTries` (429) with Retry-After. */
	slowDown(asked: Asked, kind: RouteClass): Response | null;
}

/**
 * Opens the gate. Whoever has a session is counted as a person, wherever they are; everybody else by address, where
 * only other people without a session are counted beside them. `factor` stretches every allowance.
 */
export function openGate({
	factor = 1,
	pace = createPace(() => performance.now())
}: { factor?: number; pace?: Pace } = {}): Gate {
	const stretch = ({ burst, perSecond }: Allowance): Allowance => ({
		burst: burst * factor,
		perSecond: perSecond * factor
	});
	return {
		checkForm(asked) {
			const kind = routeClasses[asked.route.id ?? ''];
			if (!kind) throw new ProblemError(404, 'notFound');
			addressOf(asked);
			const length = Number(asked.request.headers.get('content-length') ?? 0);
			if (length > kind.maxBytes) throw new ProblemError(413, 'tooLarge');
			return kind;
		},
		slowDown(asked, kind) {
			const { person } = asked.locals;
			const who = person ? `p ${person.personId}` : `a ${networkOf(addressOf(asked))}`;
			const allowance = stretch(person ? kind.person : kind.address);
			const seconds = pace.take(`${asked.route.id} ${who}`, allowance);
			if (seconds === 0) return null;
			return problem(429, kind.code, undefined, seconds);
		}
	};
}

/** LINLI_RATE_FACTOR: how far every allowance is stretched, for load tests and rooms full of beginners; 1 unless it says a number above zero. */
export function factorFrom(env: NodeJS.ProcessEnv = process.env): number {
	const factor = Number(env.LINLI_RATE_FACTOR);
	return factor > 0 && Number.isFinite(factor) ? factor : 1;
}
