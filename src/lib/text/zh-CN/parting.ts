/** What a person is told whose notebook on this phone is closed, or gone, and what to do. */
export default {
	lease: {
		title: '太久没有联网，先看不到资料了',
		text: (days: number) =>
			`为了住户的安全，手机 ${days} 天没有联网，就先看不到资料。您记的东西都还在手机里，一条也没有丢。`,
		todo: '请连上网络。连上以后自动打开，没上传的也会自动上传。'
	},
	ended: {
		title: '您的任职已经结束',
		text: (day: string) => `最后一天是 ${day}。住户资料已经从这部手机上拿掉了。`,
		todo: '您自己记的还没办完，所以还留着：没上传的会自动上传，要您处理的请看一看。都办完以后，手机会自动清干净。'
	},
	sync: '看上传情况',
	attention: '看需处理的',
	waiting: (count: number) => `${count} 条等着上传`,
	retry: '现在再试',
	left: {
		signOut: {
			title: '社区让这部手机退出了登录',
			text: '住户资料已经从手机上拿掉了。您没上传的记录还在手机里，再登录就会自动上传。',
			todo: '不清楚为什么，请问社区办公室。要继续用，请重新登录。'
		},
		wipe: {
			title: '社区清除了这部手机上的记录',
			text: '没上传的都先上传了，一条也没有丢。然后资料、照片、录音和钥匙都从手机上删掉了。',
			todo: '不清楚为什么，请问社区办公室。要继续用，请重新登录，资料会再下载一次。'
		},
		wipeNow: {
			title: '社区清除了这部手机上的记录',
			text: '资料、照片、录音和钥匙都从手机上删掉了。',
			todo: '不清楚为什么，请问社区办公室。要继续用，请重新登录，资料会再下载一次。'
		},
		ended: {
			title: '您的任职已经结束',
			text: '您记的都已经上传、办完。住户资料已经从这部手机上拿掉了。',
			todo: '有疑问，请问社区办公室。谢谢您的辛苦。'
		}
	},
	lost: (count: number) => `有 ${count} 条没上传的记录、照片和录音，一起删掉了。请凭记忆再记一次。`,
	other: '别人在这部手机上的记录没有动。',
	signIn: '去登录',
	nothing: {
		title: '这部手机上没有要说明的事',
		text: '可以回去登录。'
	}
};
