import { error } from '@sveltejs/kit';
import { requireParent } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { ownCalendarFile } from '#lib/moments/server/calendar-file.ts';
import { ownShiftFile } from '#lib/tasks/server/calendar-file.ts';
import { ownTalkFile } from '#lib/talks/server/own-calendar.ts';
import { interpretingFile } from '#lib/moments/server/interpreter-answers.ts';
import type { RequestHandler } from './$types';

/** The appointment, or the interpreting that they said yes to, as a calendar file (RFC 5545), in the guardian's language. */
export const GET: RequestHandler = async (event) => {
	const parent = requireParent(event);
	const { store, settings, clock } = app();
	const { moment: id, signUp } = event.params;
	const how = { locale: event.locals.locale, origin: settings.origin, now: clock.now() };
	// a shift of a task has its file at the same address
	const text =
		(await ownCalendarFile(store, parent, { signUpId: signUp, ...how })) ??
		(await ownShiftFile(store, parent, { taskId: id, claimId: signUp, ...how })) ??
		(await ownTalkFile(store.read, parent, { roundId: id, talkId: signUp, ...how })) ??
		(await interpretingFile(store, parent, { askId: signUp, ...how }));
	if (!text) error(404);
	return new Response(text, {
		headers: {
			'content-type': 'text/calendar; charset=utf-8; method=PUBLISH',
			'content-disposition': 'attachment; filename="afspraak.ics"',
		},
	});
};
