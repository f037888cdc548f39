// A task that is not ready yet: what staff typed is kept as it is, also where it is not whole.
import * as v from 'valibot';
import { templateNames } from './templates.ts';

const kept = (most: number) => v.optional(v.pipe(v.string(), v.maxLength(most, 'too_long')), '');
const several = v.pipe(
	v.array(v.pipe(v.string(), v.maxLength(64, 'too_long'))),
	v.maxLength(200, 'too_many'),
);

const fields = {
	/** Ids of groups, or `school`. */
	groups: several,
	marks: several,
	languages: several,
	...{ repeat: kept(20), firstDay: kept(10), lastDay: kept(10), time: kept(5) },
	...{ minutes: kept(4), places: kept(4), seats: kept(4), stepBackHours: kept(4), contactId: kept(64) },
	...{ title: kept(80), place: kept(80), note: kept(500) },
};

/** Lengths only: whether it makes a task is looked at when it is published. */
export const draftSchema = v.object({
	taskId: v.pipe(v.string('required'), v.regex(/^[\w-]{10,40}$/, 'required')),
	template: v.picklist(templateNames, 'not_a_choice'),
	/** Of the draft as this page read it; 0: there was none. */
	revision: v.pipe(v.optional(v.string(), '0'), v.regex(/^\d{1,6}$/, 'not_a_number'), v.transform(Number)),
	...fields,
});

/** What is in the fields of the form. */
export type DraftForm = Record<keyof typeof fields, string | string[]>;

/** The fields of a form that was read, without what the draft has columns for. */
export function draftForm({
	taskId: _,
	template: __,
	revision: ___,
	...form
}: v.InferOutput<typeof draftSchema>): DraftForm {
	return form;
}
