/** Words of the office's page of devices. It says when a device was last here, and never ranks anybody by it. */
export default {
	title: '设备',
	intro: '谁在用哪部手机。手机丢了、换了人用，可以让它退出登录，或者清除上面的资料。',
	search: '姓名',
	find: '查找',
	count: (people: number) => `${people} 人`,
	more: '再看后面的',
	fetching: '正在读取…',
	slow: '网络有点慢，还在读取…',
	emptyTitle: '还没有设备',
	emptyText: '有人在手机上登录、连上网以后，就会列在这里。',
	noneTitle: '没有这个人的设备',
	noneText: '换个写法再找，或者清空姓名看全部。',
	offlineTitle: '设备要连上网才能看',
	offlineText: '这张表只在服务器上，手机里不留。有信号时再打开。',
	notForYou: '这里给社区和街道看。您的身份不需要看设备。',
	retry: '再试一次',
	device: (number: number) => `设备 ${number}`,
	thisOne: '就是这一部',
	lastSeen: '最近联网',
	version: '邻里版本',
	unsent: '没上传',
	sameVersion: '和本机一样',
	otherVersion: (version: string) => `和本机不同（${version}）`,
	unknown: '还不知道',
	noneUnsent: '没有',
	someUnsent: (records: number, photos: number) =>
		[records > 0 ? `${records} 条记录` : '', photos > 0 ? `${photos} 份照片或录音` : '']
			.filter(Boolean)
			.join('、'),
	asReported: (when: string) => `上次联网时（${when}）`,
	ended: (day: string) => `任职到 ${day} 为止`,
	mayOnlySee: '这个人由街道管，您只能看。',
	asked: {
		signOut: (when: string) => `已要求退出登录（${when}），等它联网`,
		wipe: (when: string) => `已要求先上传再清除（${when}），等它联网`,
		wipeNow: (when: string) => `已要求马上清除（${when}），等它联网`
	},
	done: {
		signOut: (when: string) => `已退出登录（${when}）`,
		wipe: (when: string) => `已清除（${when}），没有丢记录`,
		wipeNow: (when: string, lost: number) =>
			lost > 0
				? `已清除（${when}），有 ${lost} 条没上传的一起没了`
				: `已清除（${when}），没有丢记录`
	},
	manage: '退出或清除',
	sheetTitle: (name: string) => `${name} 的设备`,
	signOut: '让它退出登录',
	signOutText:
		'马上不能再上传、下载。下次联网时，住户资料从手机上拿掉；没上传的留着，再登录就上传。',
	wipe: '先上传，再清除',
	wipeText:
		'手机下次联网时，先把没上传的都传上来，再删掉全部资料、照片、录音和钥匙。适合换手机、不干了。',
	wipeNow: '马上清除，不等上传',
	wipeNowText: '手机下次联网时就删，没上传的也删。适合手机丢了、在别人手里。',
	wipeNowLost: (records: number, photos: number, when: string) =>
		`按上次联网（${when}），还有${[records > 0 ? ` ${records} 条记录` : '', photos > 0 ? ` ${photos} 份照片或录音` : ''].filter(Boolean).join('和')}没上传。清除以后就没有了，找不回来。`,
	wipeNowUnknown: '这部手机没说过有多少没上传。要是有，清除以后就没有了，找不回来。',
	wipeNowNone: (when: string) => `按上次联网（${when}），都上传了。那以后新记的会没有。`,
	typeToConfirm: (word: string) => `确定的话，请在下面写“${word}”。`,
	word: '清除',
	confirmLabel: '写在这里',
	wrongWord: (word: string) => `请写“${word}”两个字。`,
	takeBack: '收回这个要求',
	takeBackText: '手机还没照办，可以收回。',
	choose: '要它做什么',
	doSignOut: '让它退出登录',
	doWipe: '先上传，再清除',
	doWipeNow: '马上清除',
	said: '已记下，等它联网',
	tookBack: '已收回',
	failed: (reason: string) => `没有办成：${reason}`
};
