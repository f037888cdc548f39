import { requireParent } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { easyMomentPath } from '#lib/app/easy-paths.ts';
import { joinPage } from '#lib/moments/server/for-parent.ts';
import { appointmentCard, invitationCard } from '#lib/moments/words.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const parent = requireParent(event);
	const { store, clock } = app();
	const words = { locale: event.locals.locale, timeZone: parent.school.timeZone };
	const { appointments, invitations } = await joinPage(store, parent, clock.now());
	const path = (momentId: string, childId: string) =>
		`${easyMomentPath(momentId)}?child=${encodeURIComponent(childId)}`;
	return {
		appointments: appointments.map((one) => ({
			...appointmentCard(one, words),
			href: path(one.momentId, one.childId),
		})),
		invitations: invitations
			.filter(({ state }) => state !== 'signed_up' && state !== 'waiting')
			.map((one) => ({ ...invitationCard(one, words), href: path(one.momentId, one.childId) })),
	};
};
