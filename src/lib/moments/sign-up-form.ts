import * as v from 'valibot';

const id = v.pipe(v.string('required'), v.nonEmpty('required'), v.maxLength(40, 'not_a_choice'));
const optionalId = v.optional(v.pipe(v.string(), v.maxLength(40, 'not_a_choice')), '');
const adults = v.pipe(
	v.string('required'),
	v.regex(/^\d{1,2}$/, 'not_a_number'),
	v.transform(Number),
	v.minValue(1, 'too_few'),
	v.maxValue(20, 'too_many'),
);
const interpreter = v.optional(
	v.pipe(
		v.string(),
		v.regex(/^$|^[a-z]{2,3}(-[A-Za-z]{2,4})?$/, 'not_a_choice'),
		v.transform((tag) => tag || null),
	),
	'',
);
const note = v.optional(
	v.pipe(
		v.string(),
		v.maxLength(300, 'too_long'),
		v.transform((text) => text || null),
	),
	'',
);

/** "The school may ask another parent to interpret": not said is no. */
const mayAskParent = v.optional(
	v.pipe(
		v.string(),
		v.transform((said) => said === 'yes'),
	),
	'',
);

/** Signing up: a time chosen by its mark (`slotId`), or a full one by its own button (`waitFor`). */
export const signUpSchema = v.object({
	childId: id,
	slotId: optionalId,
	waitFor: optionalId,
	adults,
	interpreter,
	mayAskParent,
	note,
	/** The answer to "only one place is free": come with so many, instead of `adults`. */
	comeWith: v.optional(
		v.pipe(
			v.string(),
			v.regex(/^\d{0,2}$/, 'not_a_number'),
			v.transform((text) => (text ? Number(text) : null)),
		),
		'',
	),
	insteadOf: optionalId,
	/** "I come all the same": they read that they promised something else for that time. */
	despite: v.optional(v.picklist(['', 'yes'], 'not_a_choice'), ''),
});

export const changeSchema = v.object({ slotId: id, signUpId: id, adults, interpreter, mayAskParent, note });
export const cancelSchema = v.object({ slotId: id, signUpId: id });
export const skipSchema = v.object({
	slotId: id,
	signUpId: id,
	skips: v.pipe(
		v.picklist(['yes', 'no'], 'not_a_choice'),
		v.transform((said) => said === 'yes'),
	),
});
export const acceptSchema = v.object({ slotId: id, signUpId: id });
export const declineSchema = v.object({ childId: id });
