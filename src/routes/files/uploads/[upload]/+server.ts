import { error, json } from '@sveltejs/kit';
import { app } from '#lib/app/server/app.ts';
import { addPiece, dropUpload, readUpload } from '#lib/files/server/uploads.ts';
import type { Actor } from '#lib/accounts/server/actors.ts';
import type { RequestHandler } from './$types';

/** How far an own upload came. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const state = await readUpload(app().store.read, placeOf(locals.actor), params.upload);
	if (!state) error(404);
	return json(state);
};

/** A piece, with where it begins in `upload-offset`. 409 with the state when it does not follow on what is here. */
export const PATCH: RequestHandler = async ({ locals, params, request }) => {
	const place = placeOf(locals.actor);
	const { store } = app();
	if (!(await readUpload(store.read, place, params.upload))) error(404);
	const offset = Number(request.headers.get('upload-offset') ?? NaN);
	if (!Number.isSafeInteger(offset) || offset < 0) error(400);
	const piece = await request.bytes();
	const added = await addPiece(store.read, place, { uploadId: params.upload, offset, piece });
	if (added.ok) return json(added.state);
	if (added.refusal === 'unknown_upload') error(404);
	if (added.refusal === 'too_large_file') error(413);
	return json(await readUpload(store.read, place, params.upload), { status: 409 });
};

export const DELETE: RequestHandler = async ({ locals, params }) => {
	await dropUpload(app().store, placeOf(locals.actor), params.upload);
	return new Response(null, { status: 204 });
};

function placeOf(actor: Actor | undefined) {
	if (!actor || (actor.kind === 'staff' && !actor.passkey)) error(403);
	return { dataDir: app().settings.dataDir, actor };
}
