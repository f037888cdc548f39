import { m } from '#lib/paraglide/messages.js';
import { shownText, type ShownText, type StoredTranslation } from '#lib/translation/content.ts';
import { baseLocale, type Locale } from '#lib/translation/locale.ts';

type Role = 'teacher' | 'coordinator' | 'care' | 'office' | 'head';

const texts: Record<Role, (inputs: object, options: { locale: Locale }) => string> = {
	teacher: m.contacts_role_teacher,
	coordinator: m.contacts_role_coordinator,
	care: m.contacts_role_care,
	office: m.contacts_role_office,
	head: m.contacts_role_head,
};

interface Titled {
	/** In the school's own words, Dutch. */
	jobTitle: string | null;
	/** What there is of them in other languages. */
	titles?: readonly StoredTranslation[];
}

/**
 * What a person is at school, for who reads these languages, best first: in the school's own words where they are there in one
 * of them, else the role in our words; the Dutch words only of who has no role. `own`: how the school's words came to the
 * reader; null where ours stand. A translation of earlier words does not count. On the server only.
 */
export function roleText(
	person: Titled & { role: Role | null; teaches: readonly unknown[] },
	locale: Locale,
	reads: readonly string[] = [locale],
): { text: string; own: ShownText | null } {
	const own = titleFor(person, reads);
	if (own && own.state !== 'none') return { text: own.text, own };
	const role = person.teaches.length > 0 ? 'teacher' : person.role;
	if (role) return { text: texts[role]({}, { locale }), own: null };
	return { text: own?.text ?? '', own };
}

function titleFor({ jobTitle, titles = [] }: Titled, reads: readonly string[]): ShownText | null {
	if (!jobTitle) return null;
	const ofNow = titles.filter(({ of }) => of === jobTitle);
	return shownText({ text: jobTitle, language: baseLocale }, ofNow, reads);
}

/** The groups to name beside the role: none where the school's own words stand, which say it already. */
export function groupsBeside(
	person: Titled & { teaches: readonly { name: string }[] },
	reads: readonly string[],
): string[] {
	const own = titleFor(person, reads);
	return own && own.state !== 'none' ? [] : person.teaches.map(({ name }) => name);
}
