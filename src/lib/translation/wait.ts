import * as v from 'valibot';

/** Minutes that a sender may let a text wait for its translations; then it goes with what there is. */
export const waitChoices = [0, 10, 30, 60] as const;
/** Where a service translates. */
export const USUAL_WAIT = 10;

const choices = waitChoices.map(String) as [string, ...string[]];

/** Minutes from a form; a form without the choice does not wait. */
export const waitField = v.pipe(v.optional(v.picklist(choices, 'not_a_choice'), '0'), v.transform(Number));
export const waitSchema = v.object({ wait: waitField });
