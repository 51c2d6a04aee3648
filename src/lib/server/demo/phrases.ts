import type { Need } from '$lib/domain/visit/schema';

/** Why a household of the demonstration needs care. Invented. */
export const hardships = {
	oldAlone: '八十岁以上，身边无子女',
	other: ['低保家庭', '肢体残疾，出行不便', '长期卧床，家人照护', '独自抚养孩子', '大病之后休养']
} as const;

/** What a grid worker might note about each matter, in their own shorthand. Invented. */
export const visitWords: Record<Need, readonly string[]> = {
	repair: ['楼道三层灯不亮，已记下', '厨房下水反味，想请人看看', '单元门关不严，夜里响'],
	hygiene: ['楼道里堆着旧家具，答应周末清走', '垃圾桶满得快，想多加一个'],
	safety: ['电动车电池在家充电，已提醒', '消防通道停了车，已拍给物业', '燃气软管旧了，劝换新的'],
	neighbour: ['楼上晚上拖椅子，想请帮忙说说', '阳台滴水到楼下晾的衣服'],
	care: ['老人腿脚不便，买菜有困难', '血压高，提醒按时吃药', '一个人住，约好每周打电话'],
	policy: ['问医保怎么报销，留了办事电话', '问老年卡在哪里办', '想了解加装电梯怎么商量'],
	property: ['物业费想分两次交', '电梯常停，问何时检修'],
	register: ['孩子上学去了外地，人口有变动', '新搬来一位亲戚，下次登记'],
	other: ['想借社区活动室排练', '问今年的广场晚会定在哪天']
};

/** What was noted when nothing was the matter, or nobody came to the door. Mostly nothing is. */
export const quietWords = {
	home: ['都好', '聊了几句，一切正常', '刚下班，说都好'],
	nobody: ['留了便条', '邻居说白天上班', '晚上再来']
} as const;

/** Why the office sent a visit back. */
export const returnComments = [
	'请写清楚是几层的哪盏灯',
	'电池的事后来怎么说？请补一句',
	'请补上住户希望什么时候上门',
	'是本人在家还是家属？请注明'
] as const;
