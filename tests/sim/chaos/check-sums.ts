import type { Booking } from '$lib/domain/booking/schema';
import { entriesOf, inHandFen } from '$lib/domain/booking/select';
import { ofHousehold } from '$lib/domain/ledger/account';
import { balancesOf } from '$lib/domain/ledger/balances';
import { standingOf } from '$lib/domain/ledger/standing';
import type { Levy } from '$lib/domain/levy/schema';
import { campaignSums, handSums, openListSums, sumsOfCampaign } from '$lib/store/sums';
import { fail } from './free';
import type { ChaosPhone } from './phone';

/** What a list asks for, and what came of it. */
const figuresOf = ({ shares, taken }: Pick<Levy, 'shares' | 'taken'>) => [
	shares.reduce((sum, { fen }) => sum + fen, 0),
	shares.reduce((sum, { householdId }) => sum + (taken[householdId] ?? 0), 0)
];

/** What overviews of money say on a phone is what its lists say. */
export async function checkSums({ db, actor }: Pick<ChaosPhone, 'db' | 'actor'>): Promise<void> {
	const rows = await db.rows.between('levy:', 'levy;');
	const levies = rows.flatMap((row) => (row.body ? [row.body as Levy] : []));
	for (const { campaign, totals } of await campaignSums(db)) {
		const all = levies.filter(({ campaignId }) => campaignId === campaign.id).map(figuresOf);
		for (const [i, said] of [totals.dueFen, totals.takenFen].entries()) {
			const is = all.reduce((sum, figures) => sum + figures[i]!, 0);
			if (said !== is) fail(`${actor.name} reads ${said} of ${campaign.id} instead of ${is}`);
		}
	}
	const bookings = await db.rows.between('booking:', 'booking;');
	for (const { campaign } of await campaignSums(db)) {
		const own = bookings.flatMap(({ body }) => (body ? [body as Booking] : []));
		const of = own.filter(({ campaignId }) => campaignId === campaign.id);
		const balances = [...balancesOf(standingOf(of.flatMap(entriesOf)))];
		const is = balances.filter(([account, fen]) => fen !== 0 && !ofHousehold(account)).sort();
		const said = Object.entries((await sumsOfCampaign(db, campaign.id)).accounts).sort();
		if (JSON.stringify(said) !== JSON.stringify(is))
			fail(`${actor.name} reads other balances of ${campaign.id} than its bookings make`);
	}
	for (const where of ['cash', 'wallet'] as const) {
		const said = [...(await handSums(db, where, actor.personId)).values()];
		const own = bookings
			.filter(({ todo }) => todo === `${where}:${actor.personId}`)
			.map((row) => inHandFen(row.body as Booking));
		const [reads, is] = [said, own].map((all) => all.reduce((sum, fen) => sum + fen, 0));
		if (reads !== is) fail(`${actor.name} reads ${reads} in ${where} instead of ${is}`);
	}
	const lists = await openListSums(db);
	const open = levies.filter(({ state }) => state === 'open');
	if (lists.length !== open.length)
		fail(`${actor.name} reads of ${lists.length} open lists instead of ${open.length}`);
	for (const levy of open) {
		const said = lists.find(({ id }) => id === levy.id)?.totals;
		if ([said?.dueFen, said?.takenFen].join() !== figuresOf(levy).join())
			fail(`${actor.name} reads other sums of list ${levy.id} than are on it`);
	}
}
