import { m } from '#lib/paraglide/messages.js';
import type { Locale } from '#lib/translation/locale.ts';
import type { DayOff, DayOffKind } from './days-off.ts';

const texts: Record<DayOffKind, (inputs: object, options: { locale: Locale }) => string> = {
	autumn: m.school_day_off_autumn,
	christmas: m.school_day_off_christmas,
	spring: m.school_day_off_spring,
	may: m.school_day_off_may,
	summer: m.school_day_off_summer,
	good_friday: m.school_day_off_good_friday,
	easter: m.school_day_off_easter,
	kings_day: m.school_day_off_kings_day,
	ascension: m.school_day_off_ascension,
	whitsun: m.school_day_off_whitsun,
	study_day: m.school_day_off_study_day,
	half_day: m.school_day_off_half_day,
	other: m.school_day_off_other,
};

/**
 * The name of a day off for who works here: the school's own words are Dutch, and `isDutch` says so. In another language on
 * the server only. For parents: `dayOffWords`.
 */
export function dayOffText(
	{ kind, name }: Pick<DayOff, 'kind' | 'name'>,
	locale: Locale,
): { text: string; isDutch: boolean } {
	if (kind === 'other' && name) return { text: name, isDutch: true };
	return { text: texts[kind]({}, { locale }), isDutch: false };
}
