// Own talks in a calendar: the file of one, and all of them in the guardian's own calendar.
import type { ParentActor } from '#lib/accounts/server/actors.ts';
import type { Reader } from '#lib/database/store.ts';
import { addEvent, type FeedPart } from '#lib/moments/server/feed-event.ts';
import { ownText } from '#lib/moments/own-texts.ts';
import { calendarFile } from '#lib/notifications/server/calendar.ts';
import type { Locale } from '#lib/translation/locale.ts';
import { talksPath } from '../paths.ts';
import { talkCard } from './words.ts';
import { findRound } from './find-round.ts';
import { interpretingTalkEntry } from './interpreting-cards.ts';
import { calendarOf } from './notices.ts';
import { ownTalks } from './own-talks.ts';

/** The file's text in the language of the page; undefined when it is no talk of theirs that takes place, nor one to interpret at. */
export async function ownTalkFile(
	db: Reader,
	parent: ParentActor,
	one: { roundId: string; talkId: string; locale: Locale; origin: string; now: Date },
): Promise<string | undefined> {
	const { roundId, talkId, locale, origin, now } = one;
	const talks = await ownTalks(db, parent, { from: now, roundId });
	const talk = talks.find((own) => own.talkId === talkId && own.roundId === roundId && !own.cancelled);
	const round = talk && (await findRound(db, parent.schoolId, roundId));
	if (!talk || !round) {
		const entry = await interpretingTalkEntry(db, parent, one);
		return entry && calendarFile(entry);
	}
	const to = { guardianId: parent.guardianId, locale };
	const title = ownText(talk, 'title', locale)?.text ?? null;
	return calendarFile(calendarOf({ round, to, talk, now, title }, `${origin}${talksPath(roundId)}`));
}

/**
 * Own talks for a guardian's own calendar, and what the school called off as cancelled, until there is another about the same
 * child in that round. A home is nobody's business there: the place of a visit is not told.
 */
export const addTalks: FeedPart = async (calendar, db, { whose, locale, origin, from, now }) => {
	const agreed = await ownTalks(db, whose, { from });
	const calledOff = await ownTalks(db, whose, { from, calledOff: true });
	const gone = calledOff.filter(
		(one) => !agreed.some(({ roundId, childId }) => roundId === one.roundId && childId === one.childId),
	);
	for (const own of [...agreed, ...gone]) {
		const card = talkCard(own, { locale, timeZone: whose.school.timeZone });
		const atSchool = [own.room, whose.school.name].filter(Boolean).join(', ');
		const event = {
			id: own.talkId,
			revision: own.revision,
			cancelled: own.cancelled,
			startsAt: own.startsAt,
			endsAt: own.endsAt,
			summary: `${card.title}: ${own.childName}`,
			description: null,
			location: own.place === 'school' ? atSchool : (own.videoAddress ?? card.where ?? ''),
			url: `${origin}${card.path}`,
		};
		addEvent(calendar, event, now);
	}
};
