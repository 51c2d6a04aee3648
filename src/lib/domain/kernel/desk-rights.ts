import type { Role } from './actor';

/** Who works at a desk. */
export const desk = ['office', 'subdistrict'] as const;

/**
 * The part of `rights` that 今日 asks for before anything is written: apart, so that the list of commands need not have
 * arrived by then.
 */
export const deskRights = {
	/** A command like those in `rights`; 今日 counts what waits for it. */
	'household.settle': desk,
	/** The pages under /office. */
	openOffice: desk,
	/** The figures of the community, or of all communities of the sub-district. */
	readFigures: desk,
	/** The audit trail of the community, or of all communities of the sub-district. */
	readAudit: desk,
	/** Registers from spreadsheets. */
	importRegister: desk,
	/** Links by which people get their login, to those whom one could appoint. */
	invitePeople: desk,
	/** Work and photos of those whom one could appoint, out of a file. */
	carryWork: desk,
	/** Says whether everybody with a right to `openOffice` must have a second factor. */
	demandFactor: ['subdistrict'],
	/** The list of devices, and orders to those of whom one could appoint. */
	manageDevices: desk
} as const satisfies Record<string, readonly Role[]>;

/** As `mayDo`, for what a desk does. */
export const mayAtDesk = (role: Role | undefined, right: keyof typeof deskRights): boolean =>
	role !== undefined && (deskRights[right] as readonly Role[]).includes(role);
