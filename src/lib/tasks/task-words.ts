// What the pages of one task say after something was done, and where it could not be.
import { m } from '#lib/paraglide/messages.js';
import type { Locale } from '#lib/translation/locale.ts';
import type { ClaimRefusal } from './claims.ts';

export type TaskDone = 'confirmed' | 'waiting' | 'left' | 'certificate' | 'interested';

export type TaskRefusal =
	ClaimRefusal | 'none_chosen' | 'gone' | 'too_late' | 'already' | 'hand_gone' | 'no_certificate';

type Text = (inputs: Record<string, never>, into?: { locale: Locale }) => string;

export const doneTexts: Record<TaskDone, Text> = {
	confirmed: m.tasks_done_confirmed,
	waiting: m.tasks_done_waiting,
	left: m.tasks_done_left,
	certificate: m.tasks_done_certificate,
	interested: m.tasks_done_interested,
};

export const refusalTexts: Record<TaskRefusal, Text> = {
	none_chosen: m.tasks_refusal_none_chosen,
	information_only: m.tasks_information,
	cancelled: m.tasks_refusal_cancelled,
	started: m.tasks_refusal_started,
	closed: m.tasks_refusal_closed,
	overlaps: m.tasks_refusal_overlaps,
	full: m.tasks_refusal_full,
	gone: m.tasks_refusal_full,
	too_late: m.tasks_too_late,
	already: m.tasks_hand_already,
	hand_gone: m.tasks_hand_gone,
	no_certificate: m.tasks_certificate,
};

/** Of what an address says that was done; undefined for anything else. */
export function isDone(said: string | null): said is TaskDone {
	return said !== null && Object.hasOwn(doneTexts, said);
}
