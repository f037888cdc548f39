import type { PlanRefusal } from '#lib/moments/server/plan.ts';
import type { ChangeRefusal } from '#lib/moments/server/change.ts';
import type { TakeBackRefusal } from '#lib/moments/server/take-back.ts';
import { m } from '#lib/paraglide/messages.js';

export type Done =
	| 'moved'
	| 'slot_cancelled'
	| 'places'
	| 'added'
	| 'waiting'
	| 'removed'
	| 'details'
	| 'new_slot'
	| 'message'
	| 'day'
	| 'guides';

const dones: Record<Done, () => string> = {
	moved: () => m.staff_slot_moved(),
	slot_cancelled: () => m.staff_slot_cancelled(),
	places: () => m.staff_slot_places_changed(),
	added: () => m.staff_by_hand_added(),
	waiting: () => m.staff_by_hand_waiting(),
	removed: () => m.staff_by_hand_removed(),
	details: () => m.staff_details_changed(),
	new_slot: () => m.staff_slot_added(),
	message: () => m.planning_message_sent(),
	day: () => m.planning_day_done(),
	guides: () => m.planning_guides_saved(),
};

/** What was just done, in words. */
export function doneText(done: Done): string {
	return dones[done]();
}

export type Refusal = Exclude<ChangeRefusal | PlanRefusal | TakeBackRefusal, 'not_found'>;

const refusals: Record<Refusal, (count: number) => string> = {
	cancelled: () => m.staff_slot_refusal_cancelled(),
	started: () => m.staff_slot_refusal_started(),
	in_the_past: () => m.staff_plan_refusal_in_the_past(),
	ends_before_start: () => m.staff_slot_refusal_ends_before_start(),
	too_few: (count) => m.staff_slot_refusal_too_few({ count }),
	same_slot: () => m.staff_slot_refusal_same_slot(),
	no_slots: () => m.staff_plan_refusal_no_slots(),
	too_many_slots: () => m.staff_plan_refusal_too_many_slots(),
	published: () => m.staff_plan_refusal_published(),
	changed: () => m.planning_changed_again(),
	closes_after_start: () => m.planning_closes_after_start(),
	opens_too_late: () => m.planning_opens_too_late(),
	first_before_open: () => m.planning_first_before_open(),
	no_children: () => m.planning_named_gone(),
	signed_up: () => m.planning_take_back_signed_up(),
	invited: () => m.planning_take_back_invited(),
};

/** The field that a refusal is about: its text stands there, and not above the page. */
const fields: Partial<Record<Refusal, 'day' | 'from' | 'till' | 'places'>> = {
	in_the_past: 'day',
	same_slot: 'from',
	ends_before_start: 'till',
	too_few: 'places',
};

export function refusedField(refusal: Refusal | undefined): 'day' | 'from' | 'till' | 'places' | undefined {
	return refusal && fields[refusal];
}

/** Why a change could not be made, and what to do. `count`: places taken, for `too_few`. */
export function refusalText(refusal: Refusal, count = 0): string {
	return refusals[refusal](count);
}
