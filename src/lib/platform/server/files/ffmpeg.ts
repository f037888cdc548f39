import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const MOST_SECONDS = 10 * 60;
const GIVE_UP_MS = 60_000;

let found: { program: string | undefined } | undefined;

/** The program that records anew: Debian's ffmpeg where it is on this machine. Looked for once. */
export function findFfmpeg(): string | undefined {
	const isThere = () => spawnSync('ffmpeg', ['-version'], { stdio: 'ignore' }).status === 0;
	found ??= { program: isThere() ? 'ffmpeg' : undefined };
	return found.program;
}

/**
 * Records a recording anew as AAC in MP4, which every phone plays: one voice, without a picture, a place or a name in
 * it, ten minutes at most. Undefined when ffmpeg can't read it as what it says it is.
 */
export async function recordAnew(
	program: string,
	bytes: Uint8Array,
	demuxer: string,
): Promise<Buffer | undefined> {
	const folder = await mkdtemp(path.join(tmpdir(), 'schoolbrug-audio-'));
	try {
		const from = path.join(folder, 'in');
		const to = path.join(folder, 'out.m4a');
		await writeFile(from, bytes);
		// the reader is named and may open this one file: a playlist in disguise reaches nothing
		const read = ['-protocol_whitelist', 'file', '-f', demuxer, '-t', String(MOST_SECONDS), '-i', from];
		const make = ['-map', '0:a:0', '-map_metadata', '-1', '-map_chapters', '-1', '-ac', '1', '-ar', '44100'];
		const write = ['-c:a', 'aac', '-b:a', '64k', '-movflags', '+faststart', '-fflags', '+bitexact', to];
		const worked = await runs(program, [
			'-nostdin',
			'-hide_banner',
			'-loglevel',
			'error',
			...read,
			...make,
			...write,
		]);
		return worked ? await readFile(to) : undefined;
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

function runs(program: string, args: string[]): Promise<boolean> {
	return new Promise((resolve) => {
		const process = spawn(program, args, { stdio: 'ignore', timeout: GIVE_UP_MS, killSignal: 'SIGKILL' });
		process.once('error', () => resolve(false));
		process.once('exit', (code) => resolve(code === 0));
	});
}
