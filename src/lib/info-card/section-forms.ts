import * as v from 'valibot';
import type { Problem } from '#lib/platform/problems.ts';
import { setNote, setOwn, setStep, setValues } from './edit.ts';
import {
	absenceSteps,
	expectWe,
	expectYou,
	numberKinds,
	ownIcons,
	safetyLines,
	type AbsenceStep,
	type NumberKind,
	type Section,
	type SectionKind,
	type SectionOf,
	type SectionValues,
} from './sections.ts';

/** The forms with which the school fills its card, one for each kind of section. */

export const LONGEST = {
	note: 300,
	title: 60,
	text: 600,
	stepTitle: 80,
	stepText: 200,
	label: 60,
	group: 40,
	person: 80,
};
export const GYM_ROWS = 12;
export const OWN_NUMBERS = 4;
export const OWN_DATES = 4;

const optional = (longest: number) => v.optional(v.pipe(v.string(), v.maxLength(longest, 'too_long')), '');
const required = (longest: number) =>
	v.pipe(v.string('required'), v.nonEmpty('required'), v.maxLength(longest, 'too_long'));
const time = v.pipe(v.string('required'), v.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'not_a_time'));
const optionalTime = v.optional(
	v.pipe(v.string(), v.regex(/^(?:|(?:[01]\d|2[0-3]):[0-5]\d)$/, 'not_a_time')),
	'',
);
const phone = v.optional(v.pipe(v.string(), v.regex(/^(?:|\+?[\d\s().\-/]{3,24})$/, 'not_a_phone')), '');
const ticked = v.pipe(
	v.optional(v.string(), ''),
	v.transform((value) => value !== ''),
);
const weekdays = v.optional(
	v.array(v.pipe(v.picklist(['1', '2', '3', '4', '5'], 'not_a_choice'), v.transform(Number))),
	[],
);
const count = (least: number, most: number) =>
	v.pipe(
		v.string('not_a_number'),
		v.regex(/^\d{1,3}$/, 'not_a_number'),
		v.transform(Number),
		v.minValue(least, 'too_few'),
		v.maxValue(most, 'too_many'),
	);
const choice = <const T extends readonly [string, ...string[]]>(values: T) =>
	v.picklist(values, 'not_a_choice');

const webAddress = v.optional(
	v.pipe(
		v.string(),
		v.maxLength(500, 'too_long'),
		v.regex(/^(?:|https:\/\/[^\s<>"]+\.[^\s<>"]+)$/, 'not_a_choice'),
	),
	'',
);

const optionalDay = v.optional(v.pipe(v.string(), v.regex(/^(?:|\d{4}-\d{2}-\d{2})$/, 'not_a_date')), '');

/** The least and most that each number may be; the weeks of a report are worded for three to ten. */
export const counts = {
	asksAfterDays: [1, 20],
	talkAfterTimes: [1, 30],
	doctorAfterDays: [2, 60],
	doctorAfterTimes: [2, 30],
	lateTimes: [1, 30],
	reportHours: [1, 80],
	reportWeeks: [3, 10],
	weeksBefore: [1, 20],
	religiousDaysBefore: [1, 30],
	headDays: [1, 20],
	daysBefore: [1, 14],
	answerDays: [1, 10],
	talkTimes: [1, 10],
} as const;
const counted = (name: keyof typeof counts) => count(counts[name][0], counts[name][1]);

/** Fields of rows: `title_call`, `from_1`. */
function rows<K extends string | number, S extends v.GenericSchema>(
	name: string,
	keys: readonly K[],
	schema: S,
): Record<string, S> {
	return Object.fromEntries(keys.map((key) => [`${name}_${key}`, schema]));
}
const upTo = (most: number) => Array.from({ length: most }, (_, index) => index + 1);

const note = { note: optional(LONGEST.note) };
const templateNumbers = numberKinds.filter((kind) => kind !== 'own');

