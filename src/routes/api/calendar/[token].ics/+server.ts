import { error } from '@sveltejs/kit';
import { app } from '#lib/app/server/app.ts';
import { calendarAnswer } from '#lib/app/server/calendar-answer.ts';
import { ownFeedText } from '#lib/moments/server/own-feed.ts';
import { addBuddyMeetings } from '#lib/buddies/server/feed-meetings.ts';
import { addInterpretingTalks } from '#lib/talks/server/interpreting-cards.ts';
import { addTalks } from '#lib/talks/server/own-calendar.ts';
import { addShifts } from '#lib/tasks/server/feed-shifts.ts';
import type { RequestHandler } from './$types';

/** A guardian's own appointments for a calendar program. The address is the key. */
export const GET: RequestHandler = async ({ params }) => {
	const { store, settings, clock } = app();
	const { token } = params;
	const text = await ownFeedText(store.read, {
		token,
		origin: settings.origin,
		now: clock.now(),
		more: [addShifts, addBuddyMeetings, addTalks, addInterpretingTalks],
	});
	if (!text) error(404);
	return calendarAnswer(text);
};
