import type { Migration } from 'kysely';
import { core } from './0001-core';
import { auth } from './0002-auth';
import { deviceOwners } from './0003-device-owners';
import { digests } from './0004-digests';
import { importJobs } from './0005-import-jobs';
import { carried } from './0006-carried';
import { photos } from './0007-photos';
import { photosGone } from './0008-photos-gone';
import { keyShares } from './0009-key-shares';
import { audit } from './0010-audit';
import { signIn } from './0011-sign-in';
import { devices } from './0012-devices';
import { passkeys } from './0013-passkeys';
import { redacted } from './0014-redacted';
import { slipKeys } from './0015-slip-keys';
import { byCampaign } from './0016-by-campaign';
import { cases } from './0017-cases';

/** Every migration by name, in order. A migration that was released is never changed, only followed. */
export const migrations: Record<string, Migration> = {
	'0001-core': core,
	'0002-auth': auth,
	'0003-device-owners': deviceOwners,
	'0004-digests': digests,
	'0005-import-jobs': importJobs,
	'0006-carried': carried,
	'0007-photos': photos,
	'0008-photos-gone': photosGone,
	'0009-key-shares': keyShares,
	'0010-audit': audit,
	'0011-sign-in': signIn,
	'0012-devices': devices,
	'0013-passkeys': passkeys,
	'0014-redacted': redacted,
	'0015-slip-keys': slipKeys,
	'0016-by-campaign': byCampaign,
	'0017-cases': cases
};
