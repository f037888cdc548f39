import { requireParent } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { findAppointments } from '#lib/moments/server/appointments.ts';
import { findInvitations } from '#lib/moments/server/invitations.ts';
import { interpretingCards } from '#lib/moments/server/interpreting-cards.ts';
import { withOwnTexts } from '#lib/moments/server/translations.ts';
import { appointmentCard, invitationCard } from '#lib/moments/words.ts';
import { m } from '#lib/paraglide/messages.js';
import { talkCards } from '#lib/talks/server/cards.ts';
import { openTasks, ownShifts } from '#lib/tasks/server/for-parent.ts';
import { inOrder, shiftCard } from '#lib/tasks/words.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const parent = requireParent(event);
	const { store, clock } = app();
	const now = clock.now();
	const words = { locale: event.locals.locale, timeZone: parent.school.timeZone };
	const own = await findAppointments(store.read, parent, now);
	const found = await findInvitations(store.read, parent, own, now);
	const lists = { appointments: own, invitations: found };
	const { appointments, invitations } = await withOwnTexts(store.read, parent, lists);
	const shifts = await ownShifts(store.read, parent, now);
	const tasks = await openTasks(store.read, parent, now);
	const talks = await talkCards(store.read, parent, words, now);
	const interpreting = await interpretingCards(store.read, parent, words, now);
	return {
		tasks: {
			title: m.tasknotices_join_title({}, words),
			text: m.tasknotices_join_text({ count: tasks }, words),
			any: tasks > 0,
		},
		invitations: [
			...interpreting.asked,
			...invitations
				.filter(({ state }) => state !== 'signed_up' && state !== 'waiting')
				.map((one) => invitationCard(one, words)),
			...talks.invitations,
		],
		appointments: inOrder(
			appointments.map((one) => appointmentCard(one, words)),
			shifts.map((one) => shiftCard(one, words)),
			interpreting.appointments,
			talks.appointments,
		),
	};
};
