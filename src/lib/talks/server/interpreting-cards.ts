// The talks at which a parent interprets, in words: among the own appointments, and in the own calendar. No name of a family.
import type { ParentActor } from '#lib/accounts/server/actors.ts';
import type { Reader } from '#lib/database/store.ts';
import type { FeedPart } from '#lib/moments/server/feed-event.ts';
import { addEvent } from '#lib/moments/server/feed-event.ts';
import { askPath } from '#lib/moments/paths.ts';
import { spoken, type AppointmentCard, type Words } from '#lib/moments/words.ts';
import type { CalendarEntry } from '#lib/notifications/calendar.ts';
import { m } from '#lib/paraglide/messages.js';
import { dateLeaf, formatDay, formatTimeRange } from '#lib/translation/dates.ts';
import { languageName } from '#lib/translation/languages.ts';
import type { Locale } from '#lib/translation/locale.ts';
import { talkCalendarPath } from '../paths.ts';
import { interpretingTalks, type InterpretingTalk } from './interpreted.ts';
import { placeWords, withWords } from './words.ts';

/** At a family's home the address is the teacher's to know: they go together. */
function interpretingPlace({ place, room, byPhone }: InterpretingTalk, locale: Locale): string {
	const into = { locale };
	if (byPhone || place === 'phone') return m.interpreting_by_phone({}, into);
	return place === 'home' ? m.interpreting_at_family({}, into) : placeWords(place, room, locale);
}

/** Where, and with which teachers. */
export function interpretingWhere(one: InterpretingTalk, locale: Locale): string {
	return [interpretingPlace(one, locale), withWords(one.teachers, locale)].filter(Boolean).join(', ');
}

/** One as an appointment; its page is that of interpreting. */
function cardOf(one: InterpretingTalk, { locale, timeZone }: Words): AppointmentCard {
	const { talkId, roundId, startsAt, endsAt } = one;
	const title = m.interpreting_name({}, { locale });
	const language = languageName(one.language ?? '', locale);
	const day = formatDay(startsAt, locale, timeZone);
	const time = formatTimeRange(startsAt, endsAt, locale, timeZone);
	const where = interpretingWhere(one, locale);
	return {
		signUpId: talkId,
		slotId: talkId,
		momentId: talkId,
		path: askPath(),
		calendar: talkCalendarPath(roundId, talkId),
		look: { icon: 'interpreter', tint: 'talk', name: title },
		title,
		titleIn: null,
		day,
		datetime: startsAt.toISOString(),
		leaf: dateLeaf(startsAt, locale, timeZone),
		time,
		where,
		whereIn: null,
		aloud: spoken([title, language, day, time, where], locale),
		childName: language,
		status: 'confirmed',
		skipped: null,
		waits: null,
		offered: false,
	};
}

/** Those that are not over, in order of time. One query. */
export async function interpretingTalkCards(
	db: Reader,
	parent: ParentActor,
	words: Words,
	now: Date,
): Promise<AppointmentCard[]> {
	const talks = await interpretingTalks(db, parent, now);
	return talks.map((one) => cardOf(one, words));
}

/** As it stands in a calendar. */
export function interpretingEvent(one: InterpretingTalk, school: { name: string }, locale: Locale) {
	const language = languageName(one.language ?? '', locale);
	const place = interpretingPlace(one, locale);
	const video = one.place === 'video' && one.videoAddress;
	return {
		id: `${one.talkId}-interpreter`,
		revision: one.revision,
		...{ startsAt: one.startsAt, endsAt: one.endsAt },
		summary: `${m.interpreting_name({}, { locale })} · ${language}`,
		location: video || (one.place === 'school' && !one.byPhone ? `${place}, ${school.name}` : place),
	};
}

/** For the file of one that is still to come; undefined where it is none of theirs. One query. */
export async function interpretingTalkEntry(
	db: Reader,
	parent: ParentActor,
	{ talkId, locale, origin, now }: { talkId: string; locale: Locale; origin: string; now: Date },
): Promise<CalendarEntry | undefined> {
	const found = (await interpretingTalks(db, parent, now)).find((one) => one.talkId === talkId);
	if (!found) return undefined;
	const { id, startsAt, endsAt, ...event } = interpretingEvent(found, parent.school, locale);
	const span = { startsAt: startsAt.getTime(), endsAt: endsAt.getTime() };
	const url = `${origin}${askPath()}`;
	return {
		method: 'PUBLISH',
		appointments: [{ ...event, ...span, signUpId: id, description: '', url }],
		stamp: now.getTime(),
	};
}

/** In the guardian's own calendar. What is off is not there any more. */
export const addInterpretingTalks: FeedPart = async (calendar, db, { whose, locale, origin, from, now }) => {
	for (const one of await interpretingTalks(db, whose, from)) {
		const event = interpretingEvent(one, whose.school, locale);
		const url = `${origin}${askPath()}`;
		addEvent(calendar, { ...event, description: null, cancelled: false, url }, now);
	}
};
