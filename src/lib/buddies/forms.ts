import * as v from 'valibot';
import {
	capacities,
	checkAnswers,
	circles,
	contactWays,
	freeTimes,
	NEAR_SCHOOL,
	reportReasons,
	topics,
	type BuddyProfile,
	type FreeTime,
} from './profile.ts';

const id = v.pipe(v.string('required'), v.maxLength(40, 'too_long'));
const tag = v.pipe(v.string('not_a_choice'), v.regex(/^$|^[a-z]{2,3}(-[A-Za-z]{2,4})?$/, 'not_a_choice'));

export const profileSchema = v.object({
	role: v.optional(v.array(v.picklist(['wish', 'offer'], 'not_a_choice')), []),
	languages: v.optional(v.pipe(v.array(tag), v.maxLength(12, 'too_many')), []),
	topics: v.optional(v.array(v.picklist(topics, 'not_a_choice')), []),
	times: v.optional(v.array(v.picklist(freeTimes as FreeTime[], 'not_a_choice')), []),
	area: v.optional(v.picklist(['', NEAR_SCHOOL, 'postcode'], 'not_a_choice'), ''),
	postcode: v.optional(v.pipe(v.string(), v.maxLength(7, 'too_long')), ''),
	capacity: v.optional(v.picklist(capacities.map(String), 'not_a_choice'), '1'),
	circle: v.optional(v.picklist(['', ...circles], 'not_a_choice'), ''),
});

/** What a posted form says, as a profile. */
export function profileOf(form: v.InferOutput<typeof profileSchema>): BuddyProfile {
	const { role, languages, topics, times, area, postcode, capacity, circle } = form;
	return {
		offers: role.includes('offer'),
		wishes: role.includes('wish'),
		languages: languages.filter((one) => one !== ''),
		topics: [...new Set(topics)],
		times: [...new Set(times)],
		area: area === 'postcode' ? postcode.slice(0, 4) : area || null,
		capacity: Number(capacity),
		circle: circle === '' ? null : circle,
	};
}

export const answerSchema = v.object({
	match: id,
	answer: v.picklist(['yes', 'no'], 'not_a_choice'),
	shares: v.optional(v.picklist(contactWays, 'not_a_choice'), 'gate'),
	phone: v.optional(v.pipe(v.string(), v.maxLength(30, 'too_long')), ''),
});

export const meetingSchema = v.object({
	match: id,
	/** Of an idea, or of a time that was proposed. */
	key: v.pipe(v.string('required'), v.maxLength(60, 'too_long')),
});

export const checkSchema = v.object({ match: id, answer: v.picklist(checkAnswers, 'not_a_choice') });

export const goOnSchema = v.object({ match: id, yes: v.picklist(['yes', 'no'], 'not_a_choice') });

export const stopSchema = v.object({
	match: id,
	report: v.optional(v.picklist(['', ...reportReasons], 'not_a_choice'), ''),
});
