// A time that two agreed on, in each one's own calendar. Who the other is stays in the app.
import { and, eq, gt, isNotNull } from 'drizzle-orm';
import { addEvent, type FeedPart } from '#lib/moments/server/feed-event.ts';
import { m } from '#lib/paraglide/messages.js';
import { BUDDY_PATH } from '../paths.ts';
import { placeText } from '../place-texts.ts';

const HALF_AN_HOUR = 30 * 60 * 1000;

/** Adds what is agreed and not over, of those who are together. */
export const addBuddyMeetings: FeedPart = async (calendar, db, { whose, locale, origin, from, now }) => {
	const { buddyMeeting, buddyMatch, buddySide } = db.t;
	const rows = await db
		.select({ id: buddyMeeting.id, startsAt: buddyMeeting.startsAt, place: buddyMeeting.place })
		.from(buddyMeeting)
		.innerJoin(
			buddyMatch,
			and(
				eq(buddyMatch.schoolId, buddyMeeting.schoolId),
				eq(buddyMatch.id, buddyMeeting.matchId),
				eq(buddyMatch.state, 'matched'),
			),
		)
		.innerJoin(
			buddySide,
			and(
				eq(buddySide.schoolId, buddyMeeting.schoolId),
				eq(buddySide.matchId, buddyMeeting.matchId),
				eq(buddySide.guardianId, whose.guardianId),
			),
		)
		.where(
			and(
				eq(buddyMeeting.schoolId, whose.schoolId),
				isNotNull(buddyMeeting.acceptedAt),
				gt(buddyMeeting.startsAt, from),
			),
		)
		.orderBy(buddyMeeting.startsAt, buddyMeeting.id);
	for (const { id, startsAt, place } of rows) {
		// what is at a moment is in the calendar as that moment
		if (place === 'moment') continue;
		const event = {
			...{ id, revision: 0, cancelled: false, startsAt },
			endsAt: new Date(startsAt.getTime() + HALF_AN_HOUR),
			summary: m.buddynotices_meeting_name({}, { locale }),
			description: null,
			location: placeText(place, { locale }),
			url: `${origin}${BUDDY_PATH}`,
		};
		addEvent(calendar, event, now);
	}
};
