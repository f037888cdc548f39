// Sends a file in pieces from the browser. A break in the line costs the piece that was under way: it asks how far the
// school's side came and goes on from there, as long as it takes.

/** What the school's side says no to before anything is sent. */
export type SendRefusal = 'too_large_file' | 'empty_file' | 'too_many_files';

export interface SendOptions {
	/** Between 0 and 1. */
	onProgress: (part: number) => void;
	/** The line broke (true), and is there again (false). */
	onBreak: (isBroken: boolean) => void;
	/** Whoever sends does not want to any more. */
	signal: AbortSignal;
	/** An upload of this file that was begun before, and where to note the one that is begun now. */
	begun?: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
	fetch?: typeof fetch;
	/** Waits before the next try; `tries` is how often it failed in a row. */
	pause?: (tries: number, signal: AbortSignal) => Promise<void>;
}

interface Upload {
	upload: string;
	/** The largest piece, in bytes. */
	piece: number;
}

/** Sends a file; answers the upload that a form names instead of the file. Throws when `signal` says stop. */
export async function sendFile(
	file: File,
	options: SendOptions,
): Promise<{ ok: true; upload: string } | { ok: false; refusal: SendRefusal }> {
	const { begun, signal, onProgress } = options;
	const key = `upload ${file.name} ${file.size} ${file.lastModified}`;
	const line = onLine(options);
	const noted = begun?.getItem(key);
	let upload: Upload | undefined = noted ? (JSON.parse(noted) as Upload) : undefined;
	let offset: number | undefined = upload && (await howFar(line, upload));
	while (upload === undefined || offset === undefined) {
		const opened = await line('/files/uploads', {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ name: file.name.slice(0, 200), bytes: file.size }),
		});
		if (opened.status === 422) return { ok: false, ...((await opened.json()) as { refusal: SendRefusal }) };
		if (!opened.ok) throw new Error(`an upload can't begin: ${opened.status}`);
		upload = (await opened.json()) as Upload;
		begun?.setItem(key, JSON.stringify(upload));
		offset = 0;
	}
	while (offset < file.size) {
		signal.throwIfAborted();
		onProgress(offset / file.size);
		const sent = await line(`/files/uploads/${upload.upload}`, {
			method: 'PATCH',
			headers: { 'content-type': 'application/octet-stream', 'upload-offset': String(offset) },
			body: file.slice(offset, offset + upload.piece),
		});
		// 409: the answer to an earlier piece was lost; both say how far it is
		if (!sent.ok && sent.status !== 409) throw new Error(`a piece was refused: ${sent.status}`);
		offset = ((await sent.json()) as { offset: number }).offset;
	}
	onProgress(1);
	begun?.removeItem(key);
	return { ok: true, upload: upload.upload };
}

type Line = (address: string, init?: RequestInit) => Promise<Response>;

/** Asks until there is an answer: a line that broke, or a server that starts again, is waited for. */
function onLine({ fetch: ask = fetch, pause = wait, signal, onBreak }: SendOptions): Line {
	return async (address, init) => {
		for (let tries = 0; ; tries++) {
			try {
				const response = await ask(address, { ...init, signal });
				if (response.status < 500) {
					if (tries > 0) onBreak(false);
					return response;
				}
			} catch (error) {
				if (signal.aborted) throw error;
			}
			onBreak(true);
			await pause(tries, signal);
			signal.throwIfAborted();
		}
	};
}

async function howFar(line: Line, { upload }: Upload): Promise<number | undefined> {
	const response = await line(`/files/uploads/${upload}`);
	return response.ok ? ((await response.json()) as { offset: number }).offset : undefined;
}

/** One to fifteen seconds, or until the network is there again. */
function wait(tries: number, signal: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		const timer = setTimeout(done, Math.min(15, 2 ** tries) * 1000);
		function done() {
			clearTimeout(timer);
			removeEventListener('online', done);
			signal.removeEventListener('abort', done);
			resolve();
		}
		addEventListener('online', done);
		signal.addEventListener('abort', done);
	});
}
