import { error, fail, redirect } from '@sveltejs/kit';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { groupsForStaff } from '#lib/families/server/overview.ts';
import { planCalendar } from '#lib/moments/server/plan-calendar.ts';
import type { Problem } from '#lib/platform/problems.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { addDays, dayOf, weekdayOf } from '#lib/platform/server/local-time.ts';
import { findSchoolYear } from '#lib/school/server/school-year.ts';
import { staffRoundPath } from '#lib/talks/paths.ts';
import { roundDefaults } from '#lib/talks/round-defaults.ts';
import { roundSchema } from '#lib/talks/round-form.ts';
import { roundLook } from '#lib/talks/round-look.ts';
import { talkKinds, type TalkKind } from '#lib/talks/round.ts';
import { staffRounds } from '#lib/talks/server/for-staff.ts';
import { talkKindName } from '#lib/talks/server/notices.ts';
import { planRound } from '#lib/talks/server/rounds.ts';
import { asTyped } from './as-typed.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const staff = requireStaff(event);
	const { store, clock } = app();
	const now = clock.now();
	const { locale } = event.locals;
	const query = event.url.searchParams;
	const groups = await groupsForStaff(store.read, staff, now);
	const asked = query.get('kind');
	const kind = talkKinds.find((name) => name === asked);
	if (asked !== null && !kind) error(404);
	const look = (name: TalkKind) => ({ ...roundLook[name], name: talkKindName(name, locale) });
	if (kind || query.has('new')) {
		const menu = talkKinds.map((name) => ({ kind: name, ...look(name) }));
		const plan = kind && { kind, ...look(kind), ...(await planOf(staff, kind, now)) };
		return { menu, plan, groups, list: undefined };
	}
	const year = await findSchoolYear(store.read, staff.schoolId, dayOf(now, staff.school.timeZone));
	const rounds = year ? await staffRounds(store.read, staff, { schoolYearId: year.id, now }) : [];
	const list = rounds.map(({ round, ...rest }) => ({
		...rest,
		...look(round.kind),
		roundId: round.roundId,
		title: round.title ?? talkKindName(round.kind, locale),
		groups: round.groups,
		firstDay: round.firstDay,
		lastDay: round.lastDay,
	}));
	return { menu: undefined, plan: undefined, groups, list };
};

/** What a new round begins with: a period after the days that are needed to answer. */
async function planOf(staff: StaffActor, kind: TalkKind, now: Date) {
	const { store } = app();
	const defaults = roundDefaults[kind];
	const calendar = await planCalendar(store.read, staff, now);
	const isOff = (day: string) =>
		weekdayOf(day) > 5 || calendar.daysOff.some(({ firstDay, lastDay }) => day >= firstDay && day <= lastDay);
	// the first Monday with school after the days to answer
	let firstDay = addDays(calendar.today, defaults.daysAhead);
	for (let tries = 0; tries < 60 && (weekdayOf(firstDay) !== 1 || isOff(firstDay)); tries++)
		firstDay = addDays(firstDay, 1);
	const lastDay = addDays(firstDay, defaults.days - 1);
	return {
		roundId: newId(),
		values: {
			...defaults,
			...{ groups: [], breakFrom: '', breakTill: '', opensOn: '', opensTime: '' },
			...{ title: '', note: '', ownQuestion: '', ownChoices: [] },
			...{ together: false, childAsks: false, interpreterOffered: true },
			firstDay,
			lastDay: lastDay > calendar.lastDay ? calendar.lastDay : lastDay,
			closesOn: addDays(firstDay, -defaults.closesDaysBefore),
			// a week to wish, and some days to pick what is left
			drawsOn: addDays(calendar.today, 7),
		},
	};
}

export const actions: Actions = {
	plan: async (event) => {
		const staff = requireStaff(event);
		const form = await readForm(event.request, roundSchema);
		if (!form.ok) return fail(422, { ...form.problems, refusal: undefined });
		const { store, clock } = app();
		const result = await planRound(store, staff, form.value, clock.now());
		if (result.ok) redirect(303, `${staffRoundPath(result.roundId)}?show=times`);
		if (result.refusal === 'not_allowed') error(403);
		const problems: Record<string, Problem> = {};
		return fail(409, { problems, values: asTyped(form.value), refusal: result.refusal });
	},
};
