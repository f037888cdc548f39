import { requireParent } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { contactsForParent } from '#lib/contacts/server/for-parent.ts';
import { cardToRead } from '#lib/info-card/server/to-read.ts';
import { startPage } from '#lib/moments/server/for-parent.ts';
import { appointmentCard, invitationCard } from '#lib/moments/words.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { formatDay } from '#lib/translation/dates.ts';
import { greeting } from '#lib/translation/when.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const parent = requireParent(event);
	const { store, clock } = app();
	const now = clock.now();
	const words = { locale: event.locals.locale, timeZone: parent.school.timeZone };
	const today = dayOf(now, words.timeZone);
	const [{ next, appointments, more }, contacts, card] = await Promise.all([
		startPage(store, parent, now),
		contactsForParent(store.read, parent, today),
		cardToRead(store.read, parent, today),
	]);
	return {
		greeting: greeting(now, parent.name?.split(' ')[0] ?? null, words.locale, words.timeZone),
		today: formatDay(now, words.locale, words.timeZone),
		offer: next?.do === 'answer' ? appointmentCard(next.offer, words) : undefined,
		next: next?.do === 'choose' ? invitationCard(next.invitation, words) : undefined,
		others: more.map((one) => invitationCard(one, words)),
		appointments: appointments.map((one) => appointmentCard(one, words)),
		contact: contacts.contacts[0],
		cardToRead: card.state === 'to_read',
	};
};
