import * as v from 'valibot';
import { LONGEST } from '#lib/info-card/section-forms.ts';
import { absenceSteps, ownIcons } from '#lib/info-card/sections.ts';

const text = (longest: number) => v.optional(v.pipe(v.string(), v.maxLength(longest, 'too_long')), '');
/** When the section was last changed, as far as the page showed it; milliseconds. */
export const seenAt = v.optional(
	v.pipe(v.string(), v.regex(/^\d{1,15}$/, 'not_a_number'), v.transform(Number)),
	'0',
);
export const idSchema = v.object({
	section: v.pipe(v.string('required'), v.nonEmpty('required')),
	seen: seenAt,
});
export const groupIds = v.optional(v.array(v.pipe(v.string(), v.maxLength(60, 'too_long'))), []);
export const moveSchema = v.object({ ...idSchema.entries, by: v.picklist(['up', 'down'], 'not_a_choice') });
export const showSchema = v.object({ ...idSchema.entries, shown: text(3) });
export const addSchema = v.object({
	icon: v.picklist(ownIcons, 'not_a_choice'),
	title: v.pipe(v.string('required'), v.nonEmpty('required'), v.maxLength(LONGEST.title, 'too_long')),
	text: v.pipe(v.string('required'), v.nonEmpty('required'), v.maxLength(LONGEST.text, 'too_long')),
	groups: groupIds,
});
export const translateSchema = v.object({
	...idSchema.entries,
	step: v.optional(v.picklist(['', ...absenceSteps], 'not_a_choice'), ''),
	/** Of the name of a day off: its id. */
	day: text(60),
	/** Of a job title: who has it. */
	person: text(60),
	/** Of what a row is called. */
	row: text(1),
	language: v.pipe(v.string('required'), v.maxLength(20, 'too_long')),
	title: text(LONGEST.stepTitle),
	text: text(LONGEST.text),
	ofTitle: v.optional(v.string(), ''),
	ofText: v.optional(v.string(), ''),
});
export const fileSchema = v.object({
	section: idSchema.entries.section,
	title: text(LONGEST.title),
	upload: text(60),
	file: v.optional(v.instance(File)),
});
export const removeFileSchema = v.object({
	section: idSchema.entries.section,
	file: idSchema.entries.section,
});
/** A title for each language, in the order of the languages. */
export const nameFileSchema = v.object({
	...removeFileSchema.entries,
	seen: seenAt,
	locale: v.array(v.pipe(v.string(), v.maxLength(20, 'too_long'))),
	title: v.array(v.pipe(v.string(), v.maxLength(LONGEST.title, 'too_long'))),
});
export const publishSchema = v.object({ seen: seenAt });
