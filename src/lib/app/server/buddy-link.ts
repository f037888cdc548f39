import type { ParentActor } from '#lib/accounts/server/actors.ts';
import { BUDDY_PATH } from '#lib/buddies/paths.ts';
import { ownMatches } from '#lib/buddies/server/answers.ts';
import { mayHaveProfile } from '#lib/buddies/server/profile.ts';
import type { Reader } from '#lib/database/store.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Locale } from '#lib/translation/locale.ts';

/**
 * The way to the page of buddies, in words; null where there is nothing for this parent. Who came in by a letter alone reads
 * what everybody reads: not that somebody asks them, nor that they are with somebody.
 */
export async function buddyLink(
	db: Reader,
	parent: ParentActor,
	{ locale, now }: { locale: Locale; now: Date },
): Promise<{ href: string; title: string; under: string; isAsked: boolean } | null> {
	const matches = parent.strength === 'confirmed' ? await ownMatches(db, parent, now) : [];
	if (matches.length === 0 && !(await mayHaveProfile(db, parent))) return null;
	const isAsked = matches.some(({ view, checks }) => view === 'asked' || checks.length > 0);
	return {
		href: BUDDY_PATH,
		title: m.buddynotices_link_title({}, { locale }),
		under: isAsked ? m.buddynotices_link_asked({}, { locale }) : m.buddynotices_link_under({}, { locale }),
		isAsked,
	};
}
