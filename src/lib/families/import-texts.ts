import { m } from '#lib/paraglide/messages.js';
import type { In } from '#lib/school/finding-texts.ts';
import { formatDay, formatList } from '#lib/translation/dates.ts';
import { isolate } from '#lib/translation/isolate.ts';
import { languageName } from '#lib/translation/languages.ts';
import { baseLocale } from '#lib/translation/locale.ts';
import type { ChildPart, GuardianPart, MappingProblem, Target } from './guardian-columns.ts';
import type { ListFinding, ListFindingCode } from './guardian-list.ts';
import type {
	GuardianChoice,
	GuardianChoiceKind,
	GuardianFields,
	GuardianQuestion,
	GuardianQuestionKind,
} from './guardian-plan-types.ts';
import type { ChildField, Choice, ChoiceKind, Question, QuestionKind } from './import-types.ts';
import { MOST_LIST_BYTES, type ListRefusal } from './list-table.ts';

/** Dates in a file are days, so the zone does not matter. */
const DAYS = 'UTC';
const dayOf = (day: string, { locale = baseLocale }: In) =>
	formatDay(day, locale, DAYS, { year: true, weekday: false });

// ——— questions about an EDEXML file ———

type AskWords = { about: string; given: string; other: string; groups: string };
const questions: Record<QuestionKind, (words: AskWords, language: In) => string> = {
	other_school: m.import_ask_other_school,
	other_year: m.import_ask_other_year,
	group_split: m.import_ask_group_split,
	group_same: m.import_ask_group_same,
	key_twice: m.import_ask_key_twice,
	key_unstable: m.import_ask_key_unstable,
	no_key: m.import_ask_no_key,
	same_person: m.import_ask_same_person,
	other_person: m.import_ask_other_person,
	group_unknown: m.import_ask_group_unknown,
	no_group: m.import_ask_no_group,
	year_group_unknown: m.import_ask_year_group_unknown,
	staff_groups: m.import_ask_staff_groups,
};

/** What is asked, one sentence or two for each reason. */
export function questionTexts({ kinds, about, detail }: Question, language: In = {}): string[] {
	const { locale = baseLocale } = language;
	const groups = formatList(
		(detail.groups ?? []).map((group) => isolate(group, locale)),
		locale,
	);
	const words = {
		about: isolate(about, locale),
		given: isolate(detail.given ?? '', locale),
		other: isolate(detail.other ?? '', locale),
		groups,
	};
	return kinds.map((kind) => questions[kind](words, language));
}

type ChoiceWords = { name: string };
const choices: Record<ChoiceKind, (words: ChoiceWords, language: In) => string> = {
	go_on: m.import_choice_go_on,
	stop: m.import_choice_stop,
	merge: m.import_choice_merge,
	apart: m.import_choice_apart,
	new: m.import_choice_new,
	new_in_group: m.import_choice_new_in_group,
	new_no_group: m.import_choice_new_no_group,
	same: m.import_choice_same,
	repeat: m.import_choice_repeat,
	in_group: m.import_choice_in_group,
	no_group: m.import_choice_no_group,
	in_year: m.import_choice_in_year,
	year_later: m.import_choice_year_later,
	same_group: m.import_choice_same_group,
	new_group: m.import_choice_new_group,
	give: m.import_choice_give,
	not_now: m.import_choice_not_now,
	skip: m.import_choice_skip,
};

export function choiceText({ kind, name = '', birthDate }: Choice, language: In = {}): string {
	const shown = isolate(name, language.locale);
	if (kind === 'same' && birthDate)
		return m.import_choice_same_born({ name: shown, day: dayOf(birthDate, language) }, language);
	return choices[kind]({ name: shown }, language);
}

// ——— questions about a list of guardians ———

