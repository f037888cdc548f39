// The easy view asks one thing a screen; what was answered so far stands in the address, so that back is back and it works
// without scripts. What is done is a form.
import * as v from 'valibot';
import { profileSchema } from './forms.ts';
import type { BuddyProfile } from './profile.ts';

/** The choices as a form says them. */
export interface EasyChoices {
	role: ('wish' | 'offer')[];
	languages: string[];
	topics: string[];
	times: string[];
	area: string;
	postcode: string;
	capacity: string;
}

/** The questions of a profile. `more`: all other languages. */
export const easySteps = [
	'role',
	'languages',
	'more',
	'topics',
	'times',
	'area',
	'capacity',
	'circle',
] as const;
export type EasyStep = (typeof easySteps)[number];

/** What is asked of a match, or of all of it. */
const asks = [
	'reach',
	'line',
	'meet',
	'meeting',
	'faces',
	'goon',
	'stop',
	'report',
	'delete',
	'kept',
] as const;
export type EasyAsk = (typeof asks)[number];

export interface EasyBuddyAnswers {
	/** Undefined: no question of the profile is asked. */
	step: EasyStep | undefined;
	/** What was missing, so that this step is shown again. */
	problem: 'no_role' | 'no_language' | undefined;
	choices: EasyChoices;
	match: string | undefined;
	meeting: string | undefined;
	ask: EasyAsk | undefined;
}

const word = (text: string | null) => (text !== null && /^[\w-]{1,64}$/.test(text) ? text : undefined);
const oneOf = <T extends string>(all: readonly T[], text: string | null) => all.find((one) => one === text);

/** The answers of an address; an address that no page of ours made answers nothing. */
export function easyBuddyAnswers(query: URLSearchParams): EasyBuddyAnswers {
	const said = v.safeParse(profileSchema, {
		...Object.fromEntries(
			(['role', 'languages', 'topics', 'times'] as const).map((name) => [name, query.getAll(name)]),
		),
		...Object.fromEntries(
			(['area', 'postcode', 'capacity'] as const).flatMap((name) => {
				const value = query.get(name);
				return value === null ? [] : [[name, value]];
			}),
		),
	});
	const { role, languages, topics, times, area, postcode, capacity } = said.success
		? said.output
		: v.parse(profileSchema, {});
	const choices = { role, languages: [...new Set(languages)], topics, times, area, postcode, capacity };
	const asked = oneOf(easySteps, query.get('step'));
	const isAfter = (step: EasyStep) =>
		asked !== undefined && easySteps.indexOf(asked) > easySteps.indexOf(step);
	const problem =
		isAfter('role') && role.length === 0
			? ('no_role' as const)
			: isAfter('more') && languages.length === 0
				? ('no_language' as const)
				: undefined;
	return {
		step: problem === 'no_role' ? 'role' : problem === 'no_language' ? 'languages' : asked,
		problem,
		choices,
		match: word(query.get('match')),
		meeting: word(query.get('meeting')),
		ask: oneOf(asks, query.get('ask')),
	};
}

/** The questions of these choices, in order: how many to help is asked of who helps. */
export function stepsOf({ role }: Pick<EasyChoices, 'role'>): EasyStep[] {
	return easySteps.filter((step) => step !== 'more' && (step !== 'capacity' || role.includes('offer')));
}

/** The step before and after; undefined where there is none. */
export function aroundStep(choices: EasyChoices, step: EasyStep): { before?: EasyStep; after?: EasyStep } {
	if (step === 'more') return { before: 'languages', after: 'languages' };
	const all = stepsOf(choices);
	const at = all.indexOf(step);
	return { before: all[at - 1], after: all[at + 1] };
}

/** The choices as fields of a form, those of one question left out. */
export function easyFields(choices: EasyChoices, without?: keyof EasyChoices): [string, string][] {
	return Object.entries(choices).flatMap(([name, value]: [string, string | string[]]) =>
		name === without ? [] : [value].flat().map((one): [string, string] => [name, one]),
	);
}

/** The address of a step with these choices. */
export function easyStepHref(choices: EasyChoices, step: EasyStep, more: Partial<EasyChoices> = {}): string {
	return `?${new URLSearchParams([['step', step], ...easyFields({ ...choices, ...more })])}`;
}

/** Where changing, or beginning, starts. Who reads one language speaks it: the one tap is saved. */
export function choicesOf(profile: BuddyProfile | undefined, known: readonly string[]): EasyChoices {
	if (!profile)
		return {
			...{ role: [], languages: known.length === 1 ? [...known] : [], topics: [], times: [] },
			...{ area: '', postcode: '', capacity: '1' },
		};
	const { wishes, offers, languages, topics, times, area, capacity } = profile;
	const digits = /^\d{4}$/.test(area ?? '') ? (area ?? '') : '';
	return {
		...{ languages, topics, times, postcode: digits, capacity: String(capacity) },
		role: [...(wishes ? ['wish' as const] : []), ...(offers ? ['offer' as const] : [])],
		area: digits ? 'postcode' : (area ?? ''),
	};
}
