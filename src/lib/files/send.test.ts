import { expect, test } from 'vitest';
import { freshStore } from '../../../tests/support/database.ts';
import { addPeople, asStaff, today } from '../../../tests/support/people.ts';
import { temporaryFolder } from '../../../tests/support/temporary-folder.ts';
import { addPiece, openUpload, PIECE_BYTES, readUpload, readUploaded } from './server/uploads.ts';
import { sendFile } from './send.ts';

const bytes = Buffer.alloc(3 * PIECE_BYTES + 123, 'school');
const file = new File([bytes], 'IMG_2034.jpg', { lastModified: 1 });

/** The school's side behind a line that breaks: `breaks` says before and after which request. */
async function behindALine(breaks: Record<number, 'before' | 'after' | 'restarting'> = {}) {
	const store = freshStore();
	await addPeople(store);
	const place = { dataDir: temporaryFolder(), actor: await asStaff(store, 'petra') };
	let count = 0;
	const asked: string[] = [];
	const answer = async (address: string, init: RequestInit = {}): Promise<Response> => {
		const { method = 'GET' } = init;
		asked.push(method);
		if (method === 'POST') {
			const { name, bytes } = JSON.parse(String(init.body)) as { name: string; bytes: number };
			const opened = await openUpload(store, place, { name, bytes, now: today });
			return opened.ok
				? Response.json({ upload: opened.uploadId, piece: PIECE_BYTES }, { status: 201 })
				: Response.json({ refusal: opened.refusal }, { status: 422 });
		}
		const uploadId = address.split('/').at(-1) ?? '';
		if (method === 'PATCH') {
			const offset = Number(new Headers(init.headers).get('upload-offset'));
			const piece = await (init.body as Blob).bytes();
			const added = await addPiece(store.read, place, { uploadId, offset, piece });
			if (added.ok) return Response.json(added.state);
			return Response.json(await readUpload(store.read, place, uploadId), { status: 409 });
		}
		const state = await readUpload(store.read, place, uploadId);
		return state ? Response.json(state) : new Response(null, { status: 404 });
	};
	const fetch = (async (address: string, init?: RequestInit) => {
		const breaksNow = breaks[++count];
		if (breaksNow === 'restarting') return new Response(null, { status: 503 });
		if (breaksNow === 'before') throw new TypeError('no network');
		const response = await answer(address, init);
		if (breaksNow === 'after') throw new TypeError('no network');
		return response;
	}) as typeof globalThis.fetch;
	const arrived = (uploadId: string) => readUploaded(store.read, place, { uploadId });
	return { fetch, arrived, asked };
}

function options(fetch: typeof globalThis.fetch) {
	const seen = { parts: [] as number[], broke: [] as boolean[], noted: new Map<string, string>() };
	const noted = {
		getItem: (key: string) => seen.noted.get(key) ?? null,
		setItem: (key: string, value: string) => void seen.noted.set(key, value),
		removeItem: (key: string) => void seen.noted.delete(key),
	};
	const stop = new AbortController();
	return {
		seen,
		stop,
		options: {
			fetch,
			begun: noted,
			signal: stop.signal,
			onProgress: (part: number) => void seen.parts.push(part),
			onBreak: (broken: boolean) => void seen.broke.push(broken),
			pause: () => Promise.resolve(),
		},
	};
}

test('a file arrives whole over a line that breaks, also when only the answer was lost', async () => {
	const { fetch, arrived, asked } = await behindALine({ 2: 'before', 4: 'after', 6: 'restarting' });
	const { seen, options: how } = options(fetch);
	const sent = await sendFile(file, how);
	expect(sent.ok).toBe(true);
	if (!sent.ok) return;
	expect(bytes.equals((await arrived(sent.upload))?.bytes ?? Buffer.alloc(0))).toBe(true);
	expect(asked.filter((method) => method === 'POST')).toHaveLength(1);
	expect(seen.broke).toEqual([true, false, true, false, true, false]);
	expect(seen.parts.at(-1)).toBe(1);
	expect(seen.noted.size).toBe(0);
});

test('who closed the page and chooses the same file again goes on where it was', async () => {
	const { fetch, arrived, asked } = await behindALine();
	const first = options(fetch);
	first.options.onProgress = (part) => {
		if (part > 0.5) first.stop.abort();
	};
	await expect(sendFile(file, first.options)).rejects.toThrow();
	expect(first.seen.noted.size).toBe(1);
	const again = options(fetch);
	again.options.begun = first.options.begun;
	const sent = await sendFile(file, again.options);
	expect(asked.filter((method) => method === 'POST')).toHaveLength(1);
	expect(again.seen.parts[0]).toBeGreaterThan(0.5);
	if (sent.ok) expect((await arrived(sent.upload))?.bytes.length).toBe(bytes.length);
});

test('one that was forgotten meanwhile begins anew', async () => {
	const { fetch, arrived } = await behindALine();
	const { options: how } = options(fetch);
	how.begun.setItem(`upload ${file.name} ${file.size} ${file.lastModified}`, '{"upload":"gone","piece":5}');
	const sent = await sendFile(file, how);
	if (sent.ok) expect((await arrived(sent.upload))?.bytes.length).toBe(bytes.length);
	expect(sent.ok).toBe(true);
});

test('what the school does not take is told before it is sent', async () => {
	const { fetch, asked } = await behindALine();
	const { options: how } = options(fetch);
	const large = new File([new Uint8Array(21 * 1024 * 1024)], 'photo.jpg');
	expect(await sendFile(large, how)).toEqual({ ok: false, refusal: 'too_large_file' });
	expect(asked).toEqual(['POST']);
});
