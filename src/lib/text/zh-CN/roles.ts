import type { Role } from '$lib/domain/kernel/actor';

/** What people are called in each role. */
const roles: Record<Role, string> = {
	unitLeader: '单元长',
	gridWorker: '网格员',
	gridParty: '网格党小组',
	mediator: '调解员',
	mediationLead: '调委会主任',
	expert: '驻点律师、民警',
	office: '社区工作人员',
	subdistrict: '街道工作人员'
};
export default roles;
