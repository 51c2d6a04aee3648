import type { AreaTree } from '$lib/app/queries';
import type { QuestionItem } from '$lib/app/questions';
import { headOf } from '$lib/domain/household/select';
import { t } from '$lib/text/text.svelte';

/** What was done, in the words of the trade. */
export const sayAct = (command: string): string =>
	t.attention.commands[command as keyof typeof t.attention.commands] ?? t.attention.otherCommand;

/** Where an entry that is asked about belongs: building, unit, door and head, as far as this phone knows them. */
export function sayPlaceOf({ question, household, own }: QuestionItem, tree?: AreaTree): string {
	const { said } = question.entry;
	const names = (said && tree?.pathNames(said.unitId).slice(-2).join(' ')) || (own?.place ?? '');
	const door = household?.door ?? said?.door ?? own?.door;
	const head = household ? headOf(household).name : (own?.head ?? '');
	return [names, door ?? '', head].filter(Boolean).join(' ') || t.attention.unknownDoor;
}
