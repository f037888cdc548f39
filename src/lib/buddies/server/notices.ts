// What parents are told. Before both said yes nothing says who the other is; a lock screen never does.
import type { NoticeKind } from '#lib/notifications/kinds.ts';
import { alsoInDutch } from '#lib/notifications/server/in-dutch.ts';
import type { NewNotice } from '#lib/notifications/server/queue.ts';
import { m } from '#lib/paraglide/messages.js';
import { formatDay } from '#lib/translation/dates.ts';
import { languageName } from '#lib/translation/languages.ts';
import { baseLocale, type Locale } from '#lib/translation/locale.ts';
import { formatDayAndTime } from '#lib/translation/when.ts';
import { BUDDY_PATH, STAFF_BUDDIES_PATH } from '../paths.ts';
import { placeText } from '../place-texts.ts';
import type { MeetingPlace } from '../profile.ts';

interface To {
	schoolId: string;
	guardianId: string;
	locale: Locale;
}
type OfMatch = To & { matchId: string };

/** Somebody was found: the language, and nothing else. */
export const buddyFound = alsoInDutch((one: OfMatch & { language: string; answerBy: Date }): NewNotice => {
	const into = { locale: one.locale };
	return notice(one, 'buddies.found', one.matchId, {
		title: m.buddynotices_found({}, into),
		lines: [
			m.buddynotices_found_text({ language: languageName(one.language, one.locale) }, into),
			m.buddynotices_found_free({}, into),
		],
		label: m.buddynotices_answer({}, into),
		expiresAt: one.answerBy,
	});
});

/** Both said yes. */
export const buddyTogether = alsoInDutch((one: OfMatch & { name: string | null }): NewNotice => {
	const into = { locale: one.locale };
	const name = one.name ?? m.buddynotices_somebody({}, into);
	return notice(one, 'buddies.together', one.matchId, {
		title: m.buddynotices_together({}, into),
		lines: [m.buddynotices_together_text({ name }, into)],
	});
});

/** It came to nothing: the same whether there was no answer or a no. */
export const lookingOn = alsoInDutch((one: OfMatch): NewNotice => {
	const into = { locale: one.locale };
	return notice(one, 'buddies.looking_on', one.matchId, {
		title: m.buddynotices_looking_on({}, into),
		lines: [m.buddynotices_looking_on_text({}, into)],
	});
});

/** It ended: by whom or why is not said. */
export const buddyEnded = alsoInDutch((one: OfMatch): NewNotice => {
	const into = { locale: one.locale };
	return notice(one, 'buddies.ended', one.matchId, {
		title: m.buddynotices_ended({}, into),
		lines: [m.buddynotices_ended_text({}, into)],
	});
});

type OfMeeting = OfMatch & {
	meetingId: string;
	name: string | null;
	timeZone: string;
	startsAt: Date;
	place: MeetingPlace;
};

export const meetingProposed = alsoInDutch((one: OfMeeting): NewNotice => {
	const { into, name, lines } = meetingWords(one);
	return notice(one, 'buddies.meeting', one.meetingId, {
		title: m.buddynotices_meeting({ name }, into),
		lines,
		label: m.buddynotices_answer({}, into),
		expiresAt: one.startsAt,
	});
});

export const meetingSet = alsoInDutch((one: OfMeeting): NewNotice => {
	const { into, name, lines } = meetingWords(one);
	return notice(one, 'buddies.meeting_set', one.meetingId, {
		title: m.buddynotices_meeting_set({ name }, into),
		lines,
		expiresAt: one.startsAt,
	});
});

export const meetingOff = alsoInDutch((one: OfMeeting): NewNotice => {
	const { into, name, lines } = meetingWords(one);
	return notice(one, 'buddies.meeting_off', one.meetingId, {
		title: m.buddynotices_meeting_off({ name }, into),
		lines,
		expiresAt: one.startsAt,
	});
});

function meetingWords({ locale, name, startsAt, timeZone, place }: OfMeeting) {
	const into = { locale };
	return {
		into,
		name: name ?? m.buddynotices_somebody({}, into),
		lines: [formatDayAndTime(startsAt, locale, timeZone), placeText(place, into)],
	};
}

/** "Is it going well?" */
export const checkAsked = alsoInDutch((one: OfMatch & { round: number }): NewNotice => {
	const into = { locale: one.locale };
	return notice(one, 'buddies.check', `${one.matchId}:${one.round}`, {
		title: m.buddynotices_check({}, into),
		lines: [m.buddynotices_check_text({}, into)],
		label: m.buddynotices_answer({}, into),
	});
});

/** The school year ends: go on? */
export const goOnAsked = alsoInDutch((one: OfMatch & { endsOn: string }): NewNotice => {
	const into = { locale: one.locale };
	return notice(one, 'buddies.go_on', one.matchId, {
		title: m.buddynotices_go_on({}, into),
		lines: [m.buddynotices_go_on_text({ day: formatDay(one.endsOn, one.locale, 'UTC') }, into)],
		label: m.buddynotices_answer({}, into),
	});
});

/** Staff think that it may be something for this parent. */
export const suggested = alsoInDutch((one: To & { role: 'wish' | 'offer'; now: Date }): NewNotice => {
	const into = { locale: one.locale };
	return notice(one, 'buddies.suggested', String(one.now.getTime()), {
		title:
			one.role === 'wish' ? m.buddynotices_suggest_wish({}, into) : m.buddynotices_suggest_offer({}, into),
		lines: [m.buddynotices_suggest_text({}, into)],
	});
});

/** A new school year: again? */
export const askedAgain = alsoInDutch((one: To & { schoolYearId: string; dueAt: Date }): NewNotice => {
	const into = { locale: one.locale };
	return {
		...notice(one, 'buddies.asked_again', one.schoolYearId, {
			title: m.buddynotices_again({}, into),
			lines: [m.buddynotices_again_text({}, into)],
		}),
		dueAt: one.dueAt,
	};
});

/** To the coordinator, in Dutch as all that goes to staff: there is something to look at. No names in a mail. */
export function toCoordinators(one: { schoolId: string; staffId: string; reportId: string }): NewNotice {
	const into = { locale: baseLocale };
	return {
		schoolId: one.schoolId,
		to: { staffId: one.staffId },
		kind: 'buddies.reported',
		route: 'email',
		onceKey: `buddies.reported:${one.reportId}:${one.staffId}`,
		content: {
			locale: baseLocale,
			title: m.buddynotices_staff_title({}, into),
			lines: [m.buddynotices_staff_text({}, into)],
			action: { label: m.buddynotices_staff_open({}, into), path: STAFF_BUDDIES_PATH },
		},
	};
}

function notice(
	{ schoolId, guardianId, locale }: To,
	kind: NoticeKind,
	about: string,
	parts: { title: string; lines: string[]; label?: string; expiresAt?: Date },
): NewNotice {
	const into = { locale };
	return {
		schoolId,
		to: { guardianId },
		kind,
		route: 'one',
		onceKey: `${kind}:${about}:${guardianId}`,
		expiresAt: parts.expiresAt,
		content: {
			locale,
			title: parts.title,
			lines: parts.lines,
			action: { label: parts.label ?? m.buddynotices_view({}, into), path: BUDDY_PATH },
		},
	};
}
