/** The pages of a case's papers. What stands on the papers themselves is in `paper-words.ts` and `paper-texts.ts`. */
export default {
	title: '案卷文书',
	loading: '正在整理案卷…',
	notHere: '这台手机上没有这个案件',
	notHereText: '可能已经不由您经办了，或者还没有更新。请联网后再试。',
	notOpened: '案件现在打不开，看案件要先记下来。请关掉别的页面，再试一次。',
	noPaper: '没有这份文书',
	readFailed: '案卷读不出来。请退出重新打开。',
	cleared: '当事人已要求删除本人信息，文书上只剩编号、类型和日期。',
	complete: '必须有的文书都齐了。',
	incomplete: (count: number) => `还缺 ${count} 样，缺的在下面标出来了。`,
	numberWaits: '编号还没有下来。联网上传以后自动编号，现在打印要手填。',
	list: '卷内文书',
	sheets: (count: number) => `${count} 份`,
	missing: '还缺',
	parts: {
		cover: '封面和目录',
		application: '申请书或受理登记表',
		rights: '权利义务告知书',
		authority: '授权委托书',
		investigation: '调查记录和证据',
		mediation: '调解记录',
		agreement: '调解协议',
		performance: '履行情况',
		followUp: '回访记录',
		ended: '终止告知书',
		closing: '结案表',
		backCover: '备考表'
	},
	lacks: {
		application: '双方当事人没有写全',
		rights: '',
		investigation: '还没有调查或者证据',
		mediation: '还没有调解记录',
		agreement: '还没有写协议',
		performance: '还有没履行完的',
		followUp: '还没有回访',
		closing: '还没有结案',
		cover: '还没有编号'
	},
	print: '打印或存成 PDF',
	photosLoading: '照片还没读完，读完就可以打印。',
	photosAbsent: (count: number) =>
		`有 ${count} 张照片现在读不到，打印出来是空框。联网以后再打印就有。`,
	printAll: '打印全卷',
	all: '全卷文书',
	printHint: '点了以后会弹出手机的打印窗口；选“另存为 PDF”就存成文件，不联网也可以。',
	archive: '制作归档文件',
	archiveHint:
		'把全部文书、照片和录音装进一个 .zip 文件，交给档案室。文件没有加密，请只交给该收的人，交完就删掉。',
	archiveDone: '归档文件已存到下载里',
	archivePartly: (count: number) =>
		`归档文件已存到下载里；有 ${count} 份照片或录音没有取到，没有收进去，清单里写了。`,
	archiveFailed: '归档文件没有做成，可能是手机空间不够。文书还在，可以再试。'
};
