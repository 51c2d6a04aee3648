import { addDays, dayOf, type Day } from '../kernel/day';
import { logDays, type Erasure } from './schema';

/** The first day on which the log gives up what it holds; counted from when everything else was gone. */
export const forgetDay = ({ at, clearedAt }: Pick<Erasure, 'at' | 'clearedAt'>): Day =>
	addDays(dayOf(clearedAt ?? at), logDays);

/** Whether a refusal says that what it is about was deleted at somebody's request: what was written then is not kept. */
export const isErasedCode = (code: string): boolean =>
	code === 'householdErased' || code === 'residentErased' || code === 'recordErased';

/**
 * Whether a command is one of the accounts. Those are kept by law for as long as vouchers are (会计档案管理办法), whoever asks
 * for deletion: they name households by id alone, whose people are gone with the register. A bank's statement, which is a
 * voucher itself, names whoever paid, and lies with the office alone.
 */
export const isAccounts = (command: string): boolean => /^(campaign|fee|bank)\./.test(command);
