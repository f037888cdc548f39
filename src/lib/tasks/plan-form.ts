// What staff send to plan a task.
import * as v from 'valibot';
import type { FormProblems } from '#lib/platform/problems.ts';
import { taskMarks } from './marks.ts';
import { repeats } from './shift-days.ts';
import { templateNames } from './templates.ts';

/** Among the groups of a form: every group of the school. */
export const WHOLE_SCHOOL = 'school';

const day = v.pipe(v.string('not_a_date'), v.isoDate('not_a_date'));
const line = (most: number) =>
	v.pipe(
		v.optional(v.string(), ''),
		v.maxLength(most, 'too_long'),
		v.transform((text) => text || null),
	);
const whole = (least: number, most: number) =>
	v.pipe(
		v.string('not_a_number'),
		v.regex(/^\d{1,4}$/, 'not_a_number'),
		v.transform(Number),
		v.minValue(least, 'too_few'),
		v.maxValue(most, 'too_many'),
	);

export const planSchema = v.object({
	/** Given by the page, so that a form sent twice plans once. */
	taskId: v.pipe(v.string('required'), v.regex(/^[\w-]{10,40}$/, 'required')),
	template: v.picklist(templateNames, 'not_a_choice'),
	/** Ids of groups, or `school`. */
	groups: v.pipe(
		v.array(v.pipe(v.string(), v.maxLength(64))),
		v.minLength(1, 'required'),
		v.maxLength(200, 'too_many'),
	),
	repeat: v.picklist(repeats, 'not_a_choice'),
	firstDay: day,
	lastDay: v.optional(v.union([v.literal(''), day]), ''),
	time: v.pipe(v.string('not_a_time'), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'not_a_time')),
	minutes: whole(5, 600),
	places: whole(1, 99),
	title: line(80),
	place: line(80),
	note: line(500),
	marks: v.array(v.picklist(taskMarks, 'not_a_choice')),
	seats: v.optional(v.union([v.literal(''), whole(1, 8)]), ''),
	languages: v.pipe(v.array(v.pipe(v.string(), v.maxLength(20))), v.maxLength(20, 'too_many')),
	contactId: v.pipe(v.string('required'), v.maxLength(64)),
	stepBackHours: whole(0, 336),
	/** Of the draft that it was, as the page read it. */
	revision: v.optional(whole(0, 9999)),
});
export type TaskPlan = v.InferOutput<typeof planSchema>;

/** A task of the school's own wants a name: said together with all that is wrong with the form. */
export function withName({ problems, values }: FormProblems): FormProblems {
	const unnamed = values.template === 'other' && !values.title;
	return { problems: unnamed ? { title: 'required', ...problems } : problems, values };
}
