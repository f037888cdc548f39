// The school's own templates: a way of planning under a name, without day, group or child.
import * as v from 'valibot';
import type { PlanForm } from './plan-form.ts';
import type { TimeSpan } from './week-plan.ts';

/** What a template keeps. Words are the school's own, Dutch; empty: the kind's. */
export interface TemplatePlan {
	times: TimeSpan[];
	/** Which times on which weekday: `<weekday> <row>`. */
	cells: string[];
	places: number;
	adultsPerChild: number;
	slotsPerChild: number;
	closesHoursBefore: number;
	interpreterOffered: boolean;
	title: string;
	place: string;
	note: string;
	meetings: number;
	everyWeeks: number;
}

/** What of a plan holds for another time too. */
export function templateOf(form: PlanForm): TemplatePlan {
	const { times, cells, places, adultsPerChild, slotsPerChild, closesHoursBefore } = form;
	const { interpreterOffered, title, place, note, meetings, everyWeeks } = form;
	return {
		times,
		cells: [...cells].sort(),
		places,
		adultsPerChild,
		slotsPerChild,
		closesHoursBefore,
		interpreterOffered,
		title,
		place,
		note,
		meetings,
		everyWeeks,
	};
}

/** A plan as the template has it; group, week and days of signing up stay those of the plan. */
export function fromTemplate(form: PlanForm, template: TemplatePlan): PlanForm {
	return { ...form, ...template };
}

export const templateNameSchema = v.object({
	templateName: v.pipe(v.string('required'), v.trim(), v.nonEmpty('required'), v.maxLength(60, 'too_long')),
});
export const templateIdSchema = v.object({
	template: v.pipe(v.string('required'), v.nonEmpty('required'), v.maxLength(64, 'not_a_choice')),
});
