/**
 * What owners decide together (民法典 278, first paragraph, in its order), and `voluntary`: neighbours who each agree to
 * pay for themselves decide nothing for others, and need no vote.
 */
export const matters = [
	'rulesOfAssembly', // (1) 业主大会议事规则
	'rulesOfEstate', // (2) 管理规约
	'ownersCommittee', // (3) 业主委员会
	'manager', // (4) 物业服务企业或者其他管理人
	'useRepairFund', // (5)
	'raiseRepairFund', // (6)
	'rebuild', // (7) 改建、重建建筑物及其附属设施
	'changeUse', // (8) 改变共有部分的用途, or business in it
	'other', // (9) 其他重大事项
	'voluntary'
] as const;
export type Matter = (typeof matters)[number];

/** What a matter asks of those who took part: more than half, three quarters, or nothing. */
export type Majority = 'ordinary' | 'threeQuarters' | 'none';

/** 民法典 278, second paragraph: three quarters for (6) to (8), more than half for the others. */
export const majorityFor = (matter: Matter): Majority =>
	matter === 'voluntary'
		? 'none'
		: matter === 'raiseRepairFund' || matter === 'rebuild' || matter === 'changeUse'
			? 'threeQuarters'
			: 'ordinary';
