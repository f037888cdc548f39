import { error } from '@sveltejs/kit';
import { isPortrait } from '#lib/contacts/server/profile.ts';
import { app } from '#lib/app/server/app.ts';
import { pictureSizes, readPicture, type PictureSize } from '#lib/platform/server/files.ts';
import type { RequestHandler } from './$types';

/** A portrait, for who is signed in at the school of that person and, as a guardian, sees a child of it. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const { actor } = locals;
	if (!actor) error(401);
	const { store, settings } = app();
	const size = Number(params.size) as PictureSize;
	const maySee = actor.kind === 'staff' || actor.children.size > 0;
	if (!maySee || !pictureSizes.includes(size)) error(404);
	if (!(await isPortrait(store.read, actor.schoolId, params.address))) error(404);
	const bytes = await readPicture(settings.dataDir, actor.schoolId, params.address, size);
	if (!bytes) error(404);
	return new Response(new Uint8Array(bytes), {
		headers: {
			'content-type': 'image/webp',
			// the address is made of the bytes: what is found there never changes
			'cache-control': 'private, max-age=604800, immutable',
			'content-security-policy': "default-src 'none'; sandbox",
			'x-content-type-options': 'nosniff',
		},
	});
};
