import type { RoundDefaults } from '#lib/talks/round-defaults.ts';
import type { formWays } from '#lib/talks/round-form.ts';
import type { Problem } from '#lib/platform/problems.ts';
import { problemText } from '#lib/translation/problem-texts.ts';
import { refusalTexts } from './state-texts.ts';

/** What the form of a round begins with. */
export type RoundValues = Omit<RoundDefaults, 'way' | 'daysAhead' | 'days' | 'closesDaysBefore'> & {
	way: (typeof formWays)[number];
	/** Of a round by lots; else what it begins with when lots are chosen, or empty. */
	drawsOn: string;
	groups: readonly string[];
	firstDay: string;
	lastDay: string;
	opensOn: string;
	opensTime: string;
	closesOn: string;
	breakFrom: string;
	breakTill: string;
	together: boolean;
	interpreterOffered: boolean;
	ownQuestion: string;
	ownChoices: readonly string[];
	childAsks: boolean;
	title: string;
	note: string;
};

/** A form that came back, with what was typed. */
export type RoundAnswer =
	| {
			problems?: Record<string, Problem>;
			values?: Record<string, string | string[]>;
			refusal?: string;
	  }
	| null
	| undefined;

/** Beside which field a refusal stands. */
const fieldOf: Record<string, string> = {
	no_days: 'lastDay',
	after_year: 'lastDay',
	closes_too_late: 'closesOn',
	closes_too_early: 'closesOn',
	opens_too_late: 'opensOn',
	opens_too_early: 'opensOn',
	draws_too_early: 'drawsOn',
	draws_too_late: 'drawsOn',
	no_times: 'till',
	no_teachers: 'holders',
};

/** What a field holds: as it was typed, else what it begins with. */
export function typedIn(form: RoundAnswer) {
	const typed = form?.values ?? {};
	return {
		one: (name: string, otherwise: string | number = '') =>
			[typed[name] ?? otherwise].flat().map(String)[0] ?? '',
		many: (name: string, otherwise: readonly (string | number)[] = []) =>
			name in typed ? [typed[name] ?? []].flat() : otherwise.map(String),
		ticked: (name: string, otherwise: boolean) => (name in typed ? typed[name] !== '' : otherwise),
	};
}

/** What is the matter with a field. */
export function wrongIn(form: RoundAnswer, name: string): string | undefined {
	const refusal = form?.refusal;
	return (
		problemText(form?.problems?.[name]) ??
		(refusal && fieldOf[refusal] === name ? refusalTexts[refusal]?.() : undefined)
	);
}
