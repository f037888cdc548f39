// What `npm run school -- import` shows: for people, or as JSON for programs.
import { severityOf } from '#lib/school/findings.ts';
import { findingText, severityText } from '#lib/school/finding-texts.ts';
import { listSeverityOf } from '#lib/families/guardian-list.ts';
import type { GuardianPlan } from '#lib/families/guardian-plan-types.ts';
import type { ImportPlan } from '#lib/families/import-types.ts';
import {
	childChange,
	choiceText,
	guardianChange,
	guardianChoiceText,
	guardianName,
	guardianQuestionText,
	listFindingText,
	questionTexts,
	toolTexts,
	type ShownChange,
} from '#lib/families/import-texts.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Locale } from '#lib/translation/locale.ts';

export interface Report {
	school: { id: string; name: string };
	applied: boolean;
	children: ImportPlan | undefined;
	guardians: GuardianPlan | undefined;
}

interface ShownQuestion {
	key: string;
	kinds: string[];
	about: string | null;
	line: number | null;
	text: string;
	choices: { value: string; text: string; suggested: boolean }[];
	answer: string | null;
}

interface ShownFinding {
	code: string;
	severity: string;
	line: number;
	about: string | null;
	message: string;
	more?: number;
}

export function asJson({ school, applied, children, guardians }: Report, locale: Locale) {
	return {
		school,
		applied,
		...(children ? { children: childrenOf(children, locale) } : {}),
		...(guardians ? { guardians: guardiansOf(guardians, locale) } : {}),
	};
}

function childrenOf({ writes: _, findings, questions, ...plan }: ImportPlan, locale: Locale) {
	const changed = plan.children.changed.map((child) => ({
		...child,
		changes: child.changes.map((change) => ({ ...change, text: lineOf(childChange(change, { locale })) })),
	}));
	return {
		...plan,
		children: { ...plan.children, changed },
		questions: questions.map((question): ShownQuestion => ({
			key: question.key,
			kinds: question.kinds,
			about: question.about,
			line: question.line,
			text: questionTexts(question, { locale }).join(' '),
			choices: question.choices.map((choice) => ({
				value: choice.value,
				text: choiceText(choice, { locale }),
				suggested: choice.suggested,
			})),
			answer: question.answer,
		})),
		findings: findings.map((finding): ShownFinding => ({
			code: finding.code,
			severity: severityOf[finding.code],
			line: finding.line,
			about: finding.about ?? null,
			message: findingText(finding, { locale }),
			...(finding.more ? { more: finding.more } : {}),
		})),
	};
}

function guardiansOf({ writes: _, findings, questions, ...plan }: GuardianPlan, locale: Locale) {
	const changed = plan.changed.map((guardian) => ({
		...guardian,
		changes: guardian.changes.map((change) => ({
			...change,
			text: lineOf(guardianChange(change, { locale })),
		})),
	}));
	return {
		...plan,
		changed,
		questions: questions.map((question): ShownQuestion => ({
			key: question.key,
			kinds: [question.kind],
			about: question.about,
			line: question.line,
			text: guardianQuestionText(question, { locale }),
			choices: question.choices.map((choice) => ({
				value: choice.value,
				text: guardianChoiceText(choice, { locale }),
				suggested: choice.suggested,
			})),
			answer: question.answer,
		})),
		findings: findings.map((finding): ShownFinding => ({
			code: finding.code,
			severity: listSeverityOf[finding.code],
			line: finding.line,
			about: finding.about,
			message: listFindingText(finding, { locale }),
		})),
	};
}

const lineOf = ({ field, from, to }: ShownChange) => `${field}: ${from} → ${to}`;

