import * as v from 'valibot';
import { DaySchema } from './kernel/day-schema';
import { Id } from './kernel/id';

/** Everything that is noted besides operations. The list is closed: `text/` has words for each. */
export const auditActions = [
	'signIn', // somebody is in, or was refused
	'passwordRight', // the second step is missing
	'signOut',
	'placesEnded', // of one's own
	'setUp',
	'linkMade', // `about`: whose
	'linkUsed',
	'passwordSet', // the first of an account
	'passwordChanged',
	'factorBegun', // with a proof of who asks
	'factorSet',
	'factorRemoved', // by its owner
	'factorUndone', // by a link
	'factorDemanded', // of everybody at a desk
	'factorOffered',
	'recoveryUsed',
	'passkeyBegun', // with a proof of who asks
	'passkeySet',
	'passkeyRemoved', // by its owner
	'passkeysUndone', // by a link
	'shareGiven', // of the key to a phone's records; `about`: the key ring, which names that phone
	'slipsCertified', // the key by which a device signs receipts
	'devicesRead', // the list of devices
	'deviceSignedOut', // of these, `about`: whose device it is
	'deviceWipeAsked', // unsent work first
	'deviceWipeNowAsked', // unsent work is lost
	'deviceOrderTakenBack',
	'deviceObeyed', // the device says that it has done so
	'importBegun',
	'importConfirmed',
	'importEnded',
	'copyGiven', // to a resident, of what is held on them; `about`: the household
	'figuresRead', // whoever has them on the screen can save them as a file
	'photoServed', // `about`: the record that names it
	'workCarried', // `about`: in whose name
	'pushRefused', // a device that is somebody else's, a person without any post
	'auditRead',
	'auditExported',
	'backedUp',
	'restored', // `about`: the last hash of the chain that was replaced
	'eventsDropped' // `about`: number of the last block whose events have gone
] as const;
export type AuditAction = (typeof auditActions)[number];

/** The groups by which one looks for something, with their actions and the beginnings of their commands. */
export const auditKinds = {
	access: {
		actions: [
			'signIn',
			'passwordRight',
			'signOut',
			'placesEnded',
			'setUp',
			'linkMade',
			'linkUsed',
			'passwordSet',
			'passwordChanged',
			'factorBegun',
			'factorSet',
			'factorRemoved',
			'factorUndone',
			'factorDemanded',
			'factorOffered',
			'recoveryUsed',
			'passkeyBegun',
			'passkeySet',
			'passkeyRemoved',
			'passkeysUndone',
			'shareGiven',
			'slipsCertified',
			'deviceSignedOut',
			'deviceWipeAsked',
			'deviceWipeNowAsked',
			'deviceOrderTakenBack',
			'deviceObeyed'
		],
		commands: []
	},
	visits: { actions: ['photoServed'], commands: ['visit', 'held', 'question', 'operation'] },
	register: {
		actions: ['importBegun', 'importConfirmed', 'importEnded'],
		commands: ['household', 'area', 'erasure']
	},
	money: { actions: [], commands: ['campaign', 'fee', 'objection', 'bank'] },
	cases: { actions: [], commands: ['dispute', 'caseRules'] },
	staff: { actions: [], commands: ['appointment'] },
	data: {
		actions: [
			'copyGiven',
			'figuresRead',
			'devicesRead',
			'auditRead',
			'auditExported',
			'workCarried',
			'pushRefused',
			'backedUp',
			'restored',
			'eventsDropped'
		],
		commands: []
	}
} as const satisfies Record<
	string,
	{ actions: readonly AuditAction[]; commands: readonly string[] }
>;
export type AuditKind = keyof typeof auditKinds;

/** How it ended: as wished, held for somebody, or not. */
export const auditOutcomes = ['ok', 'held', 'refused'] as const;
export type AuditOutcome = (typeof auditOutcomes)[number];

/** Lines on one page. */
export const auditPageSize = 100;

/** The days whose lines are asked for, both included. */
const span = { from: DaySchema, to: DaySchema };

/** Behind which line a page goes on. */
export const AuditCursor = v.object({
	at: v.pipe(v.number(), v.integer(), v.minValue(0)),
	community: v.pipe(v.string(), v.maxLength(36)),
	id: v.pipe(v.string(), v.maxLength(36))
});
export type AuditCursor = v.InferOutput<typeof AuditCursor>;

/** Body of `POST /api/audit`. `person` is a part of a name. It travels in the body: a name has no place in an address. */
export const AuditRequest = v.object({
	...span,
	person: v.optional(v.pipe(v.string(), v.maxLength(50))),
	kind: v.optional(v.picklist(Object.keys(auditKinds) as AuditKind[])),
	outcome: v.optional(v.picklist(auditOutcomes)),
	after: v.optional(AuditCursor)
});
export type AuditRequest = v.InferOutput<typeof AuditRequest>;

/** Body of `POST /api/audit/export`. */
export const AuditExportRequest = v.object(span);
export type AuditExportRequest = v.InferOutput<typeof AuditExportRequest>;

/** Somebody whom a line names; `name` is '' when no appointment of theirs is left to tell it. */
const Somebody = v.object({ id: Id, name: v.string() });

/** One line of the audit trail: an operation, or something else that happened. */
export const AuditLine = v.object({
	community: v.string(),
	id: v.string(),
	/** The server's time, epoch ms. */
	at: v.number(),
	/** Null when nobody is known: a wrong login name, the server itself. */
	who: v.nullable(Somebody),
	/** Who brought it in that person's name. */
	carriedBy: v.nullable(Somebody),
	/** An `AuditAction`, or the name of the command. */
	action: v.string(),
	/** `ok`, `held`, or the code of the refusal. */
	result: v.string(),
	deviceId: v.nullable(v.string()),
	origin: v.nullable(v.string()),
	/** The person whom it is about. */
	about: v.nullable(Somebody)
});
export type AuditLine = v.InferOutput<typeof AuditLine>;

/** A page, newest first. `more` is null at the end. */
export const AuditReply = v.object({
	lines: v.array(AuditLine),
	more: v.nullable(AuditCursor)
});
export type AuditReply = v.InferOutput<typeof AuditReply>;

/** The last line of an export: without it the file is not whole. */
export const AuditEnd = v.object({ end: v.number() });
