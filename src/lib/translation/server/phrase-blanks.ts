import * as v from 'valibot';
import { problems as codes, type Problem } from '#lib/platform/problems.ts';
import { isDay } from '#lib/platform/server/local-time.ts';
import {
	fieldsOf,
	genders,
	phraseOf,
	phrasePlaces,
	phraseThings,
	type Filled,
	type FilledField,
	type PhraseId,
} from '../phrases.ts';

export const MOST_THINGS = 10;
const MOST_OF_COUNT = 500;

const name = v.pipe(
	v.string('required'),
	v.trim(),
	v.nonEmpty('required'),
	v.maxLength(80, 'too_long'),
	v.regex(/^[^\p{Cc}\u2028\u2029]*$/u, 'not_a_choice'),
);
const day = v.pipe(v.string('required'), v.nonEmpty('required'), v.check(isDay, 'not_a_date'));
const time = v.pipe(
	v.string('required'),
	v.nonEmpty('required'),
	v.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'not_a_time'),
);
const thing = v.picklist(phraseThings, 'not_a_choice');
const required = v.pipe(v.string('required'), v.nonEmpty('required'));

const fields = {
	child: name,
	gender: v.optional(v.picklist(genders, 'not_a_choice'), 'unsaid'),
	day,
	otherDay: day,
	firstDay: day,
	lastDay: day,
	time,
	endTime: time,
	thing: v.pipe(required, thing),
	things: v.pipe(
		v.array(thing, 'required'),
		v.minLength(1, 'required'),
		v.maxLength(MOST_THINGS, 'too_many'),
		v.transform((chosen) => [...new Set(chosen)]),
	),
	place: v.pipe(required, v.picklist(phrasePlaces, 'not_a_choice')),
	count: v.pipe(
		v.union([v.number(), v.pipe(v.string(), v.regex(/^\d{1,3}$/), v.transform(Number))], 'not_a_number'),
		v.integer('not_a_number'),
		v.minValue(1, 'too_few'),
		v.maxValue(MOST_OF_COUNT, 'too_many'),
	),
	group: name,
	staff: name,
} satisfies Record<FilledField, v.GenericSchema<unknown, Filled[FilledField]>>;

/** What a form about one phrase sends: the fields of its blanks, no others. For `readForm`. */
export function filledSchema(id: PhraseId): v.ObjectSchema<v.ObjectEntries, undefined> {
	const own = phraseOf(id).blanks.flatMap(fieldsOf);
	return v.object(Object.fromEntries(own.map((field) => [field, fields[field]])));
}

export type ParsedFilled =
	{ ok: true; filled: Filled } | { ok: false; problems: Partial<Record<FilledField, Problem>> };

/**
 * What was filled in for a phrase, checked: all of its blanks, only its blanks, days in order. Takes what a form sent as
 * well as what was kept; what belongs to no blank of the phrase is dropped.
 */
export function parseFilled(id: PhraseId, given: unknown): ParsedFilled {
	const result = v.safeParse(filledSchema(id), given ?? {});
	if (!result.success) {
		const problems: Partial<Record<FilledField, Problem>> = {};
		for (const { path, message } of result.issues)
			// a field that is not there has a text of the library
			problems[path?.[0]?.key as FilledField] ??= codes.find((code) => code === message) ?? 'required';
		return { ok: false, problems };
	}
	const filled: Filled = result.output;
	const { firstDay, lastDay, time: start, endTime } = filled;
	if (firstDay && lastDay && lastDay < firstDay) return { ok: false, problems: { lastDay: 'not_a_date' } };
	if (start && endTime && endTime <= start) return { ok: false, problems: { endTime: 'not_a_time' } };
	return { ok: true, filled };
}
