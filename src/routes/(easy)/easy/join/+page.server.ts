import { requireParent } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { easyAskPath, easyMomentPath } from '#lib/app/easy-paths.ts';
import { interpretingCards } from '#lib/moments/server/interpreting-cards.ts';
import { joinPage } from '#lib/moments/server/for-parent.ts';
import { appointmentCard, invitationCard } from '#lib/moments/words.ts';
import { openTasks, ownShifts } from '#lib/tasks/server/for-parent.ts';
import { taskPath, tasksPath } from '#lib/tasks/paths.ts';
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
	const path = (momentId: string, childId: string) =>
		`${easyMomentPath(momentId)}?child=${encodeURIComponent(childId)}`;
	const toAnswer = invitations.filter(({ state }) => state !== 'signed_up' && state !== 'waiting');
	const isEmpty =
		[appointments, toAnswer, shifts, interpreting.asked, interpreting.appointments].every(
			(list) => list.length === 0,
		) && tasks === 0;
	return {
		/** Nothing is there: so it says. */
		empty: isEmpty ? { title: m.join_none_title({}, words), text: m.join_none_text({}, words) } : null,
		appointments: inOrder(
			appointments.map((one) => ({
				...appointmentCard(one, words),
				href: path(one.momentId, one.childId),
			})),
			shifts.map((one) => ({ ...shiftCard(one, words), href: taskPath(one.taskId) })),
			interpreting.appointments.map((one) => ({ ...one, href: easyAskPath(one.signUpId) })),
		).map((card) => ({ ...card, state: appointmentState(card, words.locale) })),
		invitations: [
			...interpreting.asked.map((one) => ({ ...one, href: easyAskPath(one.momentId) })),
			...toAnswer.map((one) => ({ ...invitationCard(one, words), href: path(one.momentId, one.childId) })),
		].map((card) => ({ ...card, state: invitationState(card, words.locale) })),
		// tasks have no screens of their own here: the normal pages, from where one comes back
		tasks: tasks > 0 && {
			href: tasksPath,
			title: m.tasknotices_join_title({}, words),
			text: m.tasknotices_join_text({ count: tasks }, words),
		},
		interpret: m.interpreting_offer_title({}, { locale: words.locale }),
	};
};
