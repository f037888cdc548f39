import { error } from '@sveltejs/kit';
import { auditExport } from '#lib/accounts/server/audit.ts';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { readDraw } from '#lib/talks/server/draw.ts';
import { drawFile } from '#lib/talks/server/draw-file.ts';
import { staffRound } from '#lib/talks/server/for-staff.ts';
import { talkKindName } from '#lib/talks/server/notices.ts';
import { dayOf, timeOf } from '#lib/platform/server/local-time.ts';
import type { RequestHandler } from './$types';

/** The whole draw by lot number, with wishes as times of teachers, for who runs the round. 404 before the draw. */
export const GET: RequestHandler = async (event) => {
	const staff = requireStaff(event);
	const { store, clock } = app();
	const now = clock.now();
	const roundId = event.params.round;
	const page = await staffRound(store.read, staff, roundId, now);
	const draw = page?.mayRun ? await readDraw(store.read, page.round) : undefined;
	if (!page || !draw?.record) error(404);
	const { timeZone } = staff.school;
	const nameOf = new Map(page.teachers.map(({ staffId, name }) => [staffId, name]));
	const text = drawFile({
		title: page.round.title ?? talkKindName(page.round.kind, event.locals.locale),
		draw,
		locale: event.locals.locale,
		thing: (name) => {
			const [staffId = '', at] = name.split(' ');
			const startsAt = new Date(Number(at));
			return `${dayOf(startsAt, timeZone)} ${timeOf(startsAt, timeZone)} ${nameOf.get(staffId) ?? staffId}`;
		},
	});
	const about = { rows: draw.record.line.length, roundId };
	await auditExport(store, staff, { what: 'talks.draw', about }, now);
	return new Response(text, {
		headers: {
			'content-type': 'text/plain; charset=utf-8',
			'content-disposition': 'attachment; filename="draw.txt"',
		},
	});
};
