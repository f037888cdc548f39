import { m } from '#lib/paraglide/messages.js';
import type { Locale } from '#lib/translation/locale.ts';
import type { LeaveAnswer, LeaveGround } from './rules.ts';

/** Words for leave in the reader's language; called on the server. */

export function groundText(ground: LeaveGround, locale: Locale): string {
	const texts: Record<LeaveGround, typeof m.absence_ground_duty> = {
		duty: m.absence_ground_duty,
		important: m.absence_ground_important,
		work_holiday: m.absence_ground_work_holiday,
	};
	return texts[ground]({}, { locale });
}

/** The rule of the law beside a ground, with the school's own number. */
export function ruleText(ground: LeaveGround, headDays: number, locale: Locale): string {
	if (ground === 'important') return m.absence_rule_important({ days: headDays }, { locale });
	const text = ground === 'duty' ? m.absence_rule_duty : m.absence_rule_work_holiday;
	return text({}, { locale });
}

export function answerText(answer: LeaveAnswer, locale: Locale): string {
	const texts: Record<LeaveAnswer, typeof m.absence_answer_allowed> = {
		allowed: m.absence_answer_allowed,
		refused: m.absence_answer_refused,
		officer: m.absence_answer_officer,
	};
	return texts[answer]({}, { locale });
}
