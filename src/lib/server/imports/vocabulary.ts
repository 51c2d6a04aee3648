import type { Door } from '$lib/domain/area/schema';
import type { Household, Relation, Resident } from '$lib/domain/household/schema';

/** Blank as people write it: a dash, a stroke, 无. */
export const isBlank = (text: string): boolean => /^(?:[-—–/\\]+|无|空)?$/.test(text);

const lookUp =
	<T>(table: readonly (readonly [T, string])[]) =>
	(text: string): T | undefined => {
		const wanted = text.normalize('NFKC').replace(/\s/g, '').toLowerCase();
		return table.find(([, words]) => words.split(' ').includes(wanted))?.[0];
	};

/** 住房用途. Undefined for a word that is none of them; so are the others here. */
export const useOf = lookUp<Door['use']>([
	['home', '住宅 住房 居住 住人'],
	['shop', '商铺 店铺 门面 门面房 商用 商业'],
	['other', '其他 其它 仓库 车库 办公 空置用房']
]);

/** 居住情况. */
export const tenureOf = lookUp<Household['tenure']>([
	['owner', '自住 自有 业主 自住房'],
	['tenant', '租住 出租 租户 承租 租赁 租房'],
	['unknown', '不详 未知 不明']
]);

/** 是/否. */
export const yesOrNo = lookUp<boolean>([
	[true, '是 有 需要 需 y yes 1 √ ✓'],
	[false, '否 不 无 不需要 n no 0 × x']
]);

/** 性别 (GB/T 2261.1). */
export const sexOf = lookUp<Resident['sex']>([
	[1, '男 男性 1'],
	[2, '女 女性 2'],
	[0, '未知 不详 0'],
	[9, '未说明 9']
]);

const relationWord = lookUp<Relation>([
	[0, '户主 本人 户主本人 0'],
	[1, '配偶 丈夫 妻子 夫 妻 爱人 老伴 1'],
	[2, '子 儿子 独生子 长子 次子 三子 四子 五子 养子 继子 2'],
	[3, '女 女儿 独生女 长女 次女 三女 四女 五女 养女 继女 3'],
	[4, '孙子 孙女 孙 外孙 外孙子 外孙女 曾孙 4'],
	[5, '父亲 母亲 父 母 父母 岳父 岳母 公公 婆婆 继父 继母 5'],
	[6, '祖父 祖母 爷爷 奶奶 外祖父 外祖母 姥爷 姥姥 外公 外婆 6'],
	[7, '兄弟姐妹 兄弟 姐妹 兄 弟 姐 妹 哥哥 弟弟 姐姐 妹妹 7'],
	[8, '其他 其它 儿媳 女婿 媳妇 亲属 其他亲属 非亲属 保姆 朋友 合租 8']
]);

/** 与户主关系, in words or by the code of GB/T 4761 with one or two digits (01 and 02 are the head). */
export function relationOf(text: string): Relation | undefined {
	const code = /^0[12]$/.test(text) ? '0' : /^([1-8])\d$/.exec(text)?.[1];
	return relationWord(code ?? text);
}

// GB/T 3304, in its order: 01 汉 … 56 基诺.
const peoples =
	'汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺'.split(
		' '
	);

/** 民族, by name with or without 族 or by code, as the code of GB/T 3304. */
export function ethnicityOf(text: string): string | undefined {
	const code = /^\d{1,2}$/.test(text) ? Number(text) : peoples.indexOf(text.replace(/族$/, '')) + 1;
	if (code >= 1 && code <= peoples.length) return String(code).padStart(2, '0');
	if (code === 97 || /^其[他它]$/.test(text)) return '97';
	return code === 98 || /^外国血统/.test(text) ? '98' : undefined;
}

/** A day however people write it (1990-1-5, 1990/01/05, 1990年1月5日, 19900105) as `YYYY-MM-DD`; it may not exist. */
export function dayText(text: string): string | undefined {
	const plain = text.normalize('NFKC').replace(/\s/g, '');
	const found =
		/^(\d{4})(\d\d)(\d\d)$/.exec(plain) ??
		/^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(plain);
	return found
		? `${found[1]}-${found[2]!.padStart(2, '0')}-${found[3]!.padStart(2, '0')}`
		: undefined;
}

/** 楼层: 3, 3层, -1, B1, 负一 is too much to ask. Undefined when it is no floor of a building (there is no floor 0). */
export function floorOf(text: string): number | undefined {
	const plain = text
		.normalize('NFKC')
		.replace(/\s|层|楼|F$/gi, '')
		.replace(/^(?:B|负|地下)/i, '-');
	if (!/^-?\d{1,3}$/.test(plain)) return undefined;
	const floor = Number(plain);
	return floor === 0 || floor < -9 || floor > 120 ? undefined : floor;
}

/** The floor that a door's number tells by itself: 301 is on 3, 1203 on 12. */
export function floorFromDoor(no: string): number | undefined {
	const digits = /(?:^|\D)(\d{1,2})\d\d$/.exec(no)?.[1];
	return digits === undefined || Number(digits) === 0 ? undefined : Number(digits);
}
