import { error } from '@sveltejs/kit';
import { requireParent } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { buddyLink } from '#lib/app/server/buddy-link.ts';
import { keyParentRows } from '#lib/app/server/key-parent-rows.ts';
import { EASY_BUDDY_PATH, EASY_KEY_PARENT_PATH } from '#lib/buddies/paths.ts';
import { contactsForParent } from '#lib/contacts/server/for-parent.ts';
import { withTitlesFor } from '#lib/contacts/server/job-titles.ts';
import { spokenNames } from '#lib/contacts/server/spoken-name.ts';
import { viewContact } from '#lib/contacts/server/view.ts';
import { m } from '#lib/paraglide/messages.js';
import { telephoneHref } from '#lib/platform/telephone.ts';
import { calendarDay } from '#lib/translation/dates.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const parent = requireParent(event);
	const { store, clock } = app();
	const { locale } = event.locals;
	const today = calendarDay(clock.now(), parent.school.timeZone);
	const { school, contacts: all } = await contactsForParent(store.read, parent, today);
	const { contacts, reads } = await withTitlesFor(store.read, parent, all, locale);
	const at = Number(event.params.at ?? 1);
	if (at !== 1 && !contacts[at - 1]) error(404);
	const contact = contacts[at - 1];
	const spoken = await spokenNames(
		store.read,
		parent.schoolId,
		contact?.person ? [contact.person.staffId] : [],
	);
	const buddy = at === 1 ? await buddyLink(store.read, parent, { locale, now: clock.now() }) : null;
	const keyParents = at === 1 ? await keyParentRows(store.read, parent, { locale, now: clock.now() }) : [];
	const view = contact && viewContact(contact, locale, spoken, reads);
	const person = view?.person;
	const name = person?.firstName ?? '';
	const into = { locale };
	return {
		at,
		of: contacts.length,
		contact: view,
		/** One tile for all: whom one can ask, or what one is asked. */
		keyParents: keyParents[0] && { ...keyParents[0], href: EASY_KEY_PARENT_PATH },
		buddy: buddy && { title: buddy.title, under: buddy.under, href: EASY_BUDDY_PATH },
		/** In words already: the page needs none of the texts of contacts. */
		words: {
			call: person?.phone ? m.contacts_button_call({ name }, into) : m.contacts_button_call_school({}, into),
			mail: person?.email
				? m.contacts_button_email({ name }, into)
				: m.contacts_button_email_school({}, into),
			none: m.contacts_none_text({}, into),
			hear: m.contacts_hear_name({}, into),
		},
		office: {
			name: school.name,
			phone: school.phone && { words: school.phone, href: telephoneHref(school.phone) },
			email: school.email,
		},
	};
};
