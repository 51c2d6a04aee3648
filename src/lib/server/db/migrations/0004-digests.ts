import { sql, type Kysely, type Migration } from 'kysely';
import { addSums, digestOf, noSum, rowSum, textSum, type Sum } from '$lib/protocol/digest';
import type { Tables } from '../tables';

/** Digests of rows and homes, and of what each device has sent; those of what is there already are worked out here. */
export const digests: Migration = {
	async up(db: Kysely<unknown>) {
		const zero = sql`0`;
		await db.schema.alterTable('rows').addColumn('digest', 'text').execute();
		for (const [table, columns] of [
			['homes', ['sum_high', 'sum_low']],
			['devices', ['applied', 'sum_high', 'sum_low']]
		] as const)
			for (const column of columns)
				await db.schema
					.alterTable(table)
					.addColumn(column, 'bigint', (c) => c.notNull().defaultTo(zero))
					.execute();
		const old = db as Kysely<Tables>;
		await fillHomes(old);
		await fillDevices(old);
	}
};

async function fillHomes(db: Kysely<Tables>): Promise<void> {
	for (const { community, home } of await db
		.selectFrom('homes')
		.select(['community', 'home'])
		.execute()) {
		let sum: Sum = noSum;
		const rows = await db
			.selectFrom('rows')
			.select(['kind', 'id', 'seq', 'body'])
			.where('community', '=', community)
			.where('home', '=', home)
			.where('body', 'is not', null)
			.execute();
		for (const { kind, id, seq, body } of rows) {
			const own = rowSum({ kind, id, seq }, body!);
			sum = addSums(sum, own);
			await db
				.updateTable('rows')
				.set({ digest: digestOf(own) })
				.where('community', '=', community)
				.where('kind', '=', kind)
				.where('id', '=', id)
				.execute();
		}
		await db
			.updateTable('homes')
			.set({ sum_high: sum[0], sum_low: sum[1] })
			.where('community', '=', community)
			.where('home', '=', home)
			.execute();
	}
}

async function fillDevices(db: Kysely<Tables>): Promise<void> {
	for (const device of await db.selectFrom('devices').selectAll().execute()) {
		const sent = await db
			.selectFrom('operations')
			.select('op_id')
			.where('community', '=', device.community)
			.where('device_id', '=', device.device_id)
			.where('person_id', '=', device.person_id)
			.where('result', '=', 'applied')
			.execute();
		const [high, low] = sent.reduce<Sum>((sum, op) => addSums(sum, textSum(op.op_id)), noSum);
		await db
			.updateTable('devices')
			.set({ applied: sent.length, sum_high: high, sum_low: low })
			.where('community', '=', device.community)
			.where('device_id', '=', device.device_id)
			.where('person_id', '=', device.person_id)
			.execute();
	}
}
