import { formatAgo } from '#lib/translation/dates.ts';
import type { Locale } from '#lib/translation/locale.ts';
import type { NoticeInList } from '../notice-in-list.ts';

/** The notices, each with how long ago it came, in words of the reader's language. */
export function withAgo(notices: readonly NoticeInList[], locale: Locale, timeZone: string, now: Date) {
	return notices.map((notice) => ({ ...notice, ago: formatAgo(notice.at, now, locale, timeZone) }));
}
