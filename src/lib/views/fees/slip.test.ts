import { expect, test } from 'vitest';
import type { SlipData } from '$lib/app/fees';
import type { Booking } from '$lib/domain/booking/schema';
import type { Levy } from '$lib/domain/levy/schema';
import { yuanText } from '$lib/domain/money/format';
import { capitals } from '$lib/text/zh-CN/capitals';
import words from '$lib/text/zh-CN/fees';
import { provisionalNumber, slipFrom, slipText } from './slip';

const says = { yuan: (fen: number) => `¥${yuanText(fen)}`, capitals, day: (day: string) => day };
const by = { personId: 'p', name: '单元长甲', role: 'unitLeader' as const };
const word = { by, at: Date.UTC(2026, 10, 30, 12), clock: '1' };
const id = '018f0000-0000-7000-8000-0000abcdef01';

const paid = (more: object = {}, booking: Partial<Booking> = {}): SlipData => ({
	booking: {
		...{ id, ...word, campaignId: 'c', areaId: 'u', levyId: 'l', no: 7, words: '' },
		fact: {
			...{ kind: 'collection', householdId: 'h', fen: 30_000, method: 'cash', reference: null },
			...{ into: 'collector', isLate: false },
			...more
		},
		...{ refunds: [], reversal: null, confirmations: [], gone: [], isGiven: true, isAside: false },
		...booking
	} as Booking,
	levy: { id: '018f0000-0000-7000-8000-00000000aaaa' } as Levy,
	...{ title: '换单元防盗门', place: '86号楼 1单元', door: '502', isFinal: true }
});

test('a slip has the amount twice, the door, the collector and the day, and no name of a resident', () => {
	const slip = slipFrom(paid(), words, says)!;
	expect(slip).toMatchObject({
		...{ number: '00AAAA-0007', isFinal: true, isVoid: false, remarks: [] },
		...{ amount: '¥300.00', capitals: '人民币叁佰元整' }
	});
	expect(slip.rows.map(({ value }) => value)).toEqual([
		...['换单元防盗门', '86号楼 1单元 502', '现金', '单元长甲', '2026-11-30']
	]);
});

test('until the server has it the number is the booking’s own', () => {
	const slip = slipFrom({ ...paid(), isFinal: false }, words, says)!;
	expect(slip.number).toBe(provisionalNumber(id));
	expect(slip.number).toBe('LABCDEF01');
	expect(slipText(slip, words)).toContain('临时编号 LABCDEF01');
});

test.each([
	[{ method: 'wechat', reference: '8x21' }, '微信（我的手机），单号尾号 8x21'],
	[{ method: 'transfer', reference: '0042', into: 'community' }, '转账（社区账户），单号尾号 0042']
])('what is no cash names its reference: %o', (more, said) => {
	expect(slipFrom(paid(more), words, says)!.rows[2]!.value).toBe(said);
});

test('what became of it since stands on it', () => {
	const reversal = { ...word, id: 'r', why: '门点错了' };
	const refunds = [{ ...word, id: 'f', fen: 5_000, from: 'cash' as const, reversal: null }];
	expect(slipFrom(paid({}, { reversal }), words, says)).toMatchObject({
		isVoid: true,
		remarks: ['已冲正，这张收据作废。原因：门点错了']
	});
	expect(slipFrom(paid({ isLate: true }, { refunds }), words, says)!.remarks).toEqual([
		'收款时项目已经结清，这笔钱另外记着。',
		'2026-11-30 退 ¥50.00'
	]);
});

test('as text it has a line for everything', () => {
	const text = slipText(slipFrom(paid(), words, says)!, words);
	expect(text.split('\n')).toEqual([
		...['收据 编号 00AAAA-0007', '项目: 换单元防盗门', '门牌: 86号楼 1单元 502', '金额: ¥300.00'],
		...['大写: 人民币叁佰元整', '方式: 现金', '收款人: 单元长甲', '日期: 2026-11-30', '非税务发票']
	]);
});

test('a donation has a slip that says so, and no door', () => {
	const { booking, ...rest } = paid();
	const { householdId, isLate, ...gift } = booking.fact as Extract<
		Booking['fact'],
		{ kind: 'collection' }
	>;
	const given = { ...booking, no: null, fact: { ...gift, kind: 'donation' as const } };
	const slip = slipFrom({ ...rest, booking: given, levy: undefined, door: '' }, words, says)!;
	expect([householdId, isLate]).toEqual(['h', false]);
	expect(slip.rows[0]!.value).toBe('换单元防盗门（捐款）');
	expect(slip.rows.map(({ label }) => label)).not.toContain('门牌');
	expect(slip.number).toBe(slip.provisional);
});

test('another booking has no slip', () => {
	const fact = { kind: 'contribution', sourceId: 's', fen: 1 } as const;
	expect(slipFrom(paid({}, { fact }), words, says)).toBeUndefined();
});
