import { requireParent } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { easyAskPath, easyCounterpart, easyMomentPath, easyTalksPath } from '#lib/app/easy-paths.ts';
import { buddyLink } from '#lib/app/server/buddy-link.ts';
import { illWay } from '#lib/app/server/ill-way.ts';
import { EASY_BUDDY_PATH } from '#lib/buddies/paths.ts';
import { cardToRead } from '#lib/info-card/server/to-read.ts';
import { startPage } from '#lib/moments/server/for-parent.ts';
import { interpretingCards, type InterpretingCards } from '#lib/moments/server/interpreting-cards.ts';
import { appointmentCard, invitationCard } from '#lib/moments/words.ts';
import { talkCards, type TalkCards } from '#lib/talks/server/cards.ts';
import { countUnread } from '#lib/notifications/server/inbox.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { greeting } from '#lib/translation/when.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const parent = requireParent(event);
	const { store, clock } = app();
	const now = clock.now();
	const words = { locale: event.locals.locale, timeZone: parent.school.timeZone };
	const today = dayOf(now, words.timeZone);
	const [{ next, appointments }, interpreting, card, ill, unread, talks, buddy] = await Promise.all([
		startPage(store, parent, now),
		interpretingCards(store.read, parent, words, now),
		cardToRead(store.read, parent, today),
		illWay(store.read, parent, today),
		countUnread(store.read, parent, now),
		talkCards(store.read, parent, words, now),
		buddyLink(store.read, parent, { locale: words.locale, now }),
	]);
	return {
		greeting: greeting(now, parent.name?.split(' ')[0] ?? null, words.locale, words.timeZone),
		next:
			next?.do === 'answer'
				? nextTile(next, words)
				: (askTile(interpreting) ?? nextTile(next, words) ?? talkTile(talks) ?? buddyTile(buddy)),
		appointments:
			appointments.filter(({ cancelled }) => !cancelled).length +
			[...interpreting.appointments, ...talks.appointments].filter(({ status }) => status === 'confirmed')
				.length,
		cardToRead: card.state === 'to_read',
		hasCard: card.state !== 'none',
		/** Its own page here, another system or a telephone number. */
		ill: ill && (easyCounterpart(ill.href) ?? ill.href),
		unread,
	};
};

/** What one is asked to interpret, if anything. */
function askTile({ asked: [ask] }: InterpretingCards) {
	if (!ask) return undefined;
	const { look, title, titleIn, days, momentId } = ask;
	return { look, title, titleIn, when: days, href: easyAskPath(momentId) };
}

/** Somebody asks whether they want to be with another parent, or whether it goes well. */
function buddyTile(buddy: Awaited<ReturnType<typeof buddyLink>>) {
	if (!buddy?.isAsked) return undefined;
	const { title, under } = buddy;
	const look = { icon: 'people', tint: 'glad' } as const;
	return { look, title, titleIn: null, when: under, href: EASY_BUDDY_PATH };
}

/** The round of talks that closes first and waits for an answer, if any. */
function talkTile({ invitations }: TalkCards) {
	const round = invitations.find(({ state }) => state === 'open');
	if (!round) return undefined;
	const { look, title, titleIn, days, momentId } = round;
	return { look, title, titleIn, when: days, href: easyTalksPath(momentId) };
}

/** The one thing to do now, in words. */
function nextTile(
	next: Awaited<ReturnType<typeof startPage>>['next'],
	words: Parameters<typeof invitationCard>[1],
) {
	if (!next) return undefined;
	if (next.do === 'answer') {
		const { look, title, titleIn, day, momentId } = appointmentCard(next.offer, words);
		const child = encodeURIComponent(next.offer.childId);
		return { look, title, titleIn, when: day, href: `${easyMomentPath(momentId)}?child=${child}` };
	}
	const { look, title, titleIn, days, momentId, childId } = invitationCard(next.invitation, words);
	const href = `${easyMomentPath(momentId)}?child=${encodeURIComponent(childId)}`;
	return { look, title, titleIn, when: days, href };
}
