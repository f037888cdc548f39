import * as v from 'valibot';
import { everythingAsked, type Asked } from './purposes.ts';

/** `photo.app`: the value of a box in the form. */
export const askedKey = ({ kind, purpose }: Asked): string => `${kind}.${purpose}`;

const keys = everythingAsked.map(askedKey);

/** What was ticked for one child; everything else was asked too, and is no. */
export const consentSchema = v.object({
	childId: v.pipe(v.string('required'), v.nonEmpty('required')),
	given: v.optional(v.array(v.picklist(keys, 'not_a_choice')), []),
});
