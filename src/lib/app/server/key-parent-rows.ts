import type { ParentActor } from '#lib/accounts/server/actors.ts';
import { shownText } from '#lib/buddies/key-parent-texts.ts';
import { KEY_PARENT_PATH } from '#lib/buddies/paths.ts';
import { keyParentsToAsk, ownKeyParent } from '#lib/buddies/server/key-parents.ts';
import type { Reader } from '#lib/database/store.ts';
import { readLanguageProfile } from '#lib/families/server/language-profile.ts';
import { m } from '#lib/paraglide/messages.js';
import { dayOf } from '#lib/platform/server/local-time.ts';
import type { Locale } from '#lib/translation/locale.ts';

/** More stand on the page behind it. */
const ON_CONTACT = 3;

export interface KeyParentRow {
	href: string;
	title: string;
	under: string;
}

/**
 * Rows of Contact, in words: what a parent was asked or is, and the parents whom they can ask. None for who did not confirm who
 * they are.
 */
export async function keyParentRows(
	db: Reader,
	parent: ParentActor,
	{ locale, now, path = KEY_PARENT_PATH }: { locale: Locale; now: Date; path?: string },
): Promise<KeyParentRow[]> {
	if (parent.strength !== 'confirmed') return [];
	const today = dayOf(now, parent.school.timeZone);
	const { written, spoken } = await readLanguageProfile(db, parent);
	const [own, all] = await Promise.all([
		ownKeyParent(db, parent, today),
		keyParentsToAsk(db, parent, { speaks: [spoken, written, locale], today }),
	]);
	const into = { locale };
	const ownRow =
		own?.state === 'asked'
			? [
					{
						href: path,
						title: m.keyparents_row_asked({}, into),
						under: m.keyparents_row_asked_text({}, into),
					},
				]
			: own?.state === 'on'
				? [{ href: path, title: m.keyparents_row_own({}, into), under: m.keyparents_row_own_text({}, into) }]
				: [];
	const others = all.slice(0, ON_CONTACT).map((one) => ({ href: path, ...shownText(one.name, one, into) }));
	return [...ownRow, ...others];
}
