import * as v from 'valibot';
import type { Problem } from '#lib/platform/problems.ts';
import { isLanguageTag } from '#lib/translation/languages.ts';
import { topics } from './topics.ts';

const optional = (longest: number) =>
	v.optional(v.pipe(v.string('required'), v.maxLength(longest, 'too_long')), '');
const time = v.optional(
	v.pipe(v.string('not_a_time'), v.regex(/^(?:|(?:[01]\d|2[0-3]):[0-5]\d)$/, 'not_a_time')),
	'',
);
const ticked = v.pipe(
	v.optional(v.string(), ''),
	v.transform((value) => value !== ''),
);
const languageTags = v.optional(
	v.array(
		v.pipe(
			v.string(),
			v.check((tag) => isLanguageTag(tag), 'not_a_choice'),
		),
	),
	[],
);

/** Digits with the usual signs between them, as people write a number. */
export const PHONE = /^(?:|\+?[\d\s().\-/]{3,24})$/;

/** How a person is reached best. */
export const bestWays = ['call', 'email', 'gate'] as const;
export type BestWay = (typeof bestWays)[number];

/** What parents read about a staff member. */
export const profileSchema = v.object({
	calledName: optional(60),
	saidAs: optional(80),
	jobTitle: optional(80),
	emailShown: ticked,
	phone: v.optional(v.pipe(v.string(), v.regex(PHONE, 'not_a_phone')), ''),
	phoneShown: ticked,
	languages: languageTags,
	languagesALittle: languageTags,
	days: v.optional(
		v.array(v.pipe(v.picklist(['1', '2', '3', '4', '5'], 'not_a_choice'), v.transform(Number))),
		[],
	),
	callFrom: time,
	callTill: time,
	gateFrom: time,
	gateTill: time,
	bestWay: v.optional(v.picklist(['', ...bestWays], 'not_a_choice'), ''),
});
export type Profile = v.InferOutput<typeof profileSchema>;

/** What no single field can tell: a time that lacks its other half, or ends before it begins. */
export function profileProblem(profile: Profile): { field: keyof Profile; problem: Problem } | undefined {
	for (const [from, till] of [
		['callFrom', 'callTill'],
		['gateFrom', 'gateTill'],
	] as const) {
		const [begin, end] = [profile[from], profile[till]];
		if (begin && !end) return { field: till, problem: 'required' };
		if (end && !begin) return { field: from, problem: 'required' };
		if (begin && end <= begin) return { field: till, problem: 'not_a_time' };
	}
	return undefined;
}

/** Who is named, and for what. */
export const contactSchema = v.object({
	staffId: v.pipe(v.string('required'), v.nonEmpty('required')),
	substituteId: v.optional(v.string(), ''),
	topics: v.optional(v.array(v.picklist(topics, 'not_a_choice')), []),
});
