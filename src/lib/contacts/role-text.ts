import { m } from '#lib/paraglide/messages.js';
import { baseLocale, type Locale } from '#lib/translation/locale.ts';

type Role = 'teacher' | 'coordinator' | 'care' | 'office' | 'head';

const texts: Record<Role, (inputs: object, options: { locale: Locale }) => string> = {
	teacher: m.contacts_role_teacher,
	coordinator: m.contacts_role_coordinator,
	care: m.contacts_role_care,
	office: m.contacts_role_office,
	head: m.contacts_role_head,
};

/**
 * What a person is at school, in the reader's language. Who reads Dutch gets the school's own words; for others they are
 * the last resort, and `isDutch` says so. On the server only.
 */
export function roleText(
	person: { role: Role | null; jobTitle: string | null; teaches: readonly unknown[] },
	locale: Locale,
): { text: string; isDutch: boolean } {
	if (person.jobTitle && locale === baseLocale) return { text: person.jobTitle, isDutch: false };
	const role = person.teaches.length > 0 ? 'teacher' : person.role;
	if (role) return { text: texts[role]({}, { locale }), isDutch: false };
	return { text: person.jobTitle ?? '', isDutch: true };
}

/** The groups to name beside the role: none where the school's own words stand, which say it already. */
export function groupsBeside(
	person: { jobTitle: string | null; teaches: readonly { name: string }[] },
	locale: Locale,
): string[] {
	return person.jobTitle && locale === baseLocale ? [] : person.teaches.map(({ name }) => name);
}
