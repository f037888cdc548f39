import { error, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { groupsForStaff } from '#lib/families/server/overview.ts';
import { staffMomentPath } from '#lib/moments/paths.ts';
import { freeSlots, staffMoments, staffWeek } from '#lib/moments/server/for-staff.ts';
import { lastYearsMoments } from '#lib/moments/server/last-year.ts';
import { leftBehind, takeOver } from '#lib/moments/server/left-behind.ts';
import { deleteDraft } from '#lib/moments/server/draft.ts';
import { mayRun } from '#lib/moments/server/policy.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import { dayOf, isDay } from '#lib/platform/server/local-time.ts';
import { findSchoolYear } from '#lib/school/server/school-year.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const staff = requireStaff(event);
	const { store, clock } = app();
	const now = clock.now();
	const query = event.url.searchParams;
	const groups = await groupsForStaff(store.read, staff, now);
	const group = groups.find(({ id }) => id === query.get('group'));
	if (query.has('group') && !group) error(404);
	const year = await findSchoolYear(store.read, staff.schoolId, dayOf(now, staff.school.timeZone));
	const all = year ? await staffMoments(store, staff, { schoolYearId: year.id, now }) : [];
	const moments = all
		.filter(({ groups }) => !group || groups.length === 0 || groups.some((one) => one.groupId === group.id))
		.map((moment) => ({
			...moment,
			mayRun: mayRun(
				staff,
				moment.groups.map(({ groupId }) => groupId),
			),
		}));
	const of = (...states: (typeof moments)[number]['state'][]) =>
		moments.filter(({ state }) => states.includes(state));
	const ofWeek = query.get('free');
	const week = ofWeek && isDay(ofWeek) ? await staffWeek(store, staff, { day: ofWeek, now }) : undefined;
	return {
		/** What has free places in a week, where that is asked for. */
		free: week && {
			week: week.week,
			left: week.left,
			slots: freeSlots(week.days.flatMap(({ slots }) => slots)).map(
				({ slotId, momentId, kind, title, groups, startsAt, endsAt, taken, capacity, left }) => ({
					...{ slotId, momentId, kind, title, groups, startsAt, endsAt, taken, capacity, left },
				}),
			),
		},
		groups,
		group,
		mayPlan: groups.length > 0,
		drafts: of('draft'),
		coming: of('coming'),
		past: of('over', 'cancelled'),
		saved: query.has('saved'),
		published: Number(query.get('published') ?? '0') || 0,
		deleted: query.has('deleted'),
		takenOver: query.has('taken'),
		leftBehind: group ? [] : await leftBehind(store.read, staff, now),
		lastYear: await lastYearsMoments(store, staff, { groups: group ? [group] : groups, now }),
	};
};

const momentIds = v.pipe(v.array(v.pipe(v.string(), v.maxLength(64))), v.minLength(1), v.maxLength(500));

export const actions: Actions = {
	/** What somebody planned who left is one's own from now on. */
	takeOver: async (event) => {
		const staff = requireStaff(event);
		const form = await readForm(event.request, v.object({ momentId: momentIds }));
		if (!form.ok) error(422);
		const { store, clock } = app();
		const taken = await takeOver(store, staff, { momentIds: form.value.momentId, now: clock.now() });
		redirect(303, taken > 0 ? '/staff/moments?taken' : '/staff/moments');
	},
	delete: async (event) => {
		const staff = requireStaff(event);
		const form = await readForm(
			event.request,
			v.object({ momentId: v.pipe(v.string('required'), v.maxLength(64, 'too_long')) }),
		);
		if (!form.ok) error(422);
		const { store, clock } = app();
		const { momentId } = form.value;
		const result = await deleteDraft(store, staff, { momentId, now: clock.now() });
		if (result.ok) redirect(303, '/staff/moments?deleted');
		if (result.refusal === 'not_found') error(404);
		redirect(303, staffMomentPath(momentId));
	},
};