export const schemas = {
	absence: v.object({
		callBefore: time,
		phone,
		link: webAddress,
		schoolCallsAt: time,
		asksAfterDays: counted('asksAfterDays'),
		talkAfterTimes: counted('talkAfterTimes'),
		doctorAfterDays: counted('doctorAfterDays'),
		doctorAfterTimes: counted('doctorAfterTimes'),
		lateTimes: counted('lateTimes'),
		reportHours: counted('reportHours'),
		reportWeeks: counted('reportWeeks'),
		checked: ticked,
		steps: v.optional(v.array(choice(absenceSteps)), []),
		...rows('title', absenceSteps, optional(LONGEST.stepTitle)),
		...rows('text', absenceSteps, optional(LONGEST.stepText)),
		...note,
	}),
	times: v.object({
		...rows('from', upTo(5), optionalTime),
		...rows('till', upTo(5), optionalTime),
		doorOpens: optionalTime,
		...note,
	}),
	leave: v.object({
		weeksBefore: counted('weeksBefore'),
		religiousDaysBefore: counted('religiousDaysBefore'),
		headDays: counted('headDays'),
		link: webAddress,
		...note,
	}),
	food: v.object({
		snackAt: optionalTime,
		fruitDays: weekdays,
		lunch: choice(['school', 'home']),
		lunchAt: time,
		waterOnly: ticked,
		noNuts: ticked,
		...note,
	}),
	gym: v.object({
		...rows('group', upTo(GYM_ROWS), optional(LONGEST.group)),
		...rows('days', upTo(GYM_ROWS), weekdays),
		shoes: ticked,
		bagGoesHome: choice(['each_time', 'before_holidays']),
		...note,
	}),
	holidays: v.object({ ...note }),
	people: v.object({ listed: v.optional(v.array(v.string()), []), ...note }),
	birthdays: v.object({
		treat: choice(['healthy', 'small', 'none']),
		daysBefore: counted('daysBefore'),
		...note,
	}),
	lost: v.object({
		place: choice(['entrance', 'office', 'hall']),
		cleared: choice(['weekly', 'monthly', 'before_holidays']),
		...note,
	}),
	numbers: v.object({
		...rows('phone', templateNumbers, phone),
		...rows('ownLabel', upTo(OWN_NUMBERS), optional(LONGEST.label)),
		...rows('ownPhone', upTo(OWN_NUMBERS), phone),
		...note,
	}),
	welcome: v.object({ walkIn: choice(['before', 'after', 'appointment']), interpreter: ticked, ...note }),
	expect: v.object({
		answerDays: counted('answerDays'),
		talkTimes: counted('talkTimes'),
		we: v.optional(v.array(choice(expectWe)), []),
		you: v.optional(v.array(choice(expectYou)), []),
		...note,
	}),
	safety: v.object({
		person: optional(LONGEST.person),
		lines: v.optional(v.array(choice(safetyLines)), []),
		...note,
	}),
	money: v.object({ euros: count(0, 500), inParts: ticked, ...note }),
	separated: v.object({ talksApart: ticked, ...note }),
	own: v.object({
		icon: choice(ownIcons),
		title: required(LONGEST.title),
		text: required(LONGEST.text),
		link: webAddress,
		...rows('date', upTo(OWN_DATES), optionalDay),
	}),
} satisfies Record<SectionKind, v.ObjectSchema<v.ObjectEntries, undefined>>;

/** Which field of a form has which problem, that no single field can tell. */
export type FormProblem = { field: string; problem: Problem };
/** Fields as the schema gave them. */
export type FormValues = Record<string, unknown>;

export interface Filled {
	/** Staff whom the form showed, so that who came since is listed. */
	staffIds?: readonly string[];
	/** The day at school. */
	today: string;
}

/** The sections with what a form of this section says. */
export function applyForm(
	sections: readonly Section[],
	section: Section,
	form: FormValues,
	filled: Filled,
): { ok: true; sections: Section[] } | ({ ok: false } & FormProblem) {
	if (section.kind === 'own') {
		const { icon, title, text, link } = form as v.InferOutput<typeof schemas.own>;
		const words = { title, text };
		return { ok: true, sections: setOwn(sections, section.id, { icon, words, link, dates: datesOf(form) }) };
	}
	const problem = section.kind === 'times' ? timesProblem(form) : undefined;
	if (problem) return { ok: false, ...problem };
	const noted = setNote(sections, section.id, textOf(form, 'note'));
	const values = valuesOf(section, form, filled);
	const valued = setValues(noted, section.id, section.kind, values as never);
	return { ok: true, sections: section.kind === 'absence' ? withSteps(valued, form) : valued };
}

