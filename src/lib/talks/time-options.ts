import { formatList } from '#lib/translation/dates.ts';
import type { Locale } from '#lib/translation/locale.ts';
import { formatDayAndTime } from '#lib/translation/when.ts';

interface Time {
	startsAt: Date;
	staffIds: readonly string[];
}

/** Times to choose from, in a list: when, and with whom where several hold talks, for two may have the same time. */
export function timeOptions(
	times: readonly Time[],
	teachers: readonly { staffId: string; name: string }[],
	{ locale, timeZone }: { locale: Locale; timeZone: string },
) {
	return times.map(({ startsAt, staffIds }) => {
		const when = formatDayAndTime(startsAt, locale, timeZone);
		const names = teachers.flatMap(({ staffId, name }) => (staffIds.includes(staffId) ? name : []));
		return {
			value: [startsAt.getTime(), ...staffIds].join(' '),
			label: teachers.length > 1 ? `${when}, ${formatList(names, locale)}` : when,
		};
	});
}
