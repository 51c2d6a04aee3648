import type { Engine } from '../engine/engine';
import { logError } from '../http/log';
import type { AuditNote } from './journal';

/** Notes something without letting anybody wait for it: reading never waits for a write. */
export function noteSoon(engine: Pick<Engine, 'noteAudit'>, note: AuditNote): void {
	engine.noteAudit(note).catch((error: unknown) => logError(error, { route: 'audit' }));
}
