/** The card about room on the phone: nearly none left, or none at all. */
export default {
	lowTitle: '手机快存满了',
	lowText: '现在还能照常记。再满下去，新的记录就存不进去了。',
	fullTitle: '手机存满了',
	fullText: '新的记录存不进去。已经记下的都在，没有丢。写了一半的先别关。',
	todo: '可以这样腾地方：',
	clean: '删掉手机里不用的照片、视频或应用。',
	photos: (count: number, size: string) =>
		`连上网，让 ${count} 份照片或录音先传上去，传完就从手机上拿掉，约 ${size}。`,
	noPhotos: '走访先别拍照，字照常记。',
	used: (size: string) => `邻里一共占了 ${size}，里面的住户资料不用删，也删不得。`,
	send: '现在上传',
	asFile: '把没上传的存成文件',
	afterwards: '有了地方，会自动接着存、接着传，不用您做什么。'
};
