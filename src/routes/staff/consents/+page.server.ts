import { runsOffice } from '#lib/accounts/server/actors.ts';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { findSlips, mayPrintSlips } from '#lib/consents/server/slips.ts';
import { calendarDay } from '#lib/translation/dates.ts';
import type { PageServerLoad } from './$types';
import { consentsAsked } from './find.server.ts';

export const load: PageServerLoad = async (event) => {
	const staff = requireStaff(event);
	const asked = await consentsAsked(staff, event.url);
	const { store, clock } = app();
	const today = calendarDay(clock.now(), staff.school.timeZone);
	const slips =
		asked.group && mayPrintSlips(staff)
			? await findSlips(store.read, staff, { groupId: asked.group.id }, today)
			: undefined;
	return {
		...asked,
		runsOffice: runsOffice(staff),
		/** Parents who have not chosen, of who prints slips. */
		toPrint: slips?.filter(({ answered }) => !answered).length ?? 0,
	};
};
