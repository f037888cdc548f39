// What parents send at a task.
import * as v from 'valibot';

const id = v.pipe(v.string('required'), v.maxLength(64, 'too_long'));

export const claimSchema = v.object({
	shiftId: v.pipe(v.array(id), v.maxLength(250, 'too_many')),
	/** The waiting list of this one, instead. */
	waitFor: v.optional(id, ''),
	/** All that have a free place. */
	all: v.optional(v.string(), ''),
});
export const stepBackSchema = v.object({ shiftId: id, claimId: id });
/** The token of a link by which a shift is handed over. */
export const takeOverSchema = v.object({
	token: v.pipe(v.string('required'), v.regex(/^[\w-]{43}$/, 'required')),
});
export const interestSchema = v.object({ interested: v.picklist(['yes', 'no'], 'not_a_choice') });
export const acceptSchema = v.object({ slotId: id, signUpId: id });
