import { m } from '#lib/paraglide/messages.js';
import { findingText } from '#lib/school/finding-texts.ts';
import { severityOf, type Severity } from '#lib/school/findings.ts';
import { formatDay, formatList } from '#lib/translation/dates.ts';
import { languageName } from '#lib/translation/languages.ts';
import type { Locale } from '#lib/translation/locale.ts';
import { listSeverityOf } from '../guardian-list.ts';
import type { GuardianPlan, PlannedGuardian } from '../guardian-plan-types.ts';
import {
	childChange,
	choiceText,
	guardianChange,
	guardianChoiceText,
	guardianName,
	guardianQuestionText,
	listFindingText,
	questionTexts,
} from '../import-texts.ts';
import type { ImportPlan, PlannedChild, Question } from '../import-types.ts';
import type { ImportView, ViewFindings, ViewQuestion, ViewRow, ViewSection } from '../import-view.ts';

/** Above this share of missing children the file is more likely a part than the whole school. */
const MANY_GONE = 0.2;
/** Rows of one severity that the page shows; the rest is in the file's own system to look at. */
const MOST_FINDINGS = 300;

/** The page of an EDEXML import, with the answers that were given so far. */
export function viewOfChildren(plan: ImportPlan, locale: Locale): ImportView {
	const { children, groups, staff } = plan;
	const known = children.changed.length + children.unchanged + children.leaving.length + children.gone.length;
	const stats: [string, number][] = [
		[m.import_stat_new({}, { locale }), children.new.length],
		[m.import_stat_changed({}, { locale }), children.changed.length],
		[m.import_stat_leaving({}, { locale }), children.leaving.length],
		[m.import_stat_gone({}, { locale }), children.gone.length],
		[m.import_stat_waiting({}, { locale }), children.waiting.length],
		[m.import_stat_unchanged({}, { locale }), children.unchanged],
		[m.import_stat_groups({}, { locale }), groups.new.length],
		[m.import_stat_staff({}, { locale }), staff.new.length],
	];
	const sections: ViewSection[] = [
		{ kind: 'new', count: children.new.length, rows: byGroup(children.new, locale) },
		{
			kind: 'changed',
			count: children.changed.length,
			rows: children.changed.map(({ name, changes }) => ({
				title: name,
				changes: changes.map((change) => childChange(change, { locale })),
			})),
		},
		{
			kind: 'leaving',
			count: children.leaving.length,
			rows: children.leaving.map(({ name, leftOn }) => ({
				title: name,
				note: m.import_leaving_on({ day: formatDay(leftOn, locale, 'UTC', { year: true }) }, { locale }),
			})),
		},
		{
			kind: 'groups',
			count: groups.new.length + groups.changed.length,
			rows: [...groups.new, ...groups.changed].map(({ name, was }) => ({
				title: name,
				...(was && was !== name ? { note: m.import_group_was({ name: was }, { locale }) } : {}),
			})),
		},
		{
			kind: 'staff',
			count: staff.new.length + staff.changed.length,
			rows: [...staff.new, ...staff.changed].map(({ name, email, groups: taught }) => ({
				title: name,
				note: formatList([...taught, ...(email ? [email] : [])], locale),
			})),
		},
	];
	return {
		stats: shownStats(stats),
		questions: plan.questions.map((question) => questionOf(question, locale)),
		gone: children.gone.map(({ id, name, groups: own }) => ({ id, name, note: formatList(own, locale) })),
		manyGone: children.gone.length > 3 && children.gone.length > known * MANY_GONE,
		sections: sections.filter(({ count }) => count > 0),
		findings: grouped(
			plan.findings.map((finding) => ({
				severity: severityOf[finding.code],
				line: finding.line,
				text: findingText(finding, { locale }),
				...(finding.more ? { more: m.import_lines_more({ count: finding.more }, { locale }) } : {}),
			})),
			locale,
		),
		nothing: plan.empty && plan.questions.length === 0 && children.gone.length === 0,
	};
}

