// What a moment is planned with, and what can be in the way.
import type { MomentKind } from '../kinds.ts';
import type { OpeningProblem, PlannedSlot, SlotsProblem } from '../week-plan.ts';

/** What a moment is planned with. */
export interface Plan {
	/** Made by the page before anything is saved, so that a form sent twice plans once. */
	momentId: string;
	kind: MomentKind;
	/** None: the whole school. */
	groupIds: string[];
	/** In the school's words; null: the kind's name, the group's classroom, no word. */
	title: string | null;
	place: string | null;
	note: string | null;
	slots: PlannedSlot[];
	/** Places in each slot. */
	places: number;
	adultsPerChild: number;
	slotsPerChild: number;
	closesHoursBefore: number;
	interpreterOffered: boolean;
	/** Day from which one can sign up; null: at once. */
	opensOn: string | null;
	/** Last day on which only guardians who were at no moment this school year can; null: all at once. */
	firstUntil: string | null;
	/** Last day on which one can sign up; null: until so many hours before. */
	closesOn: string | null;
	/** Only for these children of the groups; null: for all of them. */
	childIds: string[] | null;
	/** More than one: a series; `slots` are all its meetings. */
	meetings: number;
	/** Weeks from one meeting to the next. */
	everyWeeks: number;
	/** The revision of the draft that this was written from; 0 for a new plan. */
	revision: number;
}

export type PlanRefusal =
	| SlotsProblem
	/** These groups, or this moment, are not theirs to plan for (404). */
	| 'not_found'
	| 'in_the_past'
	/** It was published meanwhile: change it slot by slot. */
	| 'published'
	/** Someone else changed the draft meanwhile. */
	| 'changed'
	/** None of the children that it is for is in these groups. */
	| 'no_children'
	| OpeningProblem;

export type PlanResult =
	| { ok: true; momentId: string; invited: number; inviteAt: Date | null }
	| { ok: false; refusal: PlanRefusal };
