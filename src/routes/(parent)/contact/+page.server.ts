import { requireParent } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { buddyLink } from '#lib/app/server/buddy-link.ts';
import { keyParentRows } from '#lib/app/server/key-parent-rows.ts';
import { illWay } from '#lib/app/server/ill-way.ts';
import type { ContactView } from '#lib/contacts/contact-view.ts';
import { contactsForParent } from '#lib/contacts/server/for-parent.ts';
import { withTitlesFor } from '#lib/contacts/server/job-titles.ts';
import { spokenNames } from '#lib/contacts/server/spoken-name.ts';
import { contactsAloud, viewContact } from '#lib/contacts/server/view.ts';
import { calendarDay } from '#lib/translation/dates.ts';
import { formatClock } from '#lib/translation/clock.ts';
import type { PageServerLoad } from './$types';

/** Shown where no person was named: the school itself. Made here, for the page's script has no room. */
const nobody: ContactView = {
	forWhom: '',
	person: null,
	substitute: null,
	topics: [],
	standsIn: false,
	away: null,
	forTopics: [],
};

export const load: PageServerLoad = async (event) => {
	const parent = requireParent(event);
	const { store, clock } = app();
	const { locale } = event.locals;
	const today = calendarDay(clock.now(), parent.school.timeZone);
	const [{ school, contacts: all }, ill, buddy, keyParents] = await Promise.all([
		contactsForParent(store.read, parent, today),
		illWay(store.read, parent, today),
		buddyLink(store.read, parent, { locale, now: clock.now() }),
		keyParentRows(store.read, parent, { locale, now: clock.now() }),
	]);
	const [{ contacts, reads }, spoken] = await Promise.all([
		withTitlesFor(store.read, parent, all, locale),
		spokenNames(
			store.read,
			parent.schoolId,
			all.flatMap(({ person }) => person?.staffId ?? []),
		),
	]);
	const views = contacts.map((contact) => viewContact(contact, locale, spoken, reads));
	return {
		office: school,
		contacts: views,
		nobody,
		keyParents,
		buddy: buddy && { href: buddy.href, title: buddy.title, under: buddy.under },
		aloud: contactsAloud(views, school.name, locale),
		ill: ill && contacts.length > 0 ? { href: ill.href, before: formatClock(ill.before, locale) } : null,
	};
};
