import { requireParent } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { contactsForParent, type ParentContacts } from '#lib/contacts/server/for-parent.ts';
import { viewPerson } from '#lib/contacts/server/view.ts';
import { cardToRead } from '#lib/info-card/server/to-read.ts';
import { startPage } from '#lib/moments/server/for-parent.ts';
import { interpretingCards } from '#lib/moments/server/interpreting-cards.ts';
import { appointmentCard, invitationCard } from '#lib/moments/words.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { telephoneHref } from '#lib/platform/telephone.ts';
import { talkCards } from '#lib/talks/server/cards.ts';
import { ownShifts } from '#lib/tasks/server/for-parent.ts';
import { inOrder, shiftCard } from '#lib/tasks/words.ts';
import { formatDay } from '#lib/translation/dates.ts';
import type { Locale } from '#lib/translation/locale.ts';
import { greeting } from '#lib/translation/when.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const parent = requireParent(event);
	const { store, clock } = app();
	const now = clock.now();
	const words = { locale: event.locals.locale, timeZone: parent.school.timeZone };
	const today = dayOf(now, words.timeZone);
	const [{ next, appointments, more }, interpreting, contacts, card, shifts, talks] = await Promise.all([
		startPage(store, parent, now),
		interpretingCards(store.read, parent, words, now),
		contactsForParent(store.read, parent, today),
		cardToRead(store.read, parent, today),
		ownShifts(store.read, parent, now),
		talkCards(store.read, parent, words, now),
	]);
	// a question that somebody waits for goes before what one may choose, and that before a round with weeks to answer
	const open = talks.invitations.filter(({ state }) => state === 'open');
	const toDo = [
		...interpreting.asked,
		...(next?.do === 'choose' ? [invitationCard(next.invitation, words)] : []),
		...open,
	];
	const first = next?.do === 'answer' ? undefined : toDo.shift();
	const others = [
		...talks.invitations.filter(({ state }) => state !== 'open'),
		...more.map((one) => invitationCard(one, words)),
	];
	return {
		greeting: greeting(now, parent.name?.split(' ')[0] ?? null, words.locale, words.timeZone),
		today: formatDay(now, words.locale, words.timeZone),
		offer: next?.do === 'answer' ? appointmentCard(next.offer, words) : undefined,
		next: first,
		others: [...toDo, ...others],
		appointments: inOrder(
			appointments.map((one) => appointmentCard(one, words)),
			shifts.map((one) => shiftCard(one, words)),
			interpreting.appointments,
			talks.appointments,
		),
		contact: contactRow(contacts, words.locale),
		cardToRead: card.state === 'to_read',
	};
};

/** Whom to ask about the first child; the school's own number and address where the person has none to show. */
function contactRow({ contacts, school }: ParentContacts, locale: Locale) {
	const [contact] = contacts;
	if (!contact?.person) return undefined;
	const { name, photo, when, phone, email } = viewPerson(contact.person, locale);
	return {
		child: contact.children[0]?.givenName ?? '',
		name,
		photo,
		days: contact.person.days.length > 0 ? when[0] : undefined,
		call: phone?.href ?? (school.phone ? telephoneHref(school.phone) : undefined),
		email: email ?? school.email,
	};
}
