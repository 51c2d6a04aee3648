/** Words of the search page. */
export default {
	title: '查找',
	label: '找人、找门牌',
	hint: '姓名、拼音、门牌、电话',
	beginTitle: '找一户人家',
	begin:
		'输入姓名（张桂芳）、拼音（guifang）、首字母（zgf）、门牌（1203）或者电话后四位。没有信号也能找。',
	noneTitle: (text: string) => `没有找到“${text}”`,
	none: '换一个字、换成拼音或门牌再试。只能找到您负责范围里的住户。',
	stillComing: '住户还在下载，可能暂时找不全。',
	count: (count: number) => `找到 ${count} 个`,
	countMore: (count: number) => `先列出 ${count} 个，多打一个字会更准`,
	why: { name: '姓名', pinyin: '拼音', initials: '首字母', door: '门牌', phone: '电话尾号' },
	clear: '清空'
};
