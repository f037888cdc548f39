// What can't wait: news that rings at any hour, and what staff send in the evening otherwise.
import type { PhraseId } from '../translation/phrases.ts';

/** Ready sentences for urgent news to the whole school, in the order of a list. */
export const urgentPhrases: readonly PhraseId[] = [
	'closed_tomorrow',
	'closed_heating',
	'changed_end',
	'changed_late_back',
	'closed_open_again',
];

/** From this time on until the morning, what staff send goes out at eight, unless it is urgent. `HH:MM`. */
export const EVENING = '18:30';
const MORNING = '07:00';

/** Whether parents should be left alone by what is not urgent. `time`: `HH:MM` at the school. */
export function isEvening(time: string): boolean {
	return time >= EVENING || time < MORNING;
}
