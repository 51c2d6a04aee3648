import * as v from 'valibot';
import { ReceiveFee } from '$lib/domain/booking/schema';
import { roles, type Role } from '$lib/domain/kernel/actor';
import { Id } from '$lib/domain/kernel/id';

/**
 * What two phones tell each other without a network, as text that fits into a picture of a code or a message: who
 * somebody is, and what a hand-over says. Neither is a secret and neither proves anything: the server hears both sides.
 */

const parts = '~';

const packName = (name: string): string => encodeURIComponent(name).replaceAll(parts, '%7E');

const packId = (id: Id): string => {
	const hex = id.replaceAll('-', '');
	const bytes = Array.from({ length: 16 }, (_, i) =>
		Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16)
	);
	return btoa(String.fromCharCode(...bytes))
		.replace(/\+/g, '-')
		.replace(/\//g, '_')
		.replace(/=+$/, '');
};

function unpackId(text: string): Id {
	const hex = [...atob(text.replace(/-/g, '+').replace(/_/g, '/'))]
		.map((sign) => sign.charCodeAt(0).toString(16).padStart(2, '0'))
		.join('');
	return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Characters of a packed id. */
const packedLength = 22;

/** A hand-over as a code: what its receiver confirms. */
export function handOverCode(args: ReceiveFee): string {
	const notes = Object.entries(args.notes)
		.filter(([, count]) => count > 0)
		.map(([value, count]) => `${value}.${count}`)
		.join('_');
	return [
		'h1',
		...[args.id, args.campaignId, args.areaId, args.from].map(packId),
		packName(args.fromName),
		args.expectedFen,
		notes,
		args.covers.map(packId).join('')
	].join(parts);
}

/** Reads a hand-over's code, alone or at the end of an address; undefined for anything else. */
export function readHandOverCode(text: string): ReceiveFee | undefined {
	try {
		const [kind, id, campaignId, areaId, from, name, expected, notes, covers] = codeIn(text);
		if (kind !== 'h1') return undefined;
		const ids = covers!.match(new RegExp(`.{1,${packedLength}}`, 'g')) ?? [];
		const read = v.safeParse(ReceiveFee, {
			...{ id: unpackId(id!), campaignId: unpackId(campaignId!), areaId: unpackId(areaId!) },
			...{
				from: unpackId(from!),
				fromName: decodeURIComponent(name!),
				expectedFen: Number(expected)
			},
			notes: Object.fromEntries(
				notes!.split('_').map((one) => [one.split('.')[0]!, Number(one.split('.')[1])])
			),
			covers: ids.map(unpackId)
		});
		return read.success ? read.output : undefined;
	} catch {
		// Whatever somebody pastes: what cannot be read is no code.
		return undefined;
	}
}

/** Who somebody is and as what they work, as a code. */
export const personCode = ({ id, name }: { id: Id; name: string }, role: Role): string =>
	['p1', packId(id), packName(name), role].join(parts);

const Person = v.object({
	id: Id,
	name: v.pipe(v.string(), v.minLength(1), v.maxLength(50)),
	/** A code of an older phone does not say it. */
	role: v.optional(v.picklist(roles), 'gridWorker')
});

/** Reads a person's code; undefined for anything else. */
export function readPersonCode(text: string): v.InferOutput<typeof Person> | undefined {
	try {
		const [kind, id, name, role] = codeIn(text);
		if (kind !== 'p1') return undefined;
		const read = v.safeParse(Person, { id: unpackId(id!), name: decodeURIComponent(name!), role });
		return read.success ? read.output : undefined;
	} catch {
		return undefined;
	}
}

/** The fields of a code, out of an address or with what a chat put around it. */
function codeIn(text: string): string[] {
	const found = /(?:^|[#=\s])([hp]1~[^\s#]+)/.exec(text.trim());
	return found ? found[1]!.split(parts) : [];
}
