import type { DueReason } from '$lib/domain/visit/due';

const reasons: Record<DueReason, string> = {
	never: '还没走访过',
	nobodyHome: '上次没人',
	careMonth: '需要关照，每月一次',
	halfYear: '半年一次'
};

/** Words of the page that opens first. */
export default {
	title: '今日',
	reasons,
	returnedTitle: (count: number) => `社区退回 ${count} 条`,
	returnedAct: '改一改',
	attention: (count: number) => `${count} 条需处理`,
	attentionText: '有的没有被收下，有的等您收下或回答。点开看原因和办法，其他记录照常上传。',
	review: (count: number) => `${count} 条走访待审阅`,
	reviewNone: '没有待审阅的走访',
	reviewText: '网格员和单元长交上来的走访',
	dueTitle: '该走访',
	dueCount: (count: number) => `${count} 户`,
	dueHere: (count: number) => `还有\u00a0${count}\u00a0户`,
	dueMore: (count: number) => `这栋楼还有 ${count} 户，看门牌图`,
	dueElsewhere: '别的楼',
	dueBuildings: (count: number) => `还有 ${count} 栋楼，看全部`,
	overdue: (days: number) => `已过 ${days} 天`,
	dueNoneTitle: '今天没有到期的走访',
	dueNone: '到了该走访的日子，住户会自己出现在这里。想多走几家，打开门牌图。',
	openDoors: '打开门牌图',
	doneTitle: '我今天走访了',
	doneCount: (count: number) => `${count} 次`,
	doneNone: '今天还没有记走访。',
	emptyTitle: '还没有住户',
	empty: '社区把您的网格或单元录入以后，该走访的住户会出现在这里，什么都不用设置。',
	noPostTitle: '您现在没有任职',
	noPost: '社区或街道任命以后，您负责的住户会出现在这里。',
	firstTitle: '第一次使用，正在把住户放进手机',
	firstText: '放好以后没有信号也能用。可以先用已经到的楼栋，不用等。',
	againTitle: '浏览器清理过这台手机，正在重新取回',
	againText:
		'已上传的都在服务器上，会全部取回。清理前没上传的，这台手机上找不回来了。请把邻里装到桌面，就不容易再被清理。',
	firstProgress: (done: number, total: number) => `${done} / ${total} 条`,
	firstStarting: '正在问服务器有多少…',
	figuresTitle: '看街道的数字',
	figuresText: '各社区、各网格走访了多少'
};
