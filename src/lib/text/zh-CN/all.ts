import access from './access';
import accounts from './accounts';
import attention from './attention';
import audit from './audit';
import bank from './bank';
import casePapers from './case-papers';
import cases from './cases';
import common from './common';
import devices from './devices';
import doors from './doors';
import erasure from './erasure';
import fees from './fees';
import figures from './figures';
import find from './find';
import health from './health';
import lock from './lock';
import me from './me';
import money from './money';
import parting from './parting';
import people from './people';
import photo from './photo';
import refusal from './refusal';
import register from './register';
import review from './review';
import roles from './roles';
import shell from './shell';
import slip from './slip';
import space from './space';
import sync from './sync';
import today from './today';
import visit from './visit';
import work from './work';

/** Every room of words in Chinese, the language the product is thought in. */
const all = {
	access,
	accounts,
	attention,
	audit,
	bank,
	casePapers,
	cases,
	common,
	devices,
	doors,
	erasure,
	fees,
	figures,
	find,
	health,
	lock,
	me,
	money,
	parting,
	people,
	photo,
	refusal,
	register,
	review,
	roles,
	shell,
	slip,
	space,
	sync,
	today,
	visit,
	work
};
export default all;
