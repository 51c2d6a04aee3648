/** A receipt's code, and what somebody is told who checks one. Read by people who have no account and never saw the app. */
export default {
	title: '核对收据',
	codeLabel: '收据二维码，扫一扫可以核对真假',
	scan: '扫码可以核对这张收据',
	later: '联网后可验证',
	none: {
		notCertified: '这部手机还没有联网登记，所以暂时没有二维码。联网以后再打开这张收据就有了。',
		notYours: '二维码只能由收款人自己的手机开出。',
		noReceipt: '这一笔没有收据。',
		cannotSign: '这部手机现在开不出二维码：网址不是 https 开头，或者手机的日期不对。'
	},
	empty: {
		title: '请扫收据上的二维码',
		text: '用手机的相机或“扫一扫”对准二维码，就会打开这一页并告诉您真假。'
	},
	checking: '正在核对…',
	asking: '签名是真的，正在查账上的情况…',
	again: '再查一次',
	amount: '金额',
	day: '日期',
	project: '项目',
	money: (yuan: string) => `¥${yuan}`,
	sayDay: (year: number, month: number, date: number) => `${year} 年 ${month} 月 ${date} 日`,
	back: (yuan: string) => `已退回 ¥${yuan}`,
	late: '这笔款是项目结束后收到的，先另外存着，等社区处理。',
	donation: '这是自愿捐款，不抵分摊款。',
	notTax: '收据不是税务发票。这里不显示姓名和门牌。',
	states: {
		valid: { title: '收据是真的，有效', text: '这笔钱已经记在账上。' },
		refunded: {
			title: '收据是真的，退过款',
			text: '这笔钱记在账上，后来退回了一部分或全部。'
		},
		reversed: {
			title: '这张收据已经作废',
			text: '它原来是真的，后来账上把这一笔冲掉了。有疑问，请问社区。'
		},
		notArrived: {
			title: '签名是真的，账上还没有',
			text: '收款人的手机可能还没有联网上传。过几天再查一次；一直没有，请问社区。'
		},
		forged: {
			title: '这张收据是假的',
			text: '码上的签名或金额和账上对不上。请保留这张收据，告诉社区。'
		},
		unknown: {
			title: '查不到这张收据',
			text: '这个码不是本系统开的，或者是别的地方开的。请问给您收据的人和社区。'
		},
		offline: {
			title: '签名是真的',
			text: '现在没有联网，还查不到后来有没有作废或退款。有网络时再查一次。'
		},
		cannotTell: {
			title: '现在核对不了',
			text: '没有联网，这部手机又不能自己核对。有网络时再查一次。'
		},
		busy: { title: '现在查的人太多', text: '请过一会儿再查一次。' },
		unreadable: {
			title: '二维码不完整',
			text: '可能没有扫全，或者网址被截断了。请再扫一次。'
		},
		otherVersion: {
			title: '这个码要用更新的版本核对',
			text: '请联网以后再打开这一页。'
		}
	}
};
