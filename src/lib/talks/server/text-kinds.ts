/** What the texts of rounds are kept under in `translation`. */
export const KIND = 'talk_round';
/** Questions in the school's own words, by id of the question. */
export const QUESTION_KIND = 'talk_question';
/** What guardians answered beforehand, by id of the answer. */
export const ANSWER_KIND = 'talk_answer';
/** What was agreed, by id of the agreement. */
export const AGREEMENT_KIND = 'talk_agreement';

/** As which text of its question an answer to choose is translated: `choice0`, `choice1`, … */
export const choiceField = (at: number): string => `choice${at}`;