type GuardianWords = { about: string; child: string; given: string; other: string };
const guardianQuestions: Record<GuardianQuestionKind, (words: GuardianWords, language: In) => string> = {
	lost_zeros: m.import_ask_lost_zeros,
	child_by_name: m.import_ask_child_by_name,
	child_other_name: m.import_ask_child_other_name,
	same_guardian: m.import_ask_same_guardian,
	near_limit: m.import_ask_near_limit,
	limited_elsewhere: m.import_ask_limited_elsewhere,
	own_email: m.import_ask_own_email,
	own_language: m.import_ask_own_language,
};

export function guardianQuestionText(question: GuardianQuestion, language: In = {}): string {
	const { kind, about, children, detail } = question;
	const locale = language.locale ?? baseLocale;
	const child = formatList(
		children.map((name) => isolate(name, locale)),
		locale,
	);
	const other =
		kind === 'own_language' ? languageName(detail.other ?? '', locale) : isolate(detail.other ?? '', locale);
	const words = {
		about: isolate(guardianName(about, children, language), locale),
		child,
		given: isolate(detail.given ?? '', locale),
		other,
	};
	return guardianQuestions[kind](words, language);
}

const guardianChoices: Record<GuardianChoiceKind, (words: ChoiceWords, language: In) => string> = {
	yes_zeros: m.import_choice_yes_zeros,
	no_zeros: m.import_choice_no,
	that_child: ({ name }) => name,
	no_child: m.import_choice_no_child,
	same_guardian: m.import_choice_same_guardian,
	new_guardian: m.import_choice_new_guardian,
	give_full: m.import_choice_give,
	keep_email: m.import_choice_from_guardian,
	take_email: m.import_choice_from_list,
	keep_language: m.import_choice_from_guardian,
	take_language: m.import_choice_from_list,
	skip_guardian: m.import_choice_skip,
};

export function guardianChoiceText(
	{ kind, name = '', birthDate }: GuardianChoice,
	language: In = {},
): string {
	if (kind === 'that_child' && birthDate)
		return m.import_choice_that_child_born(
			{ name: isolate(name, language.locale), day: dayOf(birthDate, language) },
			language,
		);
	const isLanguage = kind === 'keep_language' || kind === 'take_language';
	const shown = isLanguage
		? languageName(name, language.locale ?? baseLocale)
		: isolate(name, language.locale);
	return guardianChoices[kind]({ name: shown }, language);
}

/** A guardian's name, or "ouder/verzorger van <child>" for one without. */
export function guardianName(name: string | null, children: readonly string[], language: In = {}): string {
	if (name) return name;
	const [child] = children;
	return child ? m.app_guardian_of({ child }, language) : m.import_guardian_nameless({}, language);
}

type ListWords = { about: string; value: string };
const listFindings: Record<ListFindingCode, (words: ListWords, language: In) => string> = {
	child_not_found: m.import_list_child_not_found,
	child_left: m.import_list_child_left,
	row_without_child: m.import_list_row_without_child,
	row_without_guardian: m.import_list_row_without_guardian,
	birth_date_impossible: m.import_list_birth_date_impossible,
	email_wrong: m.import_list_email_wrong,
	email_more: m.import_list_email_more,
	phone_wrong: m.import_list_phone_wrong,
	phone_zero: m.import_list_phone_zero,
	language_unknown: m.import_list_language_unknown,
	language_unsure: m.import_list_language_unsure,
	guardian_repeated: m.import_list_guardian_repeated,
};

export function listFindingText({ code, about, value = '' }: ListFinding, language: In = {}): string {
	return listFindings[code](
		{ about: isolate(about, language.locale), value: isolate(value, language.locale) },
		language,
	);
}

const listRefusals: Record<Exclude<ListRefusal, 'too_large'>, (_: object, language: In) => string> = {
	empty: m.import_refusal_empty,
	zip: m.import_refusal_list_zip,
	old_excel: m.import_refusal_old_excel,
	not_a_list: m.import_refusal_not_a_list,
	too_many_rows: m.import_refusal_too_many_rows,
};

export function listRefusalText(refusal: ListRefusal, language: In = {}): string {
	if (refusal === 'too_large')
		return m.import_refusal_too_large({ size: MOST_LIST_BYTES / 1024 / 1024 }, language);
	return listRefusals[refusal]({}, language);
}