function valuesOf(section: Section, form: FormValues, filled: Filled): Partial<SectionValues[SectionKind]> {
	const { note: _, ...fields } = form;
	switch (section.kind) {
		case 'absence':
			return absenceValues(section, form as v.InferOutput<typeof schemas.absence>, filled);
		case 'times':
			return {
				days: upTo(5).map((day) => {
					const [from, till] = [textOf(form, `from_${day}`), textOf(form, `till_${day}`)];
					return from && till ? { from, till } : null;
				}),
				doorOpens: textOf(form, 'doorOpens'),
			};
		case 'gym': {
			const { shoes, bagGoesHome } = form as v.InferOutput<typeof schemas.gym>;
			const lessons = upTo(GYM_ROWS)
				.map((nth) => ({ group: textOf(form, `group_${nth}`), days: daysOf(form, `days_${nth}`) }))
				.filter(({ group }) => group !== '');
			return { lessons, shoes, bagGoesHome };
		}
		case 'people': {
			const listed = form.listed as string[];
			return { hidden: (filled.staffIds ?? []).filter((id) => !listed.includes(id)) };
		}
		case 'numbers':
			return { rows: numberRows(form) };
		case 'food':
			return { ...fields, fruitDays: daysOf(form, 'fruitDays') };
		case 'birthdays':
		case 'holidays':
		case 'leave':
		case 'lost':
		case 'welcome':
		case 'expect':
		case 'safety':
		case 'money':
		case 'separated':
		case 'own':
			return fields;
	}
}

function absenceValues(
	{ values }: SectionOf<'absence'>,
	form: v.InferOutput<typeof schemas.absence>,
	{ today }: Filled,
): Partial<SectionValues['absence']> {
	const { callBefore, phone, link, schoolCallsAt, checked } = form;
	const { asksAfterDays, talkAfterTimes, doctorAfterDays, doctorAfterTimes, lateTimes } = form;
	return {
		callBefore,
		phone,
		link,
		schoolCallsAt,
		asksAfterDays,
		talkAfterTimes,
		doctorAfterDays,
		doctorAfterTimes,
		lateTimes,
		reportHours: form.reportHours,
		reportWeeks: form.reportWeeks,
		checkedOn: checked ? (values.checkedOn ?? today) : null,
	};
}

function withSteps(sections: readonly Section[], form: FormValues): Section[] {
	const shown = form.steps as AbsenceStep[];
	return absenceSteps.reduce<Section[]>(
		(changed, step) =>
			setStep(changed, step, {
				shown: shown.includes(step),
				words: { title: textOf(form, `title_${step}`), text: textOf(form, `text_${step}`) },
			}),
		[...sections],
	);
}

function numberRows(form: FormValues): { what: NumberKind; label: string; phone: string }[] {
	const template = templateNumbers
		.map((what) => ({ what, label: '', phone: textOf(form, `phone_${what}`) }))
		// without a number of its own the row of the school shows the school's
		.filter(({ what, phone }) => phone !== '' || what === 'school');
	const own = upTo(OWN_NUMBERS)
		.map((nth) => ({
			what: 'own' as const,
			label: textOf(form, `ownLabel_${nth}`),
			phone: textOf(form, `ownPhone_${nth}`),
		}))
		.filter(({ label, phone }) => label !== '' && phone !== '');
	return [...template, ...own];
}

function timesProblem(form: FormValues): FormProblem | undefined {
	for (const day of upTo(5)) {
		const [from, till] = [textOf(form, `from_${day}`), textOf(form, `till_${day}`)];
		if (from && !till) return { field: `till_${day}`, problem: 'required' };
		if (till && !from) return { field: `from_${day}`, problem: 'required' };
		if (from && till <= from) return { field: `till_${day}`, problem: 'not_a_time' };
	}
	return undefined;
}

function textOf(form: FormValues, name: string): string {
	const value = form[name];
	return typeof value === 'string' ? value : '';
}

/** The days of an own section, in order. */
function datesOf(form: FormValues): string[] {
	return upTo(OWN_DATES)
		.map((nth) => textOf(form, `date_${nth}`))
		.filter(Boolean)
		.sort();
}

function daysOf(form: FormValues, name: string): number[] {
	return [...new Set(form[name] as number[])].sort();
}
