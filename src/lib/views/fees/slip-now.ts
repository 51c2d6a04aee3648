import type { SlipData } from '$lib/app/fees';
import { t } from '$lib/text/text.svelte';
import { capitals } from '$lib/text/zh-CN/capitals';
import { sayDay } from './say-days';
import { yuan } from './say-money';
import { slipFrom, type Slip } from './slip';

/** The slip of a collection in the language on the screen; the capitals are Chinese in every language. */
export const slipNow = (data: SlipData): Slip | undefined =>
	slipFrom(data, t.fees, { yuan, capitals, day: sayDay });
