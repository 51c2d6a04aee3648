import type { OpenDispute } from '$lib/domain/dispute/args';
import type { Escalation, Step, Way } from '$lib/domain/dispute/lists';

/** One thing that is done in a story, so many days before the day on which the demonstration is looked at. */
export type StoryAct = { daysAgo: number } & (
	| {
			do: 'write';
			kind: 'session' | 'inquiry' | 'note' | 'report';
			way?: Way;
			step: Step | null;
			words: string;
	  }
	| {
			do: 'agree';
			form: 'oral' | 'written';
			facts: string;
			term: string;
			amountFen?: number;
			isStatus?: boolean;
	  }
	| { do: 'perform' | 'handUp'; words: string }
	| { do: 'court' }
	| { do: 'visit'; plan: number; words: string }
	| { do: 'end'; how: 'declined' | 'failed'; words: string }
	| { do: 'close'; prevented?: Escalation }
);

/** A case as it is told in the demonstration. `by`: who takes it on and works on it. */
export interface CaseStory extends Pick<
	OpenDispute,
	'source' | 'category' | 'scale' | 'colour' | 'place' | 'matter' | 'demand'
> {
	by: 'unitLeader' | 'gridWorker' | 'mediator';
	daysAgo: number;
	acts: readonly StoryAct[];
}

/** Quarrels as neighbourhoods have them, one for each way in which a case goes on. */
export const stories: readonly CaseStory[] = [
	{
		...{ by: 'gridWorker', daysAgo: 16, source: 'applied', category: 'neighbours' },
		...{ scale: 'ordinary', colour: 'blue', place: '楼下面馆' },
		matter: '楼下面馆凌晨四点开和面机，楼上睡不着，说过几次没有用。',
		demand: '六点以前不要开机器。',
		acts: [
			{
				...{ daysAgo: 15, do: 'write', kind: 'inquiry', step: 'look' },
				words: '早上五点到现场听了，机器放在水泥地上，声音顺着墙传上去。'
			},
			{
				...{ daysAgo: 14, do: 'write', kind: 'session', way: 'apart', step: 'weigh' },
				words: '先听楼上，再听面馆。面馆愿意包隔音棉，怕影响早市。'
			},
			{
				...{ daysAgo: 8, do: 'agree', form: 'written' },
				facts: '面馆凌晨和面的声音影响楼上休息。',
				term: '机器下面垫橡胶、四周包隔音棉，五点半以后再开。'
			},
			{ daysAgo: 6, do: 'perform', words: '去看过，垫好包好了。' }
		]
	},
	{
		...{ by: 'mediator', daysAgo: 3, source: 'patrol', category: 'family' },
		...{ scale: 'ordinary', colour: 'yellow', place: '家里' },
		...{ matter: '两口子为照顾老人和家务争吵，几天没有说话。', demand: '' },
		acts: [
			{
				...{ daysAgo: 2, do: 'write', kind: 'session', way: 'apart', step: 'findOut' },
				words: '分开谈了一个小时。女儿周末回来，约好一起坐下来说。'
			}
		]
	},
	{
		...{ by: 'unitLeader', daysAgo: 2, source: 'applied', category: 'estate' },
		...{ scale: 'difficult', colour: 'yellow', place: '单元门口' },
		matter: '二楼在楼道里堆旧家具，三楼过不去，说是消防通道。',
		demand: '把东西搬走。',
		acts: [
			{
				...{ daysAgo: 2, do: 'write', kind: 'note', step: 'findOut' },
				words: '上门看了，堆了七八件，二楼说没有地方放。'
			},
			{ daysAgo: 1, do: 'handUp', words: '二楼要请物业和社区一起来谈，我一个人说不动。' }
		]
	},
	{
		...{ by: 'mediator', daysAgo: 26, source: 'handedOn', category: 'damages' },
		...{ scale: 'ordinary', colour: 'blue', place: '三楼厨房' },
		matter: '四楼水管漏水，把三楼厨房的吊顶泡坏了。',
		demand: '赔吊顶的钱。',
		acts: [
			{
				...{ daysAgo: 25, do: 'write', kind: 'session', way: 'onSite', step: 'look' },
				words: '水管工一起看了，是四楼的软管老化。'
			},
			{
				...{ daysAgo: 22, do: 'agree', form: 'written', amountFen: 120_000 },
				facts: '四楼软管老化漏水，三楼吊顶坏了一半。',
				term: '换好软管，付一千二百元修吊顶。'
			},
			{ daysAgo: 20, do: 'court' },
			{ daysAgo: 18, do: 'perform', words: '钱已付，双方当面点清。' },
			{ daysAgo: 15, do: 'visit', plan: 7, words: '吊顶修好了，双方都没有意见。' },
			{ daysAgo: 14, do: 'close' }
		]
	},
	{
		...{ by: 'gridWorker', daysAgo: 12, source: 'patrol', category: 'neighbours' },
		...{ scale: 'ordinary', colour: 'blue', place: '车棚' },
		matter: '有人在车棚里养了三条狗，味道大，有老人被吓到。',
		demand: '狗不要养在车棚里。',
		acts: [
			{
				...{ daysAgo: 11, do: 'write', kind: 'session', way: 'phone', step: 'findOut' },
				words: '养狗的说车棚不是哪一家的，不愿意坐下来谈。'
			},
			{
				...{ daysAgo: 9, do: 'end', how: 'declined' },
				words: '再问一次，还是不愿意调解。已经告诉双方还能找谁。'
			}
		]
	},
	{
		...{ by: 'mediator', daysAgo: 1, source: 'applied', category: 'family' },
		...{ scale: 'difficult', colour: 'red', place: '家里' },
		matter: '来说昨天晚上被推倒在地，胳膊上有伤，不敢回去。',
		demand: '先有个安全的地方住。',
		acts: [
			{
				...{ daysAgo: 1, do: 'write', kind: 'report', step: null },
				words: '当场打了 110，民警来做了记录，陪去医院看伤。'
			}
		]
	}
];
