/**
 * The one spelling under which a login name is kept and looked up: full-width letters become plain ones and
 * case is dropped, so that 张三A and 张三ａ are one person's.
 */
export const foldLogin = (login: string): string => login.normalize('NFKC').toLowerCase().trim();
