import type { Photo } from '../photo/schema';
import type { Finding, Visit } from './schema';

/** What counts now: the last amendment, else what was first logged. */
export const findingOf = (visit: Visit): Finding => visit.amendments.at(-1) ?? visit.first;

const isOpen = ({ withdrawnAt, cleared }: Visit): boolean =>
	withdrawnAt === null && cleared === undefined;

/** Whether the office still has to read this visit. */
export const isWaitingForReview = (visit: Visit): boolean =>
	isOpen(visit) && visit.review.state === 'waiting';

/** Whether the visit came back to its author with a comment. */
export const isReturned = (visit: Visit): boolean =>
	isOpen(visit) && visit.review.state === 'returned';

/** Every photo that the visit ever named, those of earlier words too, with who named it. */
export const photosOf = (visit: Visit): { photo: Photo; personId: string }[] =>
	[visit.first, ...visit.amendments].flatMap(({ photos = [], by }) =>
		photos.map((photo) => ({ photo, personId: by.personId }))
	);
