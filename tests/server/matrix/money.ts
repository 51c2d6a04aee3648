// Campaigns and what happened with their money, for the rows of the matrix that are about those.

/** The ids of things in the units by whose names the matrix knows them. */
type ByUnit = Readonly<Record<'U' | 'U2' | 'U3' | 'U4', string>>;

/** An invented campaign among these units, whose vote was not needed. */
export function campaignAmong(
	id: () => string,
	areas: ByUnit,
	households: ByUnit,
	units: readonly (keyof ByUnit)[],
	photos: readonly object[] = []
) {
	const supplier = id();
	const source = id();
	return {
		title: '换门',
		purpose: '',
		resolution: { matter: 'voluntary', on: null, words: '', ballots: [] },
		offers: [{ id: supplier, supplier: '门厂', fen: 30_000, words: '', photos }],
		chosen: supplier,
		dueOn: null,
		plan: {
			costFen: 30_000,
			method: { by: 'household' },
			sources: [{ id: source, kind: 'fund', called: '', fen: 10_000 }],
			exemptions: [],
			sharers: units.map((unit, place) => ({
				...{ id: households[unit], unitId: areas[unit], door: '101', place },
				...{ area: null, floor: 1, persons: null, agreedFen: null }
			}))
		}
	};
}

/** 100 yuan in cash. */
export const cash = { fen: 10_000, method: 'cash', reference: null, into: 'collector' };
