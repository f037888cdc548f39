import { error } from '@sveltejs/kit';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { app } from '#lib/app/server/app.ts';
import { maySeeFile } from '#lib/app/server/file-owners.ts';
import { findFile } from '#lib/files/server/stored.ts';
import { pathOfBytes } from '#lib/platform/server/files/keep.ts';
import { readRange } from '#lib/platform/server/files/range.ts';
import type { RequestHandler } from './$types';

/** A file, for who may see the thing that it belongs to, asked anew each time. Parts of it for a player that skips. */
export const GET: RequestHandler = async ({ locals, params, request, url }) => {
	const { actor } = locals;
	if (!actor) error(401);
	const { store, settings, clock } = app();
	const file = await findFile(store.read, actor.schoolId, params.file);
	// staff without a passkey see nothing of families; what is no secret of theirs does not open files either
	if (!file || (actor.kind === 'staff' && !actor.passkey)) error(404);
	if (!(await maySeeFile(store.read, actor, file, clock.now()))) error(404);

	const isSmall = file.kind === 'picture' && url.searchParams.has('small');
	const at = pathOfBytes(settings.dataDir, actor.schoolId, file.hash, isSmall ? 'small' : 'whole');
	const size = await stat(at).then(
		(found) => found.size,
		() => error(404),
	);
	const headers: Record<string, string> = {
		'content-type': file.mediaType,
		'accept-ranges': 'bytes',
		// kept by this browser, never shown again without asking: a right may have ended since
		'cache-control': 'private, no-cache',
		etag: `"${file.hash}${isSmall ? '-small' : ''}"`,
		'content-disposition': `${file.kind === 'pdf' ? 'attachment' : 'inline'}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
		'content-security-policy': "default-src 'none'; sandbox",
		'x-content-type-options': 'nosniff',
	};
	if (request.headers.get('if-none-match') === headers.etag)
		return new Response(null, { status: 304, headers });
	const range = readRange(request.headers.get('range'), size);
	if (range === 'unsatisfiable')
		return new Response(null, { status: 416, headers: { ...headers, 'content-range': `bytes */${size}` } });
	const { first, last } = range ?? { first: 0, last: size - 1 };
	headers['content-length'] = String(last - first + 1);
	if (range) headers['content-range'] = `bytes ${first}-${last}/${size}`;
	const body = Readable.toWeb(createReadStream(at, { start: first, end: last })) as ReadableStream;
	return new Response(body, { status: range ? 206 : 200, headers });
};
