import type { Words } from '../words';
import type zh from '../zh-CN/roles';

export default {
	unitLeader: 'Unit leader',
	gridWorker: 'Grid worker',
	gridParty: 'Grid party group',
	mediator: 'Mediator',
	mediationLead: 'Mediation lead',
	expert: 'Called-in expert',
	office: 'Community office',
	subdistrict: 'Sub-district'
} satisfies Words<typeof zh>;
