import { inBothLanguages } from '#lib/notifications/server/in-dutch.ts';
import type { NewNotice } from '#lib/notifications/server/queue.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Locale } from '#lib/translation/locale.ts';
import { formatDayRange } from '#lib/translation/when.ts';
import { answerText, ruleText } from '../texts.ts';
import type { LeaveAnswer, LeaveAsked } from '../rules.ts';

interface Answered extends LeaveAsked {
	schoolId: string;
	requestId: string;
	guardianId: string;
	childId: string;
	childName: string;
	locale: Locale;
	answer: LeaveAnswer;
	/** School days a year that the head may allow. */
	headDays: number;
}

/** The answer to a request for leave: what, for which days, and the rule that it rests on. */
export function leaveAnswered(one: Answered): NewNotice {
	const { answer, ground, headDays } = one;
	return {
		schoolId: one.schoolId,
		to: { guardianId: one.guardianId },
		childId: one.childId,
		kind: 'absence.leave_answered',
		route: 'both',
		onceKey: `absence.leave_answered:${one.requestId}`,
		...inBothLanguages(one.locale, (locale) => ({
			locale,
			title: m.absence_notice_leave_title({ child: one.childName }, { locale }),
			lines: [
				`${formatDayRange(one.firstDay, one.lastDay, locale, 'UTC')}: ${answerText(answer, locale)}`,
				ruleText(ground, headDays, locale),
			],
			action: { label: m.absence_notice_leave_view({}, { locale }), path: '/school/absence' },
		})),
	};
}
