import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import PostalMime, { type Email } from 'postal-mime';

/** A mail that was not sent, because development and the demo have no SMTP server. */
export interface KeptMail {
	id: string;
	to: string;
	from: string;
	subject: string;
	at: Date;
	text: string;
	html: string;
	/** Where the button leads: the first address of this app in the text. */
	link: string | undefined;
	attachments: { name: string; type: string; text: string }[];
}

export function keptMailFolder(dataDir: string): string {
	return path.join(dataDir, 'outbox');
}

const decoder = new TextDecoder();

/** The kept mails, newest first. */
export async function listKeptMails(dataDir: string, most = 100): Promise<KeptMail[]> {
	const folder = keptMailFolder(dataDir);
	const names = await readdir(folder).catch(() => []);
	const files = await Promise.all(
		names
			.filter((name) => name.endsWith('.eml'))
			.map(async (name) => ({ name, at: (await stat(path.join(folder, name))).mtimeMs })),
	);
	const newest = files.sort((a, b) => b.at - a.at || a.name.localeCompare(b.name)).slice(0, most);
	const mails = await Promise.all(newest.map(({ name }) => readKeptMail(dataDir, name.slice(0, -4))));
	return mails.filter((mail) => mail !== undefined);
}

/** One kept mail; undefined when there is none by this id. */
export async function readKeptMail(dataDir: string, id: string): Promise<KeptMail | undefined> {
	if (!/^[\w-]{1,40}$/.test(id)) return undefined;
	const raw = await readFile(path.join(keptMailFolder(dataDir), `${id}.eml`)).catch(() => undefined);
	if (!raw) return undefined;
	const email = await PostalMime.parse(raw);
	const text = email.text ?? '';
	return {
		id,
		to: email.to?.[0]?.address ?? '',
		from: email.from?.name ?? '',
		subject: email.subject ?? '',
		at: new Date(email.date ?? 0),
		text,
		html: email.html ?? '',
		link: /^https?:\/\/\S+$/m.exec(text)?.[0],
		attachments: attachmentsOf(email),
	};
}

function attachmentsOf({ attachments }: Email): KeptMail['attachments'] {
	return attachments
		.filter(({ disposition }) => disposition === 'attachment')
		.map(({ filename, mimeType, content }) => ({
			name: filename ?? 'attachment',
			type: mimeType,
			// the parser gives bare line feeds; calendar files end lines with CRLF (RFC 5545 section 3.1)
			text: decoder.decode(content as ArrayBuffer).replace(/\r?\n/g, '\r\n'),
		}));
}
