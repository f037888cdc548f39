import { m } from '#lib/paraglide/messages.js';
import type { QuestionName } from '#lib/talks/round.ts';

/** Our own questions as staff read them; one in the school's words has its own text. */
export const questionTexts: Record<Exclude<QuestionName, 'own'>, () => string> = {
	good_at: () => m.talkstaff_question_good_at(),
	hopes: () => m.talkstaff_question_hopes(),
	worries: () => m.talkstaff_question_worries(),
	at_home: () => m.talkstaff_question_at_home(),
	proud_of: () => m.talkstaff_question_proud_of(),
	child_asks: () => m.talkstaff_question_child_asks(),
};