/** The page of a list of guardians. */
export function viewOfGuardians(plan: GuardianPlan, locale: Locale): ImportView {
	const stats: [string, number][] = [
		[m.import_stat_new({}, { locale }), plan.new.length],
		[m.import_stat_changed({}, { locale }), plan.changed.length],
		[m.import_stat_waiting({}, { locale }), plan.waiting.length],
		[m.import_stat_unchanged({}, { locale }), plan.unchanged],
	];
	const sections: ViewSection[] = [
		{ kind: 'new', count: plan.new.length, rows: plan.new.map((guardian) => guardianRow(guardian, locale)) },
		{
			kind: 'changed',
			count: plan.changed.length,
			rows: plan.changed.map(({ name, children, changes }) => ({
				title: guardianName(name, children, { locale }),
				note: childrenNote(children, locale),
				changes: changes.map((change) => guardianChange(change, { locale })),
			})),
		},
		{
			kind: 'not_listed',
			count: plan.notListed.length,
			rows: plan.notListed.map(({ name, children }) => ({
				title: guardianName(name, children, { locale }),
				note: childrenNote(children, locale),
			})),
		},
	];
	return {
		stats: shownStats(stats),
		questions: plan.questions.map((question): ViewQuestion => ({
			key: question.key,
			about: '',
			line: question.line,
			texts: [guardianQuestionText(question, { locale })],
			choices: question.choices.map((choice) => ({
				value: choice.value,
				label: guardianChoiceText(choice, { locale }),
				suggested: choice.suggested,
			})),
			chosen: question.answer ?? '',
			blocking: false,
		})),
		gone: [],
		manyGone: false,
		sections: sections.filter(({ count }) => count > 0),
		findings: grouped(
			plan.findings.map((finding) => ({
				severity: listSeverityOf[finding.code],
				line: finding.line,
				text: listFindingText(finding, { locale }),
			})),
			locale,
		),
		nothing: plan.empty && plan.questions.length === 0,
	};
}

/** Zeros say nothing, except that there is nothing new. */
function shownStats(stats: [string, number][]): ImportView['stats'] {
	return stats.flatMap(([label, count], index) => (count > 0 || index === 0 ? [{ label, count }] : []));
}

function questionOf(question: Question, locale: Locale): ViewQuestion {
	const suggested = question.choices.find((choice) => choice.suggested)?.value ?? '';
	// two halves of one group are together unless somebody says no; who is who, somebody must say
	const preset = question.kinds[0] === 'group_split' ? suggested : '';
	return {
		key: question.key,
		about: question.blocking ? '' : question.about,
		line: question.line,
		texts: questionTexts(question, { locale }),
		choices: question.choices.map((choice) => ({
			value: choice.value,
			label: choiceText(choice, { locale }),
			suggested: choice.suggested,
		})),
		chosen: question.answer ?? preset,
		blocking: question.blocking,
	};
}

function byGroup(children: readonly PlannedChild[], locale: Locale): ViewRow[] {
	const groups = Map.groupBy(children, ({ groups: [first = ''] }) => first);
	return [...groups].map(([group, own]) => ({
		title: group || m.import_choice_no_group({}, { locale }),
		note: formatList(
			own.map(({ name }) => name),
			locale,
		),
	}));
}

function guardianRow({ name, children, email, phone, language }: PlannedGuardian, locale: Locale): ViewRow {
	const spoken = language ? [languageName(language, locale)] : [];
	const facts = [...(email ? [email] : []), ...(phone ? [phone] : []), ...spoken];
	return {
		title: guardianName(name, children, { locale }),
		note: [childrenNote(children, locale), ...facts].join(' · '),
	};
}

function childrenNote(children: readonly string[], locale: Locale): string {
	return m.import_guardian_of({ children: formatList(children, locale) }, { locale });
}

type Noticed = { severity: Severity; line: number; text: string; more?: string };

/** What was left out first; what is a question stands with the questions. */
function grouped(noticed: Noticed[], locale: Locale): ViewFindings[] {
	const label = { left_out: m.import_weight_left_out, note: m.import_weight_note };
	return (['left_out', 'note'] as const).flatMap((severity) => {
		const rows = noticed.filter((one) => one.severity === severity);
		if (rows.length === 0) return [];
		const shown = rows
			.slice(0, MOST_FINDINGS)
			.map(({ line, text, more }) => ({ line, text, ...(more ? { more } : {}) }));
		return [{ severity, label: label[severity]({}, { locale }), rows: shown }];
	});
}
