import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { stopping } from '#lib/new-year/plan.ts';
import { mayTurnYear } from '#lib/new-year/server/policy.ts';
import { outcomeView } from '#lib/new-year/server/outcome-view.ts';
import { readOutcome, tryTurn } from '#lib/new-year/server/outcome.ts';
import { findTurn } from '#lib/new-year/server/read.ts';
import { beginTurn, readTurn, turnYear } from '#lib/new-year/server/turn.ts';
import { problemView, stepViews } from '#lib/new-year/server/view.ts';
import { formatDay } from '#lib/translation/dates.ts';
import type { Actions, PageServerLoad } from './$types';

function whoTurns(event: RequestEvent): StaffActor {
	const staff = requireStaff(event);
	if (!mayTurnYear(staff)) error(403);
	return staff;
}

export const load: PageServerLoad = async (event) => {
	const staff = whoTurns(event);
	const { store, clock } = app();
	const { schoolId } = staff;
	const { timeZone } = staff.school;
	const found = await findTurn(store.read, schoolId, clock.now());
	if (!found) return { state: 'no_year' as const };
	const open = await readTurn(store.read, schoolId, clock.now());
	if (!open) return { state: 'not_begun' as const };
	const to = { locale: event.locals.locale, timeZone };
	const { turn, now, plan } = open;
	const state = open.isDone && turn.finishedAt ? ('done' as const) : ('open' as const);
	const outcome = state === 'done' ? await readOutcome(store.read, schoolId, clock.now()) : undefined;
	return {
		state,
		outcome: outcome && outcomeView(outcome, to),
		year: plan.year.name,
		begun: {
			name: now.staff.find(({ id }) => id === turn.startedBy)?.name ?? '',
			day: formatDay(turn.createdAt, to.locale, timeZone),
		},
		steps: stepViews(open, to),
		// afterwards the outcome says it
		problems: state === 'done' ? [] : plan.problems.map((problem) => problemView(problem, to)),
		canDo: !open.isDone && !plan.problems.some(({ code }) => stopping.has(code)),
	};
};

export const actions: Actions = {
	begin: async (event) => {
		const staff = whoTurns(event);
		const { store, clock } = app();
		const begun = await beginTurn(store, staff, clock.now());
		if (!begun.ok) return fail(409, { refusal: begun.refusal });
		redirect(303, '/staff/new-year/year');
	},
	try: async (event) => {
		const staff = whoTurns(event);
		const { store, clock } = app();
		const tried = await tryTurn(store, staff, clock.now());
		if (!tried.ok) return fail(409, { refusal: tried.refusal });
		const to = { locale: event.locals.locale, timeZone: staff.school.timeZone };
		return { tried: outcomeView(tried.outcome, to) };
	},
	turn: async (event) => {
		const staff = whoTurns(event);
		const { store, clock } = app();
		const turned = await turnYear(store, staff, clock.now());
		if (!turned.ok) return fail(409, { refusal: turned.refusal });
		redirect(303, '/staff/new-year');
	},
};
