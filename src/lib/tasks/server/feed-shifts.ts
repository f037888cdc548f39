import { addEvent, type FeedPart } from '#lib/moments/server/feed-event.ts';
import { shiftCard } from '../words.ts';
import { ownShifts } from './for-parent.ts';

/** Own shifts that have a time, for a guardian's own calendar. A period is no appointment: it would fill weeks. */
export const addShifts: FeedPart = async (calendar, db, { whose, locale, origin, from, now }) => {
	const own = await ownShifts(db, whose, from);
	for (const one of own.filter(({ status, flexible }) => status === 'confirmed' && !flexible)) {
		const { title, where, path } = shiftCard(one, { locale, timeZone: whose.school.timeZone });
		const event = {
			id: one.claimId,
			revision: one.revision,
			cancelled: one.cancelled,
			startsAt: one.startsAt,
			endsAt: one.endsAt,
			summary: title,
			description: null,
			location: where ?? whose.school.name,
			url: `${origin}${path}`,
		};
		addEvent(calendar, event, now);
	}
};
