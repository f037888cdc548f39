import { error } from '@sveltejs/kit';
import { app } from '#lib/app/server/app.ts';
import { calendarAnswer } from '#lib/app/server/calendar-answer.ts';
import { feedText } from '#lib/moments/server/staff-feed.ts';
import type { RequestHandler } from './$types';

/** The year plan for a calendar program. The address is the key: whoever has it sees what, when and where, never who. */
export const GET: RequestHandler = async ({ params }) => {
	const { store, settings, clock } = app();
	const text = await feedText(store.read, {
		token: params.token,
		origin: settings.origin,
		now: clock.now(),
	});
	if (!text) error(404);
	return calendarAnswer(text);
};
