import type { ErasureGround } from '$lib/domain/erasure/schema';

const grounds: Record<ErasureGround, string> = {
	asked: '本人要求',
	movedAway: '已迁走',
	died: '已去世',
	purposeMet: '目的已达到'
};

/** Words of what residents may ask for: a copy of what is kept on them, and its deletion. */
export default {
	title: '居民的要求',
	intro: '居民可以看自己的资料，也可以要求删除。',
	copy: '给本人一份资料',
	copyMade: '资料已下载，请打印或发给本人。操作已记下。',
	copyFailed: '没有做成，请再试一次。',
	copyOffline: '要连上服务器才能做。请在有信号时再试。',
	erase: '删除资料',
	who: '删谁的？',
	whole: '整户',
	some: '只删几位',
	chooseResidents: '请选居民',
	headStays: '户主不在这里。要删户主，请先在“修改这一户”里换户主，或者删整户。',
	ground: '为什么删？',
	grounds,
	nowTitle: '现在就删',
	nowText:
		'姓名、身份号码、电话、出生年份和困难情况，服务器和每部手机上都删。这一户以前的走访只留下哪天、谁去的、有没有人，文字和照片全部删掉，包括写到家里其他人的。',
	laterTitle: '过六个月才删',
	laterText: (day: string) =>
		`操作记录里的原话。法律要求网络日志留六个月，这期间谁也看不到，${day}起自动清除。`,
	noReturn: '删了找不回来。本人还要看资料的，请先给一份。',
	yes: (who: string) => `删除${who}的资料`,
	everybody: '整户',
	done: '已删除。别的手机下次同步时也会删掉。',
	erased: (day: string) => `资料已删除，操作记录将于 ${day}清除。`,
	erasedSome: (count: number, day: string) =>
		`${count} 位居民的资料已删除，操作记录将于 ${day}清除。`,
	forgotten: '资料已删除，操作记录也已清除。',
	clearing: '以前走访的文字和照片正在服务器上删除，通常一分钟。',
	byItself: '系统',
	by: (name: string, when: string, ground: string) => `${name} ${when} 登记：${ground}。`,
	day: (year: number, month: number, day: number) => `${year} 年 ${month} 月 ${day} 日`,
	file: {
		fileName: (door: string, day: string) => `${door}-本人资料-${day}`,
		sheet: '本人资料',
		headings: ['部分', '时间', '谁记的', '项目', '内容'],
		household: '这一户',
		door: '门牌',
		tenure: '居住情况',
		needsCare: '需要关照',
		yes: '是',
		no: '否',
		resident: '居民',
		name: '姓名',
		sex: '性别',
		birthYear: '出生年份',
		relation: '与户主关系',
		phone: '电话',
		idNumber: '公民身份号码',
		birth: '出生日期',
		ethnicity: '民族代码',
		hardship: '困难情况',
		aside: '另外写过、没有采用的',
		visit: '走访',
		withdrawn: '（已撤回）',
		photos: (count: number) => `照片 ${count} 张`,
		comment: '社区退回时写的',
		question: '问社区',
		answer: '回答',
		act: '谁动过这些资料',
		refused: '没有通过',
		made: '这份资料做于'
	}
};