// ——— columns and fields ———

const mappingProblems: Record<MappingProblem, (_: object, language: In) => string> = {
	no_child_column: m.import_columns_no_child,
	no_guardian_column: m.import_columns_no_guardian,
	column_twice: m.import_columns_twice,
};

export function mappingProblemText(problem: MappingProblem, language: In = {}): string {
	return mappingProblems[problem]({}, language);
}

const childTargets: Record<ChildPart, (_: object, language: In) => string> = {
	key: m.import_target_child_key,
	keys: m.import_target_child_keys,
	givenName: m.import_target_child_given_name,
	prefix: m.import_target_child_prefix,
	surname: m.import_target_child_surname,
	name: m.import_target_child_name,
	birthDate: m.import_target_child_birth_date,
	group: m.import_target_child_group,
	language: m.import_target_child_language,
};
const guardianTargets: Record<GuardianPart, (words: { number: string }, language: In) => string> = {
	name: m.import_target_guardian_name,
	givenName: m.import_target_guardian_given_name,
	initials: m.import_target_guardian_initials,
	prefix: m.import_target_guardian_prefix,
	surname: m.import_target_guardian_surname,
	email: m.import_target_guardian_email,
	phone: m.import_target_guardian_phone,
	mobile: m.import_target_guardian_mobile,
	language: m.import_target_guardian_language,
};

/** What a column holds, in words: "Ouder 1: telefoon". */
export function targetText(target: Target, language: In = {}): string {
	const [owner = '', part = ''] = target.split('.');
	if (owner === 'child') return childTargets[part as ChildPart]({}, language);
	const number = /^guardian(\d)$/.exec(owner)?.[1];
	return number
		? guardianTargets[part as GuardianPart]({ number }, language)
		: m.import_target_ignore({}, language);
}

const childFields: Record<ChildField, (_: object, language: In) => string> = {
	givenName: m.import_field_given_name,
	prefix: m.import_field_prefix,
	surname: m.import_field_surname,
	initials: m.import_field_initials,
	birthDate: m.import_field_birth_date,
	yearGroup: m.import_field_year_group,
	startsOn: m.import_field_starts_on,
	leftOn: m.import_field_left_on,
	edexKey: m.import_field_number,
	groups: m.import_field_groups,
};
const guardianFields: Record<keyof GuardianFields | 'children', (_: object, language: In) => string> = {
	name: m.import_field_name,
	email: m.import_field_email,
	phone: m.import_field_phone,
	listedLanguage: m.import_field_listed_language,
	writtenLanguage: m.import_field_written_language,
	spokenLanguage: m.import_field_spoken_language,
	children: m.import_field_children,
};

export interface ShownChange {
	field: string;
	from: string;
	to: string;
}

type Change<Field> = { field: Field; from: string | null; to: string | null };

/** A change of a child, as people read it: days written out, made keys called what they are. */
export function childChange({ field, from, to }: Change<ChildField>, language: In = {}): ShownChange {
	const show = (value: string | null) => {
		if (!value) return m.import_value_empty({}, language);
		if (field === 'edexKey' && value.startsWith('#')) return m.import_no_number({}, language);
		return ['birthDate', 'startsOn', 'leftOn'].includes(field) ? dayOf(value, language) : value;
	};
	return { field: childFields[field]({}, language), from: show(from), to: show(to) };
}

export function guardianChange(
	{ field, from, to }: Change<keyof GuardianFields | 'children'>,
	language: In = {},
): ShownChange {
	const isTag = field === 'writtenLanguage' || field === 'spokenLanguage';
	const show = (value: string | null) => {
		if (!value) return m.import_value_empty({}, language);
		return isTag ? languageName(value, language.locale ?? baseLocale) : value;
	};
	return { field: guardianFields[field]({}, language), from: show(from), to: show(to) };
}

/** How the command line ends: what to do next. */
export const toolTexts = {
	dry: m.import_tool_dry,
	answer: m.import_tool_answer,
	done: m.import_tool_done,
};
