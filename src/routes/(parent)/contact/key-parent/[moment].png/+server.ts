import { error } from '@sveltejs/kit';
import { kitPicture } from '#lib/app/server/key-parent-acts.ts';
import { qrPicture } from '#lib/platform/server/qr-picture.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const qr = await kitPicture(event, event.params.moment);
	if (!qr) error(404);
	return new Response(await qrPicture(qr), {
		headers: { 'content-type': 'image/png', 'cache-control': 'private, no-store' },
	});
};
