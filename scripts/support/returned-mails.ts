// Where returned mail is read from: a pipe, a file with one mail or many, or a Maildir.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { mkdir, readdir, readFile, rename } from 'node:fs/promises';
import path from 'node:path';

/** One mail, and what to do when it is noted. */
export interface Incoming {
	raw: Uint8Array | string;
	done(): Promise<void>;
}

const nothing = async () => {};

/** False for a folder that is no Maildir. */
export function isPlaceOfMail(place: string): boolean {
	return !statSync(place).isDirectory() || existsSync(path.join(place, 'new'));
}

/** The mails at this place; of a Maildir the new ones, which `done` moves to those that were seen. */
export async function* mailsAt(place: string): AsyncGenerator<Incoming> {
	if (!statSync(place).isDirectory()) {
		for (const raw of split(readFileSync(place, 'utf8'))) yield { raw, done: nothing };
		return;
	}
	const fresh = path.join(place, 'new');
	for (const name of (await readdir(fresh)).toSorted()) {
		const file = path.join(fresh, name);
		yield {
			raw: await readFile(file),
			async done() {
				await mkdir(path.join(place, 'cur'), { recursive: true });
				await rename(file, path.join(place, 'cur', `${name}:2,S`));
			},
		};
	}
}

/** A file of many (mbox) has a line that begins with `From ` before each. */
function split(text: string): string[] {
	if (!text.startsWith('From ')) return [text];
	return text
		.split(/^From .*\r?\n/m)
		.slice(1)
		.map((mail) => mail.replace(/^>(>*From )/gm, '$1'));
}
