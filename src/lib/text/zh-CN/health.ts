/** The one line about how this phone stands with the server; one entry for every code of `Health`. `at` is a time already written out. */
export default {
	allSent: () => '全部已送达',
	allSentAt: (at: string) => `全部已送达 · ${at}`,
	checking: () => '正在核对…',
	sending: (count: number) => `正在上传 ${count} 条`,
	waiting: (count: number) => `${count} 条待上传`,
	photos: (count: number) => `${count} 份照片或录音待上传`,
	offline: (count: number) => (count > 0 ? `${count} 条待上传 · 现在没有连上` : '现在没有连上'),
	attention: (count: number) => `${count} 条需处理`,
	lease: (days: number) => `还剩 ${days} 天须联网一次`,
	signIn: (count: number) =>
		count > 0 ? `请重新登录，${count} 条等着上传` : '请重新登录，才能收到新的',
	first: (done: number, total: number) =>
		total > 0 ? `第一次读取：${done} / ${total}` : '第一次读取，正在准备…',
	storageFull: () => '手机存满了，新的记录存不进去',
	storageBroken: () => '手机存不进去，请重新打开浏览器',
	spaceLow: () => '手机快存满了，请清理一下',
	updateNeeded: (count: number) =>
		count > 0 ? `请更新邻里，${count} 条等着上传` : '请更新邻里，才能继续同步',
	serverTrouble: (count: number) =>
		count > 0 ? `服务器有点问题，${count} 条待上传，会自动再试` : '服务器有点问题，会自动再试',
	lastSuccess: (at: string) => `上次成功 ${at}`,
	never: '还没有成功过'
};
