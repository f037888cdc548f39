import { error, json } from '@sveltejs/kit';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { planOf, planSchema, readPlanForm } from '#lib/moments/plan-form.ts';
import { aboutPlan } from '#lib/moments/server/about-plan.ts';
import { planCalendar } from '#lib/moments/server/plan-calendar.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import type { RequestHandler } from './$types';

/** What the plan in the address would come to: asked by the planning page while one plans. */
export const GET: RequestHandler = async (event) => {
	const staff = requireStaff(event);
	const { store, clock } = app();
	const now = clock.now();
	const asked = new Request(event.url, { method: 'POST', body: event.url.searchParams });
	const form = await readForm(asked, planSchema);
	if (!form.ok) error(422);
	const plan = planOf(readPlanForm(form.value), await planCalendar(store.read, staff, now));
	const about = await aboutPlan(store, staff, plan, now);
	if (!about) error(404);
	return json(about);
};
