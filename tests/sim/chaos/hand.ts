import type { Actor } from '$lib/domain/kernel/actor';
import type { Kind } from '$lib/domain/kernel/record';
import { bodiesOfKind } from '$lib/store/bodies';
import type { World } from './acts';
import type { ChaosPhone } from './phone';

/** Somebody who acts by what they can see: through a phone, or at the office's machine that never fails. */
export interface Hand {
	actor: Actor;
	/** The phone it is; undefined at the machine. */
	phone?: ChaosPhone;
	/** All living records of a kind that they can see. */
	see<T>(kind: Kind): Promise<T[]>;
	/** Does something, in words of the first version unless told otherwise; 'ok', or the code of what was against it. */
	act(name: string, args: unknown, version?: number): Promise<string>;
}

/** Somebody with a phone. A dead one shows nothing. */
export const byPhone = (phone: ChaosPhone): Hand => ({
	actor: phone.actor,
	phone,
	see: <T>(kind: Kind) =>
		phone.isDead ? Promise.resolve<T[]>([]) : bodiesOfKind<T>(phone.db, kind),
	act: (name, args, version = 1) => phone.act(name, args, { version })
});

/** Somebody at the machine of the office, who sees what the server has. */
export const atDesk = ({ server }: World, actor: Actor): Hand => ({
	actor,
	async see<T>(kind: Kind) {
		const rows = await server.db
			.selectFrom('rows')
			.select('body')
			.where('kind', '=', kind)
			.where('body', 'is not', null)
			.orderBy('id')
			.execute();
		return rows.map(({ body }) => JSON.parse(body!) as T);
	},
	act: (name, args) => server.run(actor, name, args)
});
