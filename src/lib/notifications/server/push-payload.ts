import { m } from '#lib/paraglide/messages.js';
import { baseLocale, directionOf, isLocale } from '#lib/translation/locale.ts';
import type { FilledContent } from './written.ts';

/** RFC 8291: 4096 bytes of body less header, key, padding and tag. */
export const PAYLOAD_LIMIT = 3993;

export interface PushPayloads {
	payload: string;
	/** For a service that finds the other too large: title and address only. */
	short: string;
}

/**
 * A notice as Declarative Web Push, which Safari shows by itself and our service worker reads elsewhere. `discreet`:
 * the lock screen says that there is a message, and not what about. The badge stands where Safari 18.4 read it and where later ones do.
 */
export function pushPayload(
	content: FilledContent,
	{
		origin,
		tag,
		id,
		discreet,
		unread,
	}: { origin: string; tag: string; id?: string; discreet: boolean; unread: number },
): PushPayloads {
	const locale = isLocale(content.locale) ? content.locale : baseLocale;
	const link = new URL(content.action.path, origin);
	const navigate = link.origin === new URL(origin).origin ? link.href : origin;
	const general = m.notices_discreet_title({}, { locale });
	const title = discreet ? general : clip(content.title, 300) || general;
	const write = (body: string) =>
		JSON.stringify({
			web_push: 8030,
			notification: {
				title,
				...(body && { body }),
				navigate,
				lang: locale,
				dir: directionOf(locale),
				tag,
				// what takes the place of another one should be heard; our worker leaves out a repeat of the same
				...(id !== undefined && id !== tag && { renotify: true, data: { notice: id } }),
				app_badge: String(unread),
			},
			app_badge: String(unread),
		});
	const short = write('');
	const body = discreet ? '' : content.lines.join('\n');
	return { payload: body ? writeFitting(write, body) : short, short };
}

/** As much of the body as fits into one push message. */
function writeFitting(write: (body: string) => string, body: string): string {
	const whole = write(body);
	if (Buffer.byteLength(whole) <= PAYLOAD_LIMIT) return whole;
	const characters = [...new Intl.Segmenter().segment(body)].map(({ segment }) => segment);
	let fits = 0;
	for (let tooLong = characters.length; tooLong - fits > 1;) {
		const middle = (fits + tooLong) >> 1;
		if (Buffer.byteLength(write(cut(characters, middle))) <= PAYLOAD_LIMIT) fits = middle;
		else tooLong = middle;
	}
	return write(cut(characters, fits));
}

function cut(characters: string[], length: number): string {
	return `${characters.slice(0, length).join('').trimEnd()}…`;
}

function clip(text: string, length: number): string {
	return text.length > length ? `${[...text].slice(0, length).join('')}…` : text;
}
