import { m } from '#lib/paraglide/messages.js';
import { telephoneHref, telephoneWords } from '#lib/platform/telephone.ts';
import { formatClock } from '#lib/translation/clock.ts';
import type { Locale } from '#lib/translation/locale.ts';
import type { Block, StepView } from '../card-view.ts';
import { dayStepNames, moreStepNames, type Absence, type AbsenceStep } from '../sections.ts';
import { wordsFor } from '../wording.ts';
import { cameBy, readsOf, type CardAround } from './view.ts';

/** What happens on the day, then who gets involved and when: steps of the parent and of the others, told apart. */
export function absenceBlocks(values: Absence, around: CardAround): Block[] {
	const { locale, schoolPhone, here } = around;
	const steps = stepsOf(values, locale, schoolPhone, here?.sickReports);
	const shown = (names: readonly AbsenceStep[]) =>
		names
			.filter((name) => values.steps[name].shown)
			.map((name) => inOwnWords(steps[name], values, name, around));
	const onTheDay = shown(dayStepNames);
	const aside = shown(['doctor']).map(({ title, text, how, in: its }) => ({
		is: 'heading' as const,
		text: title,
		under: text,
		...(how ? { how } : {}),
		...(its ? { in: its } : {}),
	}));
	const more = shown(moreStepNames);
	return [
		...(onTheDay.length > 0 ? [{ is: 'steps' as const, steps: onTheDay }] : []),
		...aside,
		...(more.length > 0
			? [
					{
						is: 'heading' as const,
						text: m.card_absence_more_title({}, { locale }),
						under: m.card_absence_more_text({}, { locale }),
					},
					{ is: 'steps' as const, steps: more },
				]
			: []),
	];
}

function inOwnWords(step: StepView, values: Absence, name: AbsenceStep, around: CardAround): StepView {
	const { wording } = values.steps[name];
	if (!wording) return step;
	const worded = wordsFor(wording, readsOf(around));
	return {
		...step,
		title: worded.title || step.title,
		text: worded.text,
		...cameBy(worded, around.locale),
	};
}

/** The template's words for every step. */
export function stepsOf(
	values: Absence,
	locale: Locale,
	schoolPhone: string,
	reportHere = false,
): Record<AbsenceStep, StepView> {
	const phone = values.phone || schoolPhone;
	const inLocale = { locale };
	const school = m.card_who_school({}, inLocale);
	return {
		call: {
			title: m.card_absence_call_title({ time: formatClock(values.callBefore, locale) }, inLocale),
			text: m.card_absence_call_text({}, inLocale),
			...linkOf(values, locale, reportHere),
			...(phone
				? {
						call: {
							label: m.card_call({ phone: telephoneWords(phone) }, inLocale),
							href: telephoneHref(phone),
						},
					}
				: {}),
		},
		school_calls: {
			who: school,
			title: m.card_absence_school_calls_title({ time: formatClock(values.schoolCallsAt, locale) }, inLocale),
			text: m.card_absence_school_calls_text({}, inLocale),
		},
		school_asks: {
			who: school,
			title: m.card_absence_school_asks_title({ days: values.asksAfterDays }, inLocale),
			text: m.card_absence_school_asks_text({}, inLocale),
		},
		better: {
			title: m.card_absence_better_title({}, inLocale),
			text: m.card_absence_better_text({}, inLocale),
		},
		doctor: {
			title: m.card_absence_doctor_title({}, inLocale),
			text: m.card_absence_doctor_text({}, inLocale),
		},
		late: {
			who: school,
			title: m.card_absence_late_title({ times: values.lateTimes }, inLocale),
			text: m.card_absence_late_text({}, inLocale),
		},
		talk: {
			who: m.card_who_contact({}, inLocale),
			title: m.card_absence_talk_title({ times: values.talkAfterTimes }, inLocale),
			text: m.card_absence_talk_text({}, inLocale),
		},
		youth_doctor: {
			who: m.card_who_youth_doctor({}, inLocale),
			title: m.card_absence_youth_doctor_title({}, inLocale),
			text: [
				m.card_absence_youth_doctor_days({ days: values.doctorAfterDays }, inLocale),
				m.card_absence_youth_doctor_times({ times: values.doctorAfterTimes }, inLocale),
				m.card_absence_youth_doctor_text({}, inLocale),
			].join(' '),
		},
		attendance_officer: {
			who: m.card_who_attendance_officer({}, inLocale),
			title: m.card_absence_officer_title({}, inLocale),
			text: m.card_absence_officer_text({ hours: values.reportHours, weeks: values.reportWeeks }, inLocale),
		},
	};
}

/** Where to report instead of calling: in the app where the school has that, else in the school's own system. */
function linkOf({ link }: Absence, locale: Locale, reportHere: boolean): Pick<StepView, 'link'> {
	if (reportHere) return { link: { label: m.absence_sick_title({}, { locale }), href: '/school/absence' } };
	return link ? { link: { label: m.card_absence_link({}, { locale }), href: link } } : {};
}
