import { error, fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { seesAllFamilies, type StaffActor } from '#lib/accounts/server/actors.ts';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { countProposed, namesOfGroups } from '#lib/accounts/server/rights.ts';
import { mayChooseSubstitutes } from '#lib/accounts/server/substitutes.ts';
import { app } from '#lib/app/server/app.ts';
import { newChildren } from '#lib/families/new-children.ts';
import { findFamilies } from '#lib/families/server/find-families.ts';
import { groupsForStaff } from '#lib/families/server/overview.ts';
import { mayInviteAll, mayWelcome } from '#lib/families/server/policy.ts';
import { welcomesOf } from '#lib/families/server/welcome.ts';
import { staffWeek } from '#lib/moments/server/for-staff.ts';
import { mayBeUrgent } from '#lib/messages/server/send.ts';
import { childrenInTouch } from '#lib/moments/server/in-touch.ts';
import { markInterpreter } from '#lib/moments/server/interpreters.ts';
import { asksOfToday } from '#lib/moments/server/today.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import { addDays, dayOf, isDay, weekdayOf } from '#lib/platform/server/local-time.ts';
import { WHOLE_SCHOOL } from '#lib/tasks/plan-form.ts';
import { taskDraftsOfToday } from '#lib/tasks/server/drafts.ts';
import { templateTexts } from '#lib/tasks/template-texts.ts';
import { greeting } from '#lib/translation/when.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const staff = requireStaff(event);
	const { store, clock } = app();
	const now = clock.now();
	const { timeZone } = staff.school;
	const today = dayOf(now, timeZone);
	const asked = event.url.searchParams.get('week');
	// at the weekend the week that comes is the one to look at
	const usual = weekdayOf(today) > 5 ? addDays(today, 3) : today;
	const groups = await groupsForStaff(store.read, staff, now);
	const own = groups.filter(({ id }) => staff.groupIds.has(id));
	const inTouch = await childrenInTouch(store.read, staff.schoolId);
	const families = await findFamilies(store.read, staff, { filter: {}, inTouch, now });
	return {
		greeting: greeting(now, staff.name.split(' ')[0] ?? null, event.locals.locale, timeZone),
		now,
		today,
		groups,
		mayUrgent: mayBeUrgent(staff) && seesAllFamilies(staff),
		ownGroups: own,
		asks: await asksOfToday(store, staff, now),
		taskDrafts: (await taskDraftsOfToday(store.read, staff)).map(({ taskId, template, form }) => ({
			taskId,
			title: String(form.title || '') || templateTexts[template].name({ locale: event.locals.locale }),
			wholeSchool: form.groups.includes(WHOLE_SCHOOL),
			groups: groups.flatMap(({ id, name }) => (form.groups.includes(id) ? [{ groupId: id, name }] : [])),
		})),
		week: await staffWeek(store, staff, { day: asked && isDay(asked) ? asked : usual, now }),
		inApp: families.inApp,
		numbers: { counts: families.counts, total: families.children.length, first: firstLook(staff) },
		newChildren: newChildren(families.children, { inTouch }),
		welcomes: mayWelcome(staff)
			? (await welcomesOf(store.read, staff, families.children, now)).map(({ childId, sentAt }) => ({
					childId,
					sent: sentAt !== null,
				}))
			: [],
		mayPrint: mayInviteAll(staff) || staff.roles.has('teacher'),
		/** Colleagues of an import whom nobody invited yet, for who gives rights. */
		proposed: await countProposed(store.read, staff),
		/** The groups for whose teacher this person can name a substitute. */
		substituteGroups: mayChooseSubstitutes(staff) ? groups.filter(({ kind }) => kind === 'class') : [],
		stepsInFor: await namesOfGroups(store.read, staff, [...staff.substituteFor]),
	};
};

/** What a role looks at first: the office makes letters, who looks after families wants to reach them. */
function firstLook(staff: StaffActor): 'not-invited' | 'no-contact' {
	return staff.roles.has('office') ? 'not-invited' : 'no-contact';
}

export const actions: Actions = {
	/** The interpreter of one sign-up is found, or not after all. */
	interpreter: async (event) => {
		const staff = requireStaff(event);
		const form = await readForm(
			event.request,
			v.object({ signUpId: v.pipe(v.string('required'), v.maxLength(64)), found: v.picklist(['yes', 'no']) }),
		);
		if (!form.ok) return fail(422, form.problems);
		const { store, clock } = app();
		const { signUpId, found } = form.value;
		const result = await markInterpreter(store, staff, {
			signUpId,
			found: found === 'yes',
			now: clock.now(),
		});
		if (!result.ok) error(404);
		return { interpreter: { signUpId, found: found === 'yes' } };
	},
};
