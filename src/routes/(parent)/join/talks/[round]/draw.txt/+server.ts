import { error } from '@sveltejs/kit';
import { requireParent } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { readDraw } from '#lib/talks/server/draw.ts';
import { drawFile } from '#lib/talks/server/draw-file.ts';
import { talkRoundPage } from '#lib/talks/server/for-parent.ts';
import { talkKindName } from '#lib/talks/server/notices.ts';
import type { RequestHandler } from './$types';

/** The line of a draw for who the round is for: lot numbers and keys, no times and nobody's wishes. 404 before the draw. */
export const GET: RequestHandler = async (event) => {
	const parent = requireParent(event);
	const { store, clock } = app();
	const page = await talkRoundPage(store.read, parent, event.params.round, clock.now());
	const draw = page?.level === 'full' ? await readDraw(store.read, page.round) : undefined;
	const { locale } = event.locals;
	const title = page?.round.title ?? (page ? talkKindName(page.round.kind, locale) : '');
	const text = draw && drawFile({ title, draw, locale });
	if (!text) error(404);
	return new Response(text, {
		headers: {
			'content-type': 'text/plain; charset=utf-8',
			'content-disposition': 'attachment; filename="draw.txt"',
		},
	});
};
