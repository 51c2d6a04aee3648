import type { AuditAction, AuditKind, AuditOutcome } from '$lib/domain/audit';
import attention from './attention';

/** What is noted besides operations. */
const actions: Record<AuditAction, string> = {
	signIn: '登录',
	passwordRight: '密码输对了，还差第二道验证',
	signOut: '退出登录',
	placesEnded: '让自己的其他设备退出',
	setUp: '设置邻里',
	linkMade: '发邀请链接',
	linkUsed: '使用邀请链接',
	passwordSet: '设密码',
	passwordChanged: '换密码',
	factorBegun: '准备设置第二道验证',
	factorSet: '设好第二道验证',
	factorRemoved: '取消第二道验证',
	factorUndone: '链接取消了第二道验证',
	factorDemanded: '规定必须有第二道验证',
	factorOffered: '规定第二道验证可有可无',
	recoveryUsed: '用掉一个恢复码',
	shareGiven: '取回手机记录的钥匙',
	importBegun: '开始导入底册',
	importConfirmed: '确认导入底册',
	importEnded: '导入底册结束',
	figuresRead: '看走访数字',
	photoServed: '看照片',
	workCarried: '代传记录',
	pushRefused: '上传被拒绝',
	auditRead: '看操作记录',
	auditExported: '下载操作记录',
	backedUp: '备份',
	restored: '从备份恢复',
	eventsDropped: '删除到期的记录'
};

const kinds: Record<AuditKind, string> = {
	access: '登录和密码',
	visits: '走访',
	register: '底册',
	staff: '任职',
	data: '下载和数据'
};

const outcomes: Record<AuditOutcome, string> = { ok: '成功', held: '暂存', refused: '没有成功' };

/** Words of the audit trail: who did what, when, from which device, and with which result. */
export default {
	title: '操作记录',
	intro: '谁在什么时候做了什么，成没成。按服务器的时间，不能修改。看这一页也会记下来。',
	from: '从',
	to: '到',
	person: '姓名',
	kind: '做了什么',
	allKinds: '全部',
	outcome: '结果',
	allOutcomes: '全部',
	search: '查找',
	fetching: '正在读取…',
	more: '再看更早的',
	shown: (count: number) => `已列出 ${count} 条`,
	when: '时间',
	who: '谁',
	what: '做了什么',
	result: '结果',
	device: '设备',
	origin: '网络',
	nobody: '不知道是谁',
	server: '服务器',
	unnamed: '没有任职的人',
	carriedBy: (name: string) => `由 ${name} 代传`,
	about: (name: string) => `对象：${name}`,
	actions,
	kinds,
	outcomes,
	commands: {
		...attention.commands,
		'area.add': '添加区域',
		'area.rename': '改区域名称',
		'area.addDoors': '添加门牌',
		'appointment.make': '任命',
		'appointment.end': '结束任职',
		'operation.discard': '作废一条记录'
	},
	otherAction: '别的操作',
	otherResult: '没有成功',
	cancelled: '已取消',
	failed: '没有成功',
	emptyTitle: '没有符合的记录',
	emptyText: '换几天，或者去掉一些条件再查。登录、走访、改底册、下载，都会记在这里。',
	offlineTitle: '操作记录要连上网才能看',
	offlineText: '它只在服务器上，手机里不留。有信号时再打开。',
	notForYou: '这里给社区和街道看。您的身份不需要看操作记录。',
	wrongDays: '结束的日子不能早于开始的日子。',
	download: '下载 CSV',
	downloading: (count: number) => `已取 ${count} 条…`,
	downloaded: (count: number) => `已下载 ${count} 条`,
	downloadFailed: '没有下载完，没有生成文件。请再试一次。',
	fileName: (from: string, to: string) => `操作记录-${from}-${to}`,
	columns: [
		'时间',
		'姓名',
		'人员编号',
		'做了什么',
		'代码',
		'对象',
		'结果',
		'代传人',
		'设备',
		'网络'
	]
};
