import { auditActions, type AuditAction, type AuditLine } from '$lib/domain/audit';
import { t } from '$lib/text/text.svelte';

/** Lines that no person stands behind. */
const byServer: readonly string[] = [
	'backedUp',
	'restored',
	'eventsDropped'
] satisfies AuditAction[];

const isEvent = (action: string): action is AuditAction =>
	(auditActions as readonly string[]).includes(action);

/** What was done. */
export const sayAction = (action: string): string =>
	isEvent(action)
		? t.audit.actions[action]
		: (t.audit.commands[action as keyof typeof t.audit.commands] ?? t.audit.otherAction);

/** Who did it: a name, or why there is none. */
export const sayWho = ({ who, action }: Pick<AuditLine, 'who' | 'action'>): string =>
	who ? who.name || t.audit.unnamed : byServer.includes(action) ? t.audit.server : t.audit.nobody;

/** How it ended, with the reason in words. */
export function sayResult(result: string): string {
	if (result === 'ok' || result === 'held') return t.audit.outcomes[result];
	if (result === 'cancelled' || result === 'failed') return t.audit[result];
	const trouble = t.refusal[result as keyof typeof t.refusal] as { title: string } | undefined;
	return trouble?.title ?? t.audit.otherResult;
}

/** `2026-11-20 09:30:05` in China at an instant (epoch ms). */
export const sayTime = (at: number): string =>
	new Date(at + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');

/** The end of an id: enough to tell one person's devices apart. */
export const shortId = (id: string | null): string => id?.slice(-6) ?? '';

/** A line as cells of a file, in the order of `t.audit.columns`; whole ids, and the codes beside the words. */
export const cellsOfLine = (line: AuditLine): string[] => [
	sayTime(line.at),
	sayWho(line),
	line.who?.id ?? '',
	sayAction(line.action),
	line.action,
	line.about?.name ?? '',
	line.result === 'ok' ? sayResult('ok') : `${sayResult(line.result)} (${line.result})`,
	line.carriedBy?.name ?? '',
	line.deviceId ?? '',
	line.origin ?? ''
];
