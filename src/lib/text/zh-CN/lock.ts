/** Words of the lock: opening a phone, and how it is opened. */
export default {
	title: (name: string) => `${name}，请解锁`,
	text: '资料锁在这台手机里，只有您能打开。没有信号也能解锁。',
	secret: '数字密码或登录密码',
	unlock: '解锁',
	passkey: '用指纹或面容解锁',
	orTyped: '也可以输密码：',
	onlyPasskey:
		'这台手机上没有设过数字密码，也没有用登录密码登录过。指纹或面容用不了，就连上网用登录密码登录一次。',
	noWay: '这台手机现在要连上网，用登录密码登录一次才能打开。没上传的记录不会丢。',
	passkeyTrouble: {
		cancelled: '没有完成。可以再点一次，或者输密码。',
		noKey: '这次打不开。请输密码。',
		failed: '指纹或面容现在用不了。请输密码。'
	},
	wrong: (left: number) => `不对，请再试一次。还可以试 ${left} 次。`,
	wait: (seconds: number) => `试得太快了，请等 ${seconds} 秒。`,
	shutTitle: '已经锁死',
	shutText: '输错太多次了。这里还有没上传的记录，都还在。请连上网，用登录密码登录，就能打开。',
	lostTitle: '这台手机上的资料已经清掉',
	lostText: '输错了十次。这里的记录都已上传过，没有丢。请重新登录，资料会再取回来。',
	forgot:
		'忘了数字密码，就用登录密码解锁。登录密码也忘了，请社区发一个新链接，连上网用它登录；没上传的记录不会丢。',
	otherPassword: '登录密码换过，而且服务器没能帮着打开。请在这里输入以前的密码。',
	signIn: '连网登录',
	someoneElse: '换一个人用',
	card: '锁',
	cardText: '五分钟没人动，或者切到别处三分钟，就会锁上。手机丢了，别人看不到里面的住户资料。',
	cardOffice: '十五分钟没人动就会锁上。别人看不到这台电脑里的住户资料。',
	lockNow: '现在锁上',
	setPin: '设一个数字密码',
	changePin: '换一个数字密码',
	dropPin: '不用数字密码了',
	pinTitle: '解锁用的数字密码',
	pinText: '六位以上的数字，只在这台手机上用。登录密码一直也能解锁。',
	pin: '数字密码（6 到 12 位数字）',
	pinBad: '要 6 到 12 位数字，不要全是一样的，也不要 123456 这样连着的。',
	pinSet: '数字密码已设好',
	pinDropped: '以后用登录密码解锁',
	save: '就用它'
};
