import type { RecordingTrouble } from '$lib/domain/sound/trouble';

/** Why there is no recording; the disk's own troubles are said as ever. */
const problems: Record<RecordingTrouble, string> = {
	noRecorder: '这个浏览器不能录音。请换一个新一点的浏览器，或者先用文字记。',
	notSecure: '这个网址没有加密，浏览器不让录音。请社区改用 https 网址，或者先用文字记。',
	notAllowed: '没有打开麦克风：手机或浏览器没有允许。请在设置里允许邻里使用麦克风，再点录音。',
	noMicrophone: '这台设备没有麦克风。请先用文字记。',
	microphoneBusy: '麦克风正被别的应用占用。请关掉它，再点录音。',
	nothingHeard: '没有录到声音，请再录一次。'
};

/** Words of what is recorded in a case; part of `cases.ts`. */
export default {
	legend: '录音（可不录）',
	tell: '先告诉双方要录音，都愿意才录。录音只有办案的人能听。',
	start: '录音',
	stop: '停止录音',
	running: (length: string) => `正在录音 ${length}`,
	most: (minutes: number) => `一段最长 ${minutes} 分钟，到时自己停。`,
	full: (most: number) => `一条记录最多 ${most} 段录音`,
	found: '上次没录完的还在，已经放进来了。',
	runs: '还在录音。请先停止录音，再记下。',
	remove: (nth: number) => `去掉录音 ${nth}`,
	title: (nth: number, length: string) => `录音 ${nth} · ${length}`,
	hear: (nth: number) => `听录音 ${nth}`,
	loading: '正在打开录音…',
	onPhone: '录音还在手机上，联网后上传',
	refused: '服务器没有收这段录音',
	notYet: '录音还没上传',
	gone: '这段录音没有了：服务器的数据恢复过，录音没能找回来',
	offline: '连上网才能听这段录音',
	unplayable: '这台设备放不出这段录音，请换一台听。',
	problems
};
