/** Words that every page uses. */
export default {
	appName: '邻里',
	save: '保存',
	cancel: '取消',
	back: '返回',
	close: '关闭',
	undo: '撤销',
	retry: '再试一次',
	edit: '修改',
	more: '更多',
	loading: '正在读取…',
	yes: '是',
	no: '否'
};
