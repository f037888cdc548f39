// The outcome of turning the year in the words of who reads.
import { guardianName } from '#lib/families/import-texts.ts';
import { kindTexts } from '#lib/moments/kind-texts.ts';
import { m } from '#lib/paraglide/messages.js';
import { formatDay, formatList } from '#lib/translation/dates.ts';
import { isolate } from '#lib/translation/isolate.ts';
import type { Locale } from '#lib/translation/locale.ts';
import { placedIn, type NotCopied, type OutcomeMoment, type YearOutcome } from '../outcome.ts';

interface To {
	locale: Locale;
	timeZone: string;
}

const whyTexts: Record<NotCopied, (inputs: object, to: To) => string> = {
	named: m.newyear_why_named,
	no_group: m.newyear_why_no_group,
	no_day: m.newyear_why_no_day,
};

export function outcomeView(outcome: YearOutcome, to: To) {
	const day = (when: string) => formatDay(when, to.locale, to.timeZone, { year: true });
	const names = (all: readonly string[]) =>
		formatList(
			all.map((name) => isolate(name, to.locale)),
			to.locale,
		);
	const { leavers, accessEnds, moments, card } = outcome;
	return {
		year: outcome.year?.name ?? '',
		stats: [
			{ label: m.newyear_step_groups({}, to), count: outcome.groups.length },
			{ label: m.newyear_stat_children({}, to), count: placedIn(outcome) },
			{ label: m.newyear_step_leavers({}, to), count: leavers.length },
			{ label: m.newyear_stat_access({}, to), count: accessEnds.length },
			{ label: m.newyear_stat_moments({}, to), count: moments.length },
		],
		look: [
			...textOf(m.newyear_problem_without_group, outcome.withoutGroup, names, to),
			...textOf(m.newyear_problem_group_without_teacher, outcome.withoutTeacher, names, to),
		],
		groups: outcome.groups.map(({ name, children, teachers, from }) => ({
			name,
			chip: m.newyear_groups_children({ count: children }, to),
			lines: [
				...textOf(m.newyear_outcome_teachers, teachers, names, to),
				...from.map((part) => fromText(part, names, to)),
			],
		})),
		leavers: leavers.map(({ name, group, lastDay }) => ({
			name,
			under: m.newyear_leavers_last_noted({ group: isolate(group ?? '–', to.locale), day: day(lastDay) }, to),
		})),
		accessEnds: accessEnds.map(({ name, child, lastDay }) => ({
			name: guardianName(name, [child], to),
			under: m.newyear_outcome_until({ day: day(lastDay) }, to),
		})),
		moments: moments.map((moment) => ({
			name: titleOf(moment, to),
			under: [
				formatDay(moment.firstDay, to.locale, to.timeZone),
				whomOf(moment, names, to),
				m.newyear_outcome_times({ count: moment.times }, to),
			].join(' · '),
		})),
		notCopied: outcome.notCopied.map((moment) => ({
			momentId: moment.momentId,
			name: titleOf(moment, to),
			under: [formatDay(moment.firstDay, to.locale, to.timeZone), whomOf(moment, names, to)].join(' · '),
			why: whyTexts[moment.why]({}, to),
		})),
		card:
			card && card.lookAgain > 0
				? m.newyear_outcome_card({ count: card.lookAgain }, to)
				: card && m.newyear_sum_card_there({}, to),
	};
}
export type OutcomeView = ReturnType<typeof outcomeView>;

type Names = (all: readonly string[]) => string;

const textOf = (
	text: (inputs: { names: string }, to: To) => string,
	all: readonly string[],
	names: Names,
	to: To,
): string[] => (all.length > 0 ? [text({ names: names(all) }, to)] : []);

function fromText(
	{ group, children }: YearOutcome['groups'][number]['from'][number],
	names: Names,
	to: To,
): string {
	if (group === null) return m.newyear_outcome_from_none({ names: names(children) }, to);
	return m.newyear_outcome_from({ group: isolate(group, to.locale), names: names(children) }, to);
}

const titleOf = ({ title, kind }: OutcomeMoment, to: To): string => title ?? kindTexts[kind].name(to);

const whomOf = ({ groups }: OutcomeMoment, names: Names, to: To): string =>
	groups.length > 0 ? names(groups) : m.newyear_whole_school({}, to);
