/** Columns of a list with the share of the width that each has, in hundredths. */
const columns = (...all: (readonly [name: string, share: number])[]) => all;

/**
 * The sentences of the papers of a mediation case, form by form. Articles are those of 中华人民共和国人民调解法. Chinese in every
 * language, as the words in `paper-words.ts`.
 */
const texts = {
	application: {
		title: '人民调解申请书',
		matter: '纠纷简要情况',
		demand: '当事人申请事项',
		statement: '人民调解委员会已将申请人民调解的相关规定告知我，现自愿申请人民调解委员会进行调解。'
	},
	acceptance: {
		title: '人民调解受理登记表',
		opening: (day: string, first: string, second: string) =>
			`${day}，本人民调解委员会经当事人同意，调解${first}与${second}之间的纠纷。`,
		matter: '纠纷简要情况',
		note: '备注：此表由人民调解委员会填写。'
	},
	rights: {
		title: '人民调解当事人权利义务告知书',
		opening:
			'根据《中华人民共和国人民调解法》，现将人民调解的有关规定和当事人在调解中的权利、义务告知如下：',
		lines: (dueOn: string) => [
			'一、人民调解委员会是依法设立的调解民间纠纷的群众性组织，调解民间纠纷不收取任何费用。',
			'二、人民调解在当事人自愿、平等的基础上进行，不违背法律、法规和国家政策，尊重当事人的权利，不因调解阻止当事人依法通过仲裁、行政、司法等途径维护自己的权利。',
			'三、当事人享有下列权利：（一）选择或者接受人民调解员；（二）接受调解、拒绝调解或者要求终止调解；（三）要求调解公开进行或者不公开进行；（四）自主表达意愿、自愿达成调解协议。',
			'四、当事人履行下列义务：（一）如实陈述纠纷事实；（二）遵守调解现场秩序，尊重人民调解员；（三）尊重对方当事人行使权利。',
			'五、人民调解员对调解中知悉的当事人的个人隐私、商业秘密予以保密。',
			`六、本纠纷的调解期限至${dueOn}；需要延长的，经各方当事人同意。到期未达成协议的，终止调解。`,
			'七、经人民调解委员会调解达成的调解协议具有法律约束力，当事人应当按照约定履行。人民调解委员会对协议的履行情况进行监督，并到当事人家中或者以其他方式回访。',
			'八、双方当事人认为有必要的，可以自调解协议生效之日起三十日内共同向人民法院申请司法确认。涉及身份关系的除外。',
			'九、调解不成的，当事人可以依法通过仲裁、行政、司法等途径维护自己的权利。'
		],
		statement: '以上内容已向我告知，我已清楚。'
	},
	authority: {
		title: '授权委托书',
		giver: '委托人',
		taker: '受托人',
		relation: '与委托人关系',
		opening: (agent: string, committee: string) =>
			`现委托${agent}在${committee}调解下列纠纷时，作为委托人的委托代理人参加调解。`,
		matter: '委托事项',
		until: '委托期限',
		toTheEnd: '自签署之日起至本纠纷调解终结之日止',
		scope: '委托权限（由委托人在方框内打勾选定）：',
		scopes: [
			'一般代理：代为陈述事实、提交证据材料、参加调解、签收文书。',
			'特别代理：除上述事项外，代为提出、变更、放弃调解请求，代为达成调解协议并在协议上签名。'
		],
		given: (who: string) => `委托人${who}（签名、盖章或按指印）`,
		taken: (who: string) => `受托人${who}（签名）`
	},
	investigation: {
		title: '人民调解调查记录',
		record: '调查记录',
		read: '以上记录已向被调查人宣读或者交其阅读，无误。'
	},
	evidence: {
		title: '人民调解证据材料清单',
		head: columns(
			...([
				['序号', 8],
				['材料名称和说明', 35],
				['来源', 15]
			] as const),
			...([
				['取得时间', 19],
				['照片', 8],
				['收集人', 15]
			] as const)
		),
		attached: (photos: number, sounds: number) =>
			[photos > 0 && `${photos}张`, sounds > 0 && `录音${sounds}段`].filter(Boolean).join('，')
	},
	photos: {
		titles: {
			investigation: '人民调解证据材料（照片）',
			mediation: '人民调解记录（照片）',
			agreement: '纸质协议（照片）',
			performance: '协议履行情况（照片）',
			followUp: '回访情况（照片）'
		},
		photo: (no: number, what: string, words: string) =>
			`照片${no}\u3000${what}${words ? `：${words}` : ''}`,
		evidence: (no: number) => `证据第${no}号`,
		session: (no: number) => `第${no}次调解`,
		of: {
			inquiry: '调查',
			note: '记事',
			report: '报告',
			agreement: '当事人签名的协议',
			performed: '履行情况',
			followUp: '回访'
		},
		takenAt: (when: string) => `拍摄时间：${when}`,
		unknown: '不详',
		from: (who: string) => `来源：${who}`,
		then: '；',
		by: (who: string, when: string) => `收集人：${who}；记录时间：${when}`,
		absent: {
			loading: '照片正在读取，请稍等再打印。',
			offline: '照片不在这台手机上，联网以后再打印，或者另行附上。',
			notYet: '照片还没有送到服务器，送到以后再打印，或者另行附上。',
			gone: '照片已经没有了，请另行附上。'
		}
	},
	mediation: {
		title: '人民调解记录',
		statement: '人民调解委员会已将人民调解的相关规定告知各方当事人。',
		record: '调解记录',
		results: { agreed: '达成协议', failed: '未达成协议', later: '有待继续调解' }
	},
	agreement: {
		written: '人民调解协议书',
		oral: '人民调解口头协议登记表',
		facts: '纠纷主要事实',
		issues: '争议事项和责任',
		opening: '经调解，双方当事人自愿达成如下协议：',
		head: columns(['序号', 8], ['履行人', 21], ['协议内容', 48], ['履行时限', 23]),
		amount: '协议涉及金额',
		money: (yuan: string, capitals: string) => `人民币${capitals}（¥${yuan}）`,
		effect: (day: string) =>
			`本协议自${day}起生效。经人民调解委员会调解达成的调解协议，具有法律约束力，当事人应当按照约定履行。`,
		court: (day: string) => `双方当事人认为有必要的，可以在${day}以前共同向人民法院申请司法确认。`,
		copies: (count: string) => `本协议一式${count}份，各方当事人各执一份，人民调解委员会留存一份。`,
		onPaper: (count: number) => `当事人已在纸质协议上签名，照片${count}张附卷。`,
		oralNote: '备注：口头协议自各方当事人达成协议之日起生效，由人民调解员记录协议内容。'
	},
	performance: {
		title: '人民调解协议履行情况记录',
		head: columns(
			...([
				['序号', 8],
				['履行人', 13],
				['协议内容', 23]
			] as const),
			...([
				['履行时限', 21],
				['履行情况', 14],
				['日期', 21]
			] as const)
		),
		told: '履行情况记录',
		line: (day: string, term: string, state: string, words: string, who: string) =>
			`${day}\u3000${term}${state}。${words}（记录人：${who}）`,
		term: (no: number) => `第${no}项：`,
		court: '司法确认'
	},
	followUp: {
		title: '人民调解回访记录',
		agreement: '调解协议编号',
		why: '回访事由',
		whyOf: (matter: string) => `${matter}调解协议的履行情况`,
		when: '回访时间',
		result: '回访结果',
		then: '处理措施',
		record: '回访情况'
	},
	ended: {
		title: '人民调解终止告知书',
		to: (names: string) => `${names}：`,
		opening: (day: string, matter: string, committee: string) =>
			`${committee}于${day}受理${matter}一案。`,
		declined: (name: string) =>
			`因${name}明确拒绝调解，根据《中华人民共和国人民调解法》第十七条，本委员会不再调解，本次调解终止。`,
		failed:
			'经调解，双方当事人未能达成协议，根据《中华人民共和国人民调解法》第二十六条，本委员会终止调解。',
		unknown: '现终止调解。终止的原因是：',
		told: '当事人可以通过下列途径维护自己的权利：',
		why: '情况说明',
		receipt: '以上内容已收到（当事人签收）：'
	},
	closing: {
		title: '人民调解结案表',
		kind: '纠纷名称',
		closedOn: '结案日期',
		results: { agreed: '达成协议', declined: '当事人拒绝调解', failed: '未达成协议' },
		form: { oral: '口头协议', written: '书面协议' },
		effective: '协议生效日期',
		amount: '协议涉及金额',
		terms: '协议履行',
		performed: (done: number, all: number) => `共${all}项，已履行${done}项`,
		visits: '回访次数',
		times: (count: number) => `${count}次`,
		court: '司法确认',
		prevented: '防止激化',
		matter: '纠纷简要情况',
		words: '结案说明'
	},
	cover: {
		title: '人民调解卷宗',
		name: '卷名',
		year: '年度',
		number: '卷号',
		mediator: '人民调解员',
		from: '调解日期',
		until: (from: string, to: string) => `${from}至${to}`,
		filer: '立卷人',
		filedOn: '立卷日期',
		keep: '保管期限',
		note: '备注'
	},
	contents: {
		title: '卷内目录',
		head: columns(['序号', 8], ['文书名称', 50], ['份数', 10], ['页号', 12], ['备注', 20])
	},
	backCover: {
		title: '卷内备考表',
		state: '本卷情况说明',
		line: (sheets: number, photos: number, sounds: number) =>
			`本卷文书${sheets}份，另有照片${photos}张，共\u3000\u3000\u3000页。${
				sounds > 0 ? `录音${sounds}段另存，随电子卷移交。` : ''
			}`,
		filedOn: '立卷日期'
	},
	archive: {
		folder: '照片',
		sounds: '录音',
		list: '清单',
		listTitle: (number: string) => `${number}\u3000归档文件清单`,
		made: (when: string) => `制作时间：${when}`,
		file: (name: string, bytes: number, what: string) => `${name}\t${bytes}字节\t${what}`,
		missing: (sha256: string, what: string) => `（不在这台手机上）${sha256}\t${what}`,
		missingHead: '下列照片、录音没有收进来，请联网后重新制作，或者另行打印、拷贝：'
	}
};
export default texts;