/** For people: counts, then what needs a look. */
export function asText(report: Report, locale: Locale): string {
	const language = { locale };
	const { children, guardians } = asJson(report, locale);
	const lines: string[] = [report.school.name];
	if (children) {
		const { new: fresh, changed, leaving, gone, waiting, unchanged } = children.children;
		lines.push(
			'',
			`${m.import_children_title({}, language)} · ${m.import_preview_year({ year: children.schoolYear }, language)}`,
			counts([
				[m.import_stat_new({}, language), fresh.length],
				[m.import_stat_changed({}, language), changed.length],
				[m.import_stat_leaving({}, language), leaving.length],
				[m.import_stat_gone({}, language), gone.length],
				[m.import_stat_waiting({}, language), waiting.length],
				[m.import_stat_unchanged({}, language), unchanged],
				[m.import_stat_groups({}, language), children.groups.new.length],
				[m.import_stat_staff({}, language), children.staff.new.length],
			]),
			...section(
				m.import_section_changed({}, language),
				changed.map(({ name, changes }) => `${name} · ${changes.map(({ text }) => text).join(', ')}`),
			),
			...section(
				m.import_section_leaving({}, language),
				leaving.map(({ name, leftOn }) => `${name} · ${leftOn}`),
			),
			...section(
				m.import_section_gone({}, language),
				gone.map(({ id, name }) => `gone:${id}=left  ${name}`),
			),
			...common(children, locale),
		);
	}
	if (guardians) {
		const { new: fresh, changed, waiting, unchanged, notListed } = guardians;
		lines.push(
			'',
			m.import_guardians_title({}, language),
			counts([
				[m.import_stat_new({}, language), fresh.length],
				[m.import_stat_changed({}, language), changed.length],
				[m.import_stat_waiting({}, language), waiting.length],
				[m.import_stat_unchanged({}, language), unchanged],
			]),
			...section(
				m.import_section_changed({}, language),
				changed.map(
					({ name, children: own, changes }) =>
						`${guardianName(name, own, language)} · ${changes.map(({ text }) => text).join(', ')}`,
				),
			),
			...section(
				m.import_not_listed_title({}, language),
				notListed.map(({ name, children: own }) => guardianName(name, own, language)),
			),
			...common(guardians, locale),
		);
	}
	const open = [...(children?.questions ?? []), ...(guardians?.questions ?? [])].filter(
		({ answer }) => answer === null,
	);
	const [first] = open;
	const example =
		first &&
		`--answer "${first.key}=${(first.choices.find(({ suggested }) => suggested) ?? first.choices[0])?.value}"`;
	if (example) lines.push('', toolTexts.answer({ example }, language));
	lines.push('', report.applied ? toolTexts.done({}, language) : toolTexts.dry({}, language));
	return lines.join('\n');
}

function common(
	{ questions, findings }: { questions: ShownQuestion[]; findings: ShownFinding[] },
	locale: Locale,
): string[] {
	const language = { locale };
	const asked = questions.flatMap(({ key, line, text, choices, answer }) => [
		`${key}${line === null ? '' : ` (${m.import_line({ line }, language)})`}: ${text}`,
		...choices.map(({ value, text: words, suggested }) => {
			const mark = value === answer ? '*' : suggested ? '?' : ' ';
			return `  ${mark} ${value}  ${words}`;
		}),
	]);
	const noticed = findings
		.filter(({ severity }) => severity !== 'question')
		.map(({ line, severity, message, more }) => {
			const weight = severityText(severity as 'note', language);
			const rest = more ? ` (${m.import_lines_more({ count: more }, language)})` : '';
			return `${m.import_line({ line }, language)} · ${weight} · ${message}${rest}`;
		});
	return [
		...section(m.import_section_questions({}, language), asked),
		...section(m.import_section_findings({}, language), noticed),
	];
}

function section(title: string, rows: string[]): string[] {
	return rows.length === 0 ? [] : ['', title, ...rows.map((row) => `  ${row}`)];
}

function counts(all: [string, number][]): string {
	return all
		.filter(([, count]) => count > 0)
		.map(([label, count]) => `${count} ${label}`)
		.join(', ');
}
