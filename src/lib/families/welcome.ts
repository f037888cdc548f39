import { m } from '#lib/paraglide/messages.js';
import type { NoticeContent } from '#lib/notifications/content.ts';
import { formatDay, formatList } from '#lib/translation/dates.ts';
import type { Locale } from '#lib/translation/locale.ts';

/** A child who just started, as the welcome names it. */
export interface WelcomedChild {
	givenName: string;
	/** `YYYY-MM-DD` */
	startsOn: string;
	/** Null for a child without a class. */
	group: string | null;
	/** Who teaches the class, in order. */
	teachers: string[];
}

/** The words of the first-week welcome, in the reader's language: server only. */
export function welcomeContent(
	children: readonly WelcomedChild[],
	{ school, locale, timeZone }: { school: string; locale: Locale; timeZone: string },
): NoticeContent {
	const said = { locale };
	return {
		locale,
		title: m.letter_welcome_title({ school }, said),
		lines: [
			...children.flatMap(({ givenName, startsOn, group, teachers }) => [
				m.letter_welcome_day(
					{
						child: group ? `${givenName} – ${group}` : givenName,
						day: formatDay(startsOn, locale, timeZone),
					},
					said,
				),
				...(teachers.length > 0
					? [m.letter_welcome_teacher({ teachers: formatList(teachers, locale) }, said)]
					: []),
			]),
			m.letter_welcome_app({}, said),
			m.letter_welcome_ask({}, said),
		],
		action: { label: m.letter_welcome_action({}, said), path: '/contact' },
	};
}
