import { getEngine, placeFromEnvironment } from '$lib/server/engine/get';
import { whyNotReady } from '$lib/server/http/readiness';
import { reply } from '$lib/server/http/reply';

/** 200 while this process can take work: its database answers, its disk can be written, it is not stopping. Else 503 with the reason. */
export const GET = async () => {
	const lacking = await whyNotReady({ engine: getEngine, folder: placeFromEnvironment().folder });
	return lacking ? reply({ ready: false, lacking }, { status: 503 }) : reply({ ready: true });
};
