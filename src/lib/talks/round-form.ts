// What staff send to plan a round.
import * as v from 'valibot';
import { childPresence, questionNames, roundWays, talkKinds, talkPlaces } from './round.ts';

const day = v.pipe(v.string('not_a_date'), v.isoDate('not_a_date'));
const time = v.pipe(v.string('not_a_time'), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'not_a_time'));
const line = (most: number) =>
	v.pipe(
		v.optional(v.string(), ''),
		v.trim(),
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
const ticked = v.pipe(
	v.optional(v.string(), ''),
	v.transform((text) => text !== ''),
);

/** More than this is no choice any more, but a list to read. */
const CHOICES_AT_MOST = 6;
const choices = v.pipe(
	v.optional(v.string(), ''),
	v.transform((text) => [
		...new Set(
			text
				.split('\n')
				.map((one) => one.trim())
				.filter(Boolean),
		),
	]),
	v.check((all) => all.length !== 1, 'too_few'),
	v.maxLength(CHOICES_AT_MOST, 'too_many'),
	v.check((all) => all.every((one) => one.length <= 80), 'too_long'),
);

/** How parents get a time, as the form asks it. */
export const formWays = [...roundWays, 'lots'] as const;

const fields = v.object({
	/** Given by the page, so that a form sent twice plans once. */
	roundId: v.pipe(v.string('required'), v.regex(/^[\w-]{10,40}$/, 'required')),
	kind: v.picklist(talkKinds, 'not_a_choice'),
	/** `lots`: parents pick, after a draw. */
	way: v.picklist(formWays, 'not_a_choice'),
	/** By lots: until then parents give wishes. */
	drawsOn: v.optional(v.union([v.literal(''), day]), ''),
	groups: v.pipe(
		v.array(v.pipe(v.string(), v.maxLength(64))),
		v.minLength(1, 'required'),
		v.maxLength(200, 'too_many'),
	),
	title: line(80),
	note: line(500),
	places: v.pipe(v.array(v.picklist(talkPlaces, 'not_a_choice')), v.minLength(1, 'required')),
	child: v.picklist(childPresence, 'not_a_choice'),
	minutes: whole(5, 120),
	pauseMinutes: whole(0, 60),
	/** 0: no limit. */
	inARow: whole(0, 40),
	firstDay: day,
	lastDay: day,
	/** Days of the week on which there are talks, 1 (Monday) to 5. */
	weekdays: v.pipe(
		v.array(v.picklist(['1', '2', '3', '4', '5'], 'not_a_choice')),
		v.minLength(1, 'required'),
		v.transform((days) => days.map(Number)),
	),
	from: time,
	till: time,
	/** Empty: no break. */
	breakFrom: v.optional(v.union([v.literal(''), time]), ''),
	breakTill: v.optional(v.union([v.literal(''), time]), ''),
	/** The teachers of a group talk together; else it is either of them. */
	together: ticked,
	/** From then on parents can answer; empty: from publishing on. */
	opensOn: v.optional(v.union([v.literal(''), day], 'not_a_date'), ''),
	opensTime: v.optional(v.union([v.literal(''), time], 'not_a_time'), ''),
	closesOn: day,
	interpreterOffered: ticked,
	questions: v.array(v.picklist(questionNames, 'not_a_choice')),
	/** One question in the school's own words. */
	ownQuestion: line(200),
	/** Answers to it to choose from, a line each; none: it is answered in words. */
	ownChoices: choices,
	/** The child may ask something too. */
	childAsks: ticked,
});
/** A round by lots says when they are drawn. */
const saysWhen = ({ way, drawsOn }: { way: (typeof formWays)[number]; drawsOn: string }) =>
	way !== 'lots' || drawsOn !== '';

/** Answers to choose from are answers to a question. */
const asksWhat = (plan: { ownQuestion: string | null; ownChoices: string[] }) =>
	plan.ownQuestion !== null || plan.ownChoices.length === 0;

export const roundSchema = v.pipe(
	fields,
	v.forward(v.partialCheck([['way'], ['drawsOn']], saysWhen, 'required'), ['drawsOn']),
	v.forward(v.partialCheck([['ownQuestion'], ['ownChoices']], asksWhat, 'required'), ['ownQuestion']),
);
export type RoundPlan = v.InferOutput<typeof roundSchema>;

/** What staff send to change a draft: all of it again, with who holds the talks of each group. */
export const draftSchema = v.pipe(
	v.object({
		...fields.entries,
		/** `<group> <member of staff>`; several of a group are one team or teams of their own (`together`). */
		holders: v.pipe(
			v.array(v.pipe(v.string(), v.maxLength(140))),
			v.maxLength(600, 'too_many'),
			v.transform((all) =>
				all.flatMap((one) => {
					const [groupId = '', staffId = ''] = one.split(' ');
					return groupId && staffId ? [{ groupId, staffId }] : [];
				}),
			),
		),
	}),
	v.forward(v.partialCheck([['way'], ['drawsOn']], saysWhen, 'required'), ['drawsOn']),
	v.forward(v.partialCheck([['ownQuestion'], ['ownChoices']], asksWhat, 'required'), ['ownQuestion']),
);
export type DraftPlan = v.InferOutput<typeof draftSchema>;

/** Until this time of the closing day parents answer; at this time lots are drawn. */
export const CLOSES_AT = '20:00';

/** From this time of the day they can, where the form gives a day alone. */
export const OPENS_AT = '08:00';
