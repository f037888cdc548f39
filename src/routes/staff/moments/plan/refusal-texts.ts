import type { PlanRefusal } from '#lib/moments/server/plan.ts';
import { m } from '#lib/paraglide/messages.js';

/** Why a plan was not saved, and what to do. `not_found` is a page of its own. */
export const refusalTexts: Record<Exclude<PlanRefusal, 'not_found'>, () => string> = {
	no_slots: () => m.staff_plan_refusal_no_slots(),
	too_many_slots: () => m.staff_plan_refusal_too_many_slots(),
	ends_before_start: () => m.staff_plan_refusal_ends_before_start(),
	same_slot: () => m.staff_plan_refusal_same_slot(),
	in_the_past: () => m.staff_plan_refusal_in_the_past(),
	published: () => m.staff_plan_refusal_published(),
	closes_after_start: () => m.planning_closes_after_start(),
	opens_too_late: () => m.planning_opens_too_late(),
	first_before_open: () => m.planning_first_before_open(),
	no_children: () => m.planning_named_gone(),
	changed: () => m.planning_changed_text(),
};
