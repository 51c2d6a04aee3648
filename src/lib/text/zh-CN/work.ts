/** What is to be saved, in one breath; nothing is said of what there is none of. */
const amount = (count: number, photos: number): string =>
	[
		count > 0 ? `${count} 条还没有办完的记录` : '',
		photos > 0 ? `${photos} 份还没传上去的照片或录音` : ''
	]
		.filter(Boolean)
		.join('、');

/** Words for unsent work as a file: saving it, and bringing it back. */
export default {
	title: '没上传的记录',
	text: '手机一直连不上、快坏了或者要换手机，可以先把没上传的记录、照片和录音存成文件，换一台手机登录后取回；也可以连同口令交给社区代传。',
	save: '把没上传的记录存成文件',
	nothing: '现在没有没上传的记录，不用存。',
	bring: '从文件取回记录',
	insecure: '这个网址没有加密（不是 https），浏览器不让存。请用社区给的网址打开。',
	saveText: (count: number, photos: number) =>
		`${amount(count, photos)}会存进文件。手机里的一样不少，以后照样上传，不会重复。`,
	photosTooMany: '照片和录音太多，一个文件装不完：先装早的，剩下几份，存完告诉您。',
	photosSaved: (count: number) => `文件里有 ${count} 份照片或录音。`,
	photosLeft: (count: number) =>
		`还有 ${count} 份照片或录音放不下，只在这台手机上。手机连上网会自己上传，传完以前请不要换手机、不要清除数据。`,
	passphrase: '给文件设一句口令',
	passphraseHint: '至少 8 个字，好记难猜。文件丢了，别人没有口令就看不到。口令忘了谁也找不回来。',
	passphraseAgain: '再写一遍口令',
	tooShort: '口令太短了，至少要 8 个字。',
	differs: '两遍写得不一样，请再写一遍。',
	doSave: '存成文件',
	saving: '正在加密…',
	saved: (name: string) => `已存成文件 ${name}，在手机的“下载”里。请不要把口令和文件放在一起。`,
	choose: '选择文件',
	chosen: (name: string) => `已选：${name}`,
	chooseFirst: '请先选择文件，名字最后是 .linli。',
	filePassphrase: '文件的口令',
	open: '打开',
	opening: '正在打开…',
	found: (count: number, photos: number) =>
		`文件里有 ${[count > 0 ? `${count} 条记录` : '', photos > 0 ? `${photos} 份照片或录音` : ''].filter(Boolean).join('、')}。`,
	empty: '文件里什么也没有。',
	forOther: (name: string) => `这是${name}的记录。上传以后仍算本人写的，服务器会记下是您代传的。`,
	photosForOther: (name: string) => `这是${name}的照片或录音。上传以后仍算本人的。`,
	somebody: '别人',
	notYours: '这是别人存的文件。请让本人登录后取回，或者交给社区代传。',
	bringNow: '上传',
	bringing: '正在上传…',
	bringingPhoto: (nth: number, all: number) => `正在传照片或录音 ${nth} / ${all}…`,
	stop: '先停下',
	stopping: '这一份传完就停…',
	done: {
		applied: (count: number) => `${count} 条已上传`,
		known: (count: number) => `${count} 条服务器早就有了，没有重复`,
		here: (count: number) => `${count} 条就在这台手机里，会自己上传`,
		held: (count: number) => `${count} 条暂存，等管这一片的人收下`,
		refused: (count: number) => `${count} 条没有通过`,
		later: (count: number) => `${count} 条服务器现在还收不了。请留好文件，过几天用它再取一次`,
		behind: (count: number) => `${count} 条要等前面那条改好再取一次`
	},
	photos: {
		sent: (count: number) => `${count} 份照片或录音已上传`,
		waits: (count: number) => `${count} 份照片或录音在这台手机里，会自己上传`,
		known: (count: number) => `${count} 份照片或录音服务器早就有了，没有重复`,
		givenUp: (count: number) => `${count} 份照片或录音的记录您已经不要了，没有取回`,
		refused: (count: number) => `${count} 份照片或录音服务器不收`,
		full: (count: number) =>
			`${count} 份照片或录音没有取回：这台手机存满了。请留好文件，腾出地方再取一次`,
		left: (count: number) => `${count} 份照片或录音还没传完。请留好文件，以后用它再取一次`,
		spoilt: (count: number) => `${count} 份照片或录音坏了，读不出来`
	},
	refusedHere: '没有通过的，已经放进“需处理”，可以在那里改好再传。',
	refusedThere: '没有通过的，请告诉本人，让本人登录后从文件取回，再改。',
	toAttention: '去需处理',
	lost: '中间断了。没有丢，也不会重复：连上以后，用同一个文件再取一次就行。',
	notAllowed: '您不能替这个人上传。请让本人登录后取回，或者交给街道。',
	failed: '服务器现在办不了，文件还能用，请过一会儿再取一次。',
	bad: {
		notOurs: '这不是邻里存的文件。请看看是不是选错了。',
		tooLarge: '文件太大，不像是邻里存的。',
		newer: '这个文件是新版邻里存的。请先更新这里的邻里，再打开。',
		damaged: '打不开：口令不对，或者文件坏了。什么都没有改动，请再试一次。',
		broken: '没能完成，什么都没有改动。请再试一次。'
	}
};
