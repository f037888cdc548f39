import { requireParent } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { easyAskPath, easyMomentPath, easyTalksPath, easyTaskPath } from '#lib/app/easy-paths.ts';
import { interpretingCards } from '#lib/moments/server/interpreting-cards.ts';
import { joinPage } from '#lib/moments/server/for-parent.ts';
import { appointmentCard, invitationCard } from '#lib/moments/words.ts';
import { talkCards } from '#lib/talks/server/cards.ts';
import { openTasks, ownShifts } from '#lib/tasks/server/for-parent.ts';
import { inOrder, shiftCard } from '#lib/tasks/words.ts';
import { appointmentState, invitationState } from '#lib/moments/easy-states.ts';
import { m } from '#lib/paraglide/messages.js';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const parent = requireParent(event);
	const { store, clock } = app();
	const words = { locale: event.locals.locale, timeZone: parent.school.timeZone };
	const now = clock.now();
	const { appointments, invitations } = await joinPage(store, parent, now);
	const shifts = await ownShifts(store.read, parent, now);
	const tasks = await openTasks(store.read, parent, now);
	const interpreting = await interpretingCards(store.read, parent, words, now);
	const talks = await talkCards(store.read, parent, words, now);
	const path = (momentId: string, childId: string) =>
		`${easyMomentPath(momentId)}?child=${encodeURIComponent(childId)}`;
	const toAnswer = invitations.filter(({ state }) => state !== 'signed_up' && state !== 'waiting');
	const isEmpty =
		[
			appointments,
			toAnswer,
			shifts,
			interpreting.asked,
			interpreting.appointments,
			talks.invitations,
			talks.appointments,
		].every((list) => list.length === 0) && tasks === 0;
	return {
		/** Nothing is there: so it says. */
		empty: isEmpty ? { title: m.join_none_title({}, words), text: m.join_none_text({}, words) } : null,
		appointments: inOrder(
			appointments.map((one) => ({
				...appointmentCard(one, words),
				href: path(one.momentId, one.childId),
			})),
			shifts.map((one) => ({
				...shiftCard(one, words),
				href: `${easyTaskPath(one.taskId)}?shift=${one.shiftId}`,
			})),
			interpreting.appointments.map((one) => ({ ...one, href: easyAskPath(one.signUpId) })),
			talks.appointments.map((one) => ({
				...one,
				href: talks.interpreting.includes(one) ? easyAskPath() : easyTalksPath(one.momentId),
			})),
		).map((card) => ({ ...card, state: appointmentState(card, words.locale) })),
		invitations: [
			...interpreting.asked.map((one) => ({ ...one, href: easyAskPath(one.momentId) })),
			...toAnswer.map((one) => ({ ...invitationCard(one, words), href: path(one.momentId, one.childId) })),
			...talks.invitations.map((one) => ({ ...one, href: easyTalksPath(one.momentId) })),
		].map((card) => ({ ...card, state: invitationState(card, words.locale) })),
		tasks: tasks > 0 && {
			href: easyTaskPath(),
			title: m.tasknotices_join_title({}, words),
			text: m.tasknotices_join_text({ count: tasks }, words),
		},
		interpret: m.interpreting_offer_title({}, { locale: words.locale }),
	};
};
