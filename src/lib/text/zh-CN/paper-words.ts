import type {
	Category,
	Consequence,
	CourtState,
	Escalation,
	FollowUpResult,
	Performance,
	Remedy,
	Scale,
	Side,
	Source,
	Way
} from '$lib/domain/dispute/lists';

const category: Record<Category, string> = {
	family: '婚姻家庭纠纷',
	neighbours: '邻里纠纷',
	property: '房屋宅基地纠纷',
	contract: '合同纠纷',
	business: '生产经营纠纷',
	damages: '损害赔偿纠纷',
	land: '山林土地纠纷',
	expropriation: '征地拆迁纠纷',
	environment: '环境污染纠纷',
	estate: '物业纠纷',
	labour: '劳动争议纠纷',
	medical: '医疗纠纷',
	traffic: '道路交通事故纠纷',
	consumer: '消费纠纷',
	other: '其他纠纷'
};
const scale: Record<Scale, string> = {
	ordinary: '一般纠纷',
	difficult: '疑难复杂纠纷',
	group: '群体性纠纷'
};
const source: Record<Source, string> = {
	applied: '当事人申请',
	patrol: '人民调解委员会主动调解',
	handedOn: '有关单位移送'
};
const way: Record<Way, string> = {
	together: '面对面',
	apart: '背靠背',
	onSite: '现场',
	phone: '电话'
};
const side: Record<Side, string> = { first: '申请人', second: '被申请人' };
const remedy: Record<Remedy, string> = {
	court: '依法向人民法院提起诉讼',
	arbitration: '依法申请仲裁',
	administrative: '依法请求有关行政机关处理'
};
const performed: Record<Performance, string> = {
	done: '已履行',
	partly: '部分履行',
	notDone: '未履行'
};
const followUp: Record<FollowUpResult, string> = {
	satisfied: '当事人满意',
	performed: '协议已履行',
	flaringUp: '有激化苗头'
};
const then: Record<Consequence, string> = { reopen: '重新调解', raise: '提高风险等级' };
const court: Record<CourtState, string> = {
	applied: '已共同申请司法确认',
	confirmed: '人民法院已确认协议有效',
	rejected: '人民法院未予确认'
};
const prevented: Record<Escalation, string> = {
	suicide: '防止民间纠纷引起自杀',
	crime: '防止民间纠纷转化为刑事案件',
	fight: '制止群体性械斗',
	petition: '防止群体性上访'
};

/** A place to write in by hand, as long as so many characters. */
const gap = (long = 4): string => '　'.repeat(long);

/**
 * What stands on the papers of a mediation case, by the forms that the Ministry of Justice gave out in 2010 (人民调解文书格式).
 * Chinese in every language, since the law's forms are.
 */
const forms = {
	gap,
	category,
	scale,
	source,
	way,
	side,
	remedy,
	performed,
	followUp,
	then,
	court,
	prevented,
	sex: { '0': '', '1': '男', '2': '女', '9': '' },
	box: (isOn: boolean, word: string) => `${isOn ? '■' : '□'}${word}`,
	between: '　',
	and: '、',
	nobody: '（未指定）',
	/** 〔year〕×人调字第×号; what is not known yet is left open. */
	number: (year: string, place: string, no: string) =>
		`〔${year || gap()}〕${place || gap()}人调字第${no || gap()}号`,
	/** Ends of the names of communities that a number leaves out. */
	endings: /(社区居委会|社区居民委员会|居民委员会|村民委员会|居委会|村委会|社区|村)$/u,
	committee: (community: string) => `${community || gap(6)}人民调解委员会`,
	day: (year: string, month: string, day: string) => `${year}年${month}月${day}日`,
	noDay: `${gap()}年${gap(2)}月${gap(2)}日`,
	time: (day: string, hour: string, minute: string) => `${day}${hour}时${minute}分`,
	years: (count: number) => `${count}岁`,
	minor: '（未成年人）',
	deputy: (name: string, relation: string, phone: string) =>
		[name, relation, phone].filter((one) => one !== '').join('，'),
	agentOf: (agent: string, party: string) => `${agent}（代理${party}）`,
	matterOf: (first: string, second: string, kind: string) =>
		`${first || gap()}与${second || gap()}${kind}`,
	more: (name: string, count: number) => `${name}等${count}人`,
	field: {
		...{ name: '姓名', sex: '性别', ethnicity: '民族', age: '年龄', occupation: '职业或职务' },
		...{ phone: '联系方式', address: '单位或住址', guardian: '监护人', agent: '委托代理人' },
		...{ time: '时间', place: '地点', parties: '当事人', present: '参加人', number: '编号' },
		...{ kind: '纠纷类型', scale: '纠纷规模', source: '案件来源', people: '涉及人数' },
		...{ acceptedOn: '受理日期', way: '调解方式', result: '调解结果', asked: '被调查人' }
	},
	sign: {
		party: (who: string) => `${who}（签名、盖章或按指印）`,
		mediator: '人民调解员（签名）',
		recorder: '记录人（签名）',
		registrar: '登记人（签名）',
		asked: '被调查人（签名）',
		asker: '调查人（签名）',
		visitor: '回访人（签名）',
		lead: '调委会负责人（签名）',
		seal: (committee: string) => `${committee}（印章）`,
		filer: '立卷人（签名）',
		checker: '检查人（签名）',
		by: (party: string, deputy: string) => `${party}（由${deputy}代）`,
		orAgent: (party: string, agent: string) => `${party}或委托代理人${agent}`
	},
	amended: (when: string, who: string) => `（${when}由${who}补正，原记录存案卷）`,
	later: (when: string) => `（${when}）`
};
export default forms;
