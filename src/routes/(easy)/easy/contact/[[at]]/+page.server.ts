import { error } from '@sveltejs/kit';
import { requireParent } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { contactsForParent } from '#lib/contacts/server/for-parent.ts';
import { spokenNames } from '#lib/contacts/server/spoken-name.ts';
import { viewContact } from '#lib/contacts/server/view.ts';
import { telephoneHref } from '#lib/platform/telephone.ts';
import { calendarDay } from '#lib/translation/dates.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const parent = requireParent(event);
	const { store, clock } = app();
	const { locale } = event.locals;
	const today = calendarDay(clock.now(), parent.school.timeZone);
	const { school, contacts } = await contactsForParent(store.read, parent, today);
	const at = Number(event.params.at ?? 1);
	if (at !== 1 && !contacts[at - 1]) error(404);
	const contact = contacts[at - 1];
	const spoken = await spokenNames(
		store.read,
		parent.schoolId,
		contact?.person ? [contact.person.staffId] : [],
	);
	return {
		at,
		of: contacts.length,
		contact: contact && viewContact(contact, locale, spoken),
		office: {
			name: school.name,
			phone: school.phone && { words: school.phone, href: telephoneHref(school.phone) },
			email: school.email,
		},
	};
};
