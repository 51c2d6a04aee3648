import type { RefusalCode } from '$lib/domain/kernel/refusal';
import type { ProblemCode } from '$lib/protocol/problem';
import mediation from './refusal-case';
import money from './refusal-money';

/** Everything that can come back instead of success. */
export type TroubleCode =
	| RefusalCode
	| ProblemCode
	| 'newer'
	| 'offline'
	| 'unreachable'
	| 'storageFull'
	| 'storageBroken'
	| 'notLoaded';

/** What happened, and what to do now; both whole sentences. */
export interface Trouble {
	title: string;
	todo: string;
}

/** Words for every refusal and every problem; one that is missing does not compile. */
export default {
	malformed: { title: '有一项填得不对。', todo: '请看一下标出来的地方，改好再保存。' },
	unknownCommand: { title: '服务器还不认识这种操作。', todo: '记录还在手机上。请更新邻里后再试。' },
	notAllowed: {
		title: '写的时候，您在这里没有这项职务。',
		todo: '如果觉得不对，请社区查一下您的职务和日期。'
	},
	notSignedIn: {
		title: '登录已经过期。',
		todo: '请重新登录。手机上的记录都还在，登录后自动上传。'
	},
	clockImpossible: {
		title: '手机的日期和时间不对。',
		todo: '请在手机设置里打开“自动设置时间”，然后再试一次。'
	},
	opIdTaken: { title: '这个编号已经有另一条记录。', todo: '请把内容重新记一次。' },
	areaUnknown: { title: '找不到这个地方。', todo: '它可能已经改动。请连上网更新一下再看。' },
	areaKindWrong: {
		title: '这一级不能放在这里。',
		todo: '顺序是街道、社区、网格、楼栋、单元，请一级一级来。'
	},
	areaCodeTaken: { title: '这个代码已经用过了。', todo: '请核对代码，换一个。' },
	areaCodeWrong: {
		title: '代码和上一级对不上。',
		todo: '下一级的代码要以上一级的代码开头：街道 9 位，社区 12 位。'
	},
	nameTaken: { title: '这里已经有同样的名称。', todo: '请换一个名称，或者直接用原来那个。' },
	doorUnknown: { title: '这个单元里没有这个门牌。', todo: '请核对门牌号，或者先把门牌加上。' },
	doorTaken: { title: '这个门牌号已经有了。', todo: '同一个单元里门牌号不能重复，请核对。' },
	householdUnknown: {
		title: '找不到这一户。',
		todo: '可能已经不归您管，或者资料还没更新。请问一下社区。'
	},
	householdRemoved: {
		title: '这一户已经搬走或者注销了。',
		todo: '可以改记到现在的住户，或者不要这条。'
	},
	householdMerged: {
		title: '这一户已经并入别的户。',
		todo: '可以把这条记到合并后的那一户，或者不要这条。'
	},
	householdErased: {
		title: '这一户的资料已删除。',
		todo: '这条不能再记，服务器也没有留下里面的文字。请放弃这条。'
	},
	residentErased: {
		title: '这位居民的资料已删除。',
		todo: '不能再写这位居民。别的改动请打开这一户重新写一次。'
	},
	recordErased: {
		title: '这条记录的文字已删除。',
		todo: '不能再改，也不能再补充。请放弃这条。'
	},
	householdExists: { title: '这一户已经登记过了。', todo: '请直接打开那一户修改。' },
	headMissing: { title: '还没有户主。', todo: '请选一个人作户主。' },
	headTwice: { title: '户主多了一个。', todo: '一户只能有一个户主，请改一下。' },
	personTwice: { title: '同一个人登记了两次。', todo: '请去掉重复的那一个。' },
	appointmentUnknown: { title: '找不到这项任职。', todo: '请连上网更新一下再看。' },
	appointmentExists: { title: '这项任职已经有了。', todo: '不用再加一次。' },
	appointmentEnded: { title: '这项任职已经结束了。', todo: '需要的话，请重新任命。' },
	roleAreaMismatch: {
		title: '职务和地方对不上。',
		todo: '单元长对应单元，网格员对应网格，社区工作人员对应社区。'
	},
	dayOrder: { title: '结束日期比开始日期还早。', todo: '请改一下日期。' },
	visitUnknown: { title: '找不到这次走访。', todo: '可能已经不归您管。请问一下社区。' },
	visitExists: { title: '这次走访已经记过了。', todo: '不用再记一次。要改请打开原来那条。' },
	visitWithdrawn: { title: '这次走访已经撤回了。', todo: '需要的话，请重新记一次。' },
	visitNotYours: { title: '这次走访是别人记的。', todo: '只能由记的人来改。您可以另记一次。' },
	visitReviewed: {
		title: '这次走访已经审阅过了。',
		todo: '不能再撤回。要补充，请修改或另记一次。'
	},
	visitChanged: {
		title: '您看过以后，这次走访又改了。',
		todo: '请重新看一遍，再决定通过还是退回。'
	},
	visitOwn: { title: '自己记的走访不能自己审阅。', todo: '请让别的同事来审阅。' },
	commentMissing: { title: '退回时要写明原因。', todo: '请写一句话，让对方知道改什么。' },
	heldUnknown: { title: '找不到这条暂存的记录。', todo: '等对方再上传一次，就会出现。' },
	heldSettled: { title: '这条暂存的记录已经有人处理了。', todo: '不用再处理。' },
	heldOwn: { title: '这条是您自己写的。', todo: '请让现在负责这里的人或者社区来收。' },
	heldDeclined: {
		title: '现在负责这里的人没有收这条。',
		todo: '可以问一问对方或者社区，或者不要这条。'
	},
	conflictGone: {
		title: '这两个写法已经有人定了。',
		todo: '不用再办。还觉得不对，就去底册里改这一户。'
	},
	questionUnknown: { title: '找不到这个问题。', todo: '等它上传以后，就会出现。' },
	questionExists: { title: '这个问题已经问过了。', todo: '不用再问一次。' },
	questionOwn: { title: '这是您自己问的。', todo: '请让社区的同事来答。' },
	questionNotYours: { title: '这个问题是别人问的。', todo: '只有问的人能把它收起来。' },
	...money,
	...mediation,
	nothingChanged: { title: '内容没有变化。', todo: '不用保存。' },
	badJson: { title: '发出去的内容读不懂。', todo: '记录还在。请刷新页面再试一次。' },
	tooLarge: { title: '一次发的内容太大了。', todo: '请分成几次，或者缩短文字。' },
	notFound: { title: '没有找到。', todo: '可能已经删掉或者改了地址。请返回再看。' },
	wrongLogin: {
		title: '登录名或密码不对。',
		todo: '请再输一次。忘了密码，请找给您开通的人要新链接。'
	},
	tooManyTries: { title: '试的次数太多了。', todo: '请等几分钟再试。' },
	linkUsed: { title: '这个链接已经用过或者过期了。', todo: '请找给您开通的人要一个新链接。' },
	passwordCommon: { title: '这个密码太常见，很容易被猜到。', todo: '请换一句自己记得住的话。' },
	loginTaken: { title: '这个登录名已经有人用了。', todo: '请换一个，比如在后面加上数字。' },
	setupDone: { title: '这里已经设置好了。', todo: '请直接登录。' },
	busy: { title: '服务器正忙。', todo: '过一会儿会自动再试，不用您做什么。' },
	broken: { title: '服务器出了点问题。', todo: '您记的都还在，过一会儿会自动再试。' },
	photoWrong: {
		title: '服务器不收这份照片或录音。',
		todo: '它打不开，太大，或者带着地点。请重新拍一张、录一段。'
	},
	photoGone: { title: '这份照片或录音没有了。', todo: '服务器的数据恢复过，没能找回来。' },
	wrongCode: { title: '验证码不对。', todo: '请等验证器换一个新的，再输一次。' },
	wrongPasskey: { title: '这把通行密钥不能用。', todo: '请用登录名和密码登录。' },
	stepGone: { title: '登录等得太久了。', todo: '请重新输密码。' },
	proofNeeded: { title: '要先确认是您本人。', todo: '请再输一次密码或验证码。' },
	factorFirst: { title: '您自己还没有第二道验证。', todo: '请先给自己设置。' },
	factorBound: { title: '第二道验证不能取消。', todo: '街道规定必须有。' },
	unsentChanged: {
		title: '这部设备上没上传的数目变了。',
		todo: '请看新的数目，再决定要不要清除。'
	},
	protocolNew: { title: '邻里有了新版本。', todo: '请更新后再继续。手机上的记录都还在。' },
	newer: {
		title: '服务器没有收下，原因这个版本的邻里还说不出来。',
		todo: '更新邻里后会写明。您写的都还在。'
	},
	offline: { title: '现在连不上服务器。', todo: '这件事要连上网才能做。请有信号时再试。' },
	unreachable: { title: '现在连不上服务器。', todo: '您照常记，连上以后自动上传。' },
	storageFull: {
		title: '手机存满了，这条没有保存。',
		todo: '请删掉一些照片或不用的应用，再保存一次。先别关这一页。'
	},
	storageBroken: {
		title: '手机存不进去，这条没有保存。',
		todo: '请再试一次。还不行，就重新打开浏览器。先别关这一页。'
	},
	notLoaded: {
		title: '邻里还没有下载完，这条没有保存。',
		todo: '请连上网，重新打开这一页，再保存一次。以后没有信号也能存。'
	}
} satisfies Record<TroubleCode, Trouble>;
