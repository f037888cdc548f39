import type { EdexFile } from '#lib/school/edexml.ts';
import { severityOf, type Finding } from '#lib/school/findings.ts';
import { planChildren } from './import-plan-children.ts';
import { planGroups } from './import-plan-groups.ts';
import { planStaff } from './import-plan-staff.ts';
import {
	asked,
	type Answers,
	type ImportPlan,
	type ImportWrites,
	type Question,
	type SchoolNow,
} from './import-types.ts';

/** The school year that a file is for: its own, else the one of today. */
export function yearOfFile(file: EdexFile, currentYear: string): string {
	return file.schoolYear ?? currentYear;
}

/**
 * What a file would do to a school, with the answers so far: new, changed, gone, and what only a person knows. Pure: the
 * same file, school and answers give the same plan. Never merges two people by itself, never removes who is missing
 * without a confirmation, and plans nothing at all for a file that was imported before.
 */
export function planImport(file: EdexFile, now: SchoolNow, answers: Answers = {}): ImportPlan {
	const schoolYear = yearOfFile(file, now.currentYear);
	const whole = wholeFileQuestions(file, now, answers);
	const groups = planGroups(file, now, answers);
	const children = planChildren(file, now, groups.places, answers);
	const staff = planStaff(file, now, groups.places, answers);
	const questions = [...whole, ...groups.questions, ...children.questions, ...staff.questions];
	const writes: ImportWrites = {
		brin: now.brin === null ? file.brin : null,
		openYear: now.yearIsOpen ? null : schoolYear,
		...groups.writes,
		...children.writes,
		...staff.writes,
	};
	return {
		schoolYear,
		questions,
		children: children.children,
		groups: groups.groups,
		staff: staff.staff,
		findings: settle(file.findings, questions),
		writes,
		empty: isEmpty(writes),
		blocked: questions.some(({ blocking, answer }) => blocking && answer !== 'go_on'),
	};
}

function wholeFileQuestions(file: EdexFile, now: SchoolNow, answers: Answers): Question[] {
	const ask = (kind: 'other_school' | 'other_year', given: string, other: string): Question =>
		asked(
			{
				key: kind,
				kinds: [kind],
				about: given,
				line: null,
				detail: { given, other },
				choices: [
					{ value: 'stop', kind: 'stop', suggested: true },
					{ value: 'go_on', kind: 'go_on', suggested: false },
				],
			},
			answers,
			true,
		);
	const { brin, schoolYear } = file;
	return [
		...(brin && now.brin && brin !== now.brin ? [ask('other_school', brin, now.brin)] : []),
		...(schoolYear && schoolYear !== now.currentYear ? [ask('other_year', schoolYear, now.currentYear)] : []),
	];
}

function isEmpty({ brin, openYear, ...lists }: ImportWrites): boolean {
	return brin === null && openYear === null && Object.values(lists).every((list) => list.length === 0);
}

/** A finding that would be a question, but was answered in an earlier import, is no longer one. */
function settle(findings: readonly Finding[], questions: readonly Question[]): Finding[] {
	const open = new Set(questions.map(({ line }) => line));
	return findings.filter(
		({ code, line, start = line }) => severityOf[code] !== 'question' || open.has(start),
	);
}
