import type { StaffActor } from '#lib/accounts/server/actors.ts';
import type { Store } from '#lib/database/store.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { isDay } from '#lib/platform/server/local-time.ts';
import { kinds, type MomentKind } from '../kinds.ts';
import { freeDaysOf, planForm, type PlanCalendar, type PlanForm } from '../plan-form.ts';
import { fromTemplate } from '../template.ts';
import { dayAfter, DAYS_TO_INVITE, monday, nextSensibleWeek, sameInWeek } from '../week-plan.ts';
import { savedPlan } from './about-plan.ts';
import { planAgain, type GroupNow } from './last-year.ts';
import { proposePlan } from './propose.ts';
import type { Plan } from './plan.ts';
import { mayRun } from './policy.ts';
import { templatesOf } from './templates.ts';

export interface StartOfPlan {
	form: PlanForm;
	/** A draft that was saved before. */
	isDraft: boolean;
	/** The template that it begins with. */
	template?: string;
}

/**
 * What the planning page opens with: a draft as it was saved, a moment to do again in the next sensible week, else a
 * proposal for the group that was asked for, or for the own ones. Undefined: no group to plan for.
 */
export async function startPlan(
	store: Store,
	staff: StaffActor,
	ask: {
		kind: MomentKind;
		/** The groups that they may plan for. */
		groups: readonly GroupNow[];
		groupId: string | null;
		/** A day of the week that was asked for. */
		day: string | null;
		/** Id of a draft, or of a moment to do again. */
		draft: string | null;
		copy: string | null;
		/** Id of a template of the school. */
		template: string | null;
		calendar: PlanCalendar;
		now: Date;
	},
): Promise<StartOfPlan | 'not_found' | undefined> {
	const { calendar, now } = ask;
	if (ask.draft !== null) {
		const saved = await savedPlan(store, staff, ask.draft);
		if (!saved?.isDraft) return 'not_found';
		return { form: planForm(saved.plan, saved.week, timesOf(saved.plan)), isDraft: true };
	}
	if (ask.copy !== null) {
		const plan = await planAgain(store, staff, ask.copy, ask.groups);
		return plan ? { form: again(plan, calendar), isDraft: false } : 'not_found';
	}
	if (ask.template !== null) {
		const template = (await templatesOf(store.read, staff)).find((one) => one.templateId === ask.template);
		if (!template) return 'not_found';
		const start = await startPlan(store, staff, { ...ask, kind: template.kind, template: null });
		if (!start || start === 'not_found') return start;
		return { ...start, form: fromTemplate(start.form, template.plan), template: template.name };
	}
	const groupIds = firstGroups(staff, ask);
	if (!groupIds) return undefined;
	const proposal = await proposePlan(store, staff, {
		kind: ask.kind,
		groupIds,
		week: ask.day && isDay(ask.day) ? ask.day : undefined,
		now,
	});
	if (!proposal) return 'not_found';
	const week = proposal.week ?? monday(calendar.today);
	return { form: planForm(proposal.plan, week, proposal.times), isDraft: false };
}

/** Talks and kijkmomenten are planned for one group at a time; the rest for all that one may plan for. */
function firstGroups(
	staff: StaffActor,
	{ kind, groups, groupId }: { kind: MomentKind; groups: readonly { id: string }[]; groupId: string | null },
): string[] | undefined {
	if (groupId !== null) return [groupId];
	const own = groups.filter(({ id }) => staff.groupIds.has(id)).map(({ id }) => id);
	if (kinds[kind].comeFor === 'child') {
		const [first] = own.length > 0 ? own : groups.map(({ id }) => id);
		return first === undefined ? undefined : [first];
	}
	if (own.length > 0) return own;
	return mayRun(staff, []) ? [] : undefined;
}

/**
 * The same weekdays and times, as a new moment: of last year's a year later where that is still to come, else in the next
 * week that leaves time to invite.
 */
function again(plan: Plan, calendar: PlanCalendar): PlanForm {
	const free = freeDaysOf(calendar.daysOff);
	const yearLater = dayAfter(monday(plan.slots[0]?.day ?? calendar.today), 52 * 7);
	const isToCome = yearLater >= dayAfter(calendar.today, DAYS_TO_INVITE) && yearLater <= calendar.lastDay;
	const again = isToCome ? sameInWeek(plan.slots, yearLater, free) : [];
	const week =
		again.length > 0
			? yearLater
			: (nextSensibleWeek(calendar.today, free, calendar.lastDay) ?? monday(calendar.today));
	const slots = sameInWeek(plan.slots, week, free);
	return planForm(
		{ ...plan, momentId: newId(), slots, revision: 0, opensOn: null, firstUntil: null, closesOn: null },
		week,
		timesOf(plan),
	);
}

function timesOf({ slots }: Pick<Plan, 'slots'>) {
	const times = new Map(slots.map(({ from, till }) => [`${from} ${till}`, { from, till }]));
	return [...times.values()].sort((a, b) => a.from.localeCompare(b.from) || a.till.localeCompare(b.till));
}
