import { error, json } from '@sveltejs/kit';
import * as v from 'valibot';
import { app } from '#lib/app/server/app.ts';
import { openUpload, PIECE_BYTES } from '#lib/files/server/uploads.ts';
import type { RequestHandler } from './$types';

const announced = v.object({
	name: v.pipe(v.string(), v.maxLength(200)),
	bytes: v.pipe(v.number(), v.integer()),
});

/** Announces a file that is sent in pieces: `{ name, bytes }` → 201 with `{ upload, piece }`; 422 with why not. */
export const POST: RequestHandler = async ({ locals, request }) => {
	const { actor } = locals;
	if (!actor || (actor.kind === 'staff' && !actor.passkey)) error(403);
	const body = v.safeParse(announced, await request.json().catch(() => undefined));
	if (!body.success) error(400);
	const { store, settings, clock } = app();
	const opened = await openUpload(
		store,
		{ dataDir: settings.dataDir, actor },
		{ ...body.output, now: clock.now() },
	);
	if (!opened.ok) return json({ refusal: opened.refusal }, { status: 422 });
	return json({ upload: opened.uploadId, piece: PIECE_BYTES }, { status: 201 });
};
