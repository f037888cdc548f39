// Turning the year in the words of who reads: what each step comes to, and what still asks something.
import { m } from '#lib/paraglide/messages.js';
import { formatDay, formatList } from '#lib/translation/dates.ts';
import { isolate } from '#lib/translation/isolate.ts';
import type { Locale } from '#lib/translation/locale.ts';
import type { YearPlan, YearProblem } from '../plan.ts';
import { steps, type Step, type StepOutcomes } from '../steps.ts';
import type { OpenTurn } from './turn.ts';

export interface StepView {
	step: Step;
	state: 'done' | 'chosen' | 'proposal';
	/** What it comes to, or came to. */
	lines: string[];
}

interface To {
	locale: Locale;
	timeZone: string;
}

export function stepViews({ turn, plan }: OpenTurn, to: To): StepView[] {
	return steps.map((step) => {
		const coming = comesTo[step](plan, to);
		const made = turn.outcomes[step];
		const isChosen = step in turn.choices || (step === 'year' && turn.choices.year !== undefined);
		if (coming.length === 0 && made)
			return {
				step,
				state: 'done',
				lines: step === 'year' ? yearLine(plan, to) : cameTo(turn.outcomes, step, to),
			};
		return {
			step,
			state: isChosen ? 'chosen' : 'proposal',
			lines: coming.length > 0 ? coming : [m.newyear_sum_nothing({}, to)],
		};
	});
}

const comesTo: Record<Step, (plan: YearPlan, to: To) => string[]> = {
	year: (plan, to) => (plan.year.existingId ? [] : yearLine(plan, to)),
	groups: ({ groups }, to) => {
		const made = groups.filter(({ existingId }) => existingId === null).length;
		const children = new Set(groups.flatMap((group) => group.children.map(({ id }) => id))).size;
		return [...counted(m.newyear_sum_groups, made, to), ...counted(m.newyear_sum_children, children, to)];
	},
	teachers: ({ groups }, to) =>
		counted(
			m.newyear_sum_teachers,
			groups.reduce((sum, { staffIds }) => sum + staffIds.length, 0),
			to,
		),
	leavers: ({ leavers }, to) =>
		counted(m.newyear_sum_leavers, leavers.filter(({ isNoted }) => !isNoted).length, to),
	moments: ({ moments }, to) => counted(m.newyear_sum_moments, moments.length, to),
	card: ({ card }, to) => (card === 'copy' ? [m.newyear_sum_card_copy({}, to)] : []),
};

type Counted = (inputs: { count: number }, to: To) => string;

const counted = (text: Counted, count: number | undefined, to: To): string[] =>
	count ? [text({ count }, to)] : [];

function yearLine({ year }: YearPlan, to: To): string[] {
	const day = (when: string) => formatDay(when, to.locale, to.timeZone, { year: true, weekday: false });
	return [m.newyear_sum_year({ name: year.name, first: day(year.startsOn), last: day(year.endsOn) }, to)];
}

function cameTo(outcomes: StepOutcomes, step: Step, to: To): string[] {
	const counts = outcomes[step]?.counts ?? {};
	if (step === 'card')
		return [counts.cards ? m.newyear_sum_card_there({}, to) : m.newyear_sum_nothing({}, to)];
	const lines = [
		...counted(m.newyear_sum_groups, counts.groups, to),
		...counted(m.newyear_sum_children, counts.children, to),
		...counted(m.newyear_sum_teachers, counts.teachers, to),
		...counted(m.newyear_sum_leavers, counts.leavers, to),
		...counted(m.newyear_sum_moments, counts.moments, to),
		...counted(m.newyear_sum_without_day, counts.withoutDay, to),
	];
	return lines.length > 0 ? lines : [m.newyear_sum_nothing({}, to)];
}

/** Most names in a sentence; the rest is seen on the page of the step. */
const MOST_NAMES = 12;

export function problemView(problem: YearProblem, to: To): { step: Step; text: string } {
	const names = (all: string[]) =>
		formatList(
			[
				...all.slice(0, MOST_NAMES).map((name) => isolate(name, to.locale)),
				...(all.length > MOST_NAMES ? ['…'] : []),
			],
			to.locale,
		);
	switch (problem.code) {
		case 'without_group':
			return {
				step: 'groups',
				text: m.newyear_problem_without_group({ names: names(problem.children) }, to),
			};
		case 'group_without_teacher':
			return {
				step: 'teachers',
				text: m.newyear_problem_group_without_teacher({ names: names(problem.groups) }, to),
			};
		case 'moment_without_group':
			return { step: 'moments', text: m.newyear_problem_moment_without_group({ count: problem.count }, to) };
		case 'named_moments':
			return { step: 'moments', text: m.newyear_problem_named_moments({ count: problem.count }, to) };
		case 'year_backwards':
			return { step: 'year', text: m.newyear_problem_year_backwards({}, to) };
		case 'year_overlaps':
			return { step: 'year', text: m.newyear_problem_year_overlaps({}, to) };
		case 'last_day_past':
			return { step: 'leavers', text: m.newyear_problem_last_day_past({}, to) };
	}
}

/** Where the page of a step leads to. */
export function stepAfter(step: Step): string {
	const next = steps[steps.indexOf(step) + 1];
	return next ? `/staff/new-year/${next}` : '/staff/new-year';
}
