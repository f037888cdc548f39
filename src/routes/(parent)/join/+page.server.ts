import { requireParent } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { findAppointments } from '#lib/moments/server/appointments.ts';
import { findInvitations } from '#lib/moments/server/invitations.ts';
import { withOwnTexts } from '#lib/moments/server/translations.ts';
import { appointmentCard, invitationCard } from '#lib/moments/words.ts';
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
	return {
		invitations: invitations
			.filter(({ state }) => state !== 'signed_up' && state !== 'waiting')
			.map((one) => invitationCard(one, words)),
		appointments: appointments.map((one) => appointmentCard(one, words)),
	};
};
