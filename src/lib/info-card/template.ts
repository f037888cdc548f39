import {
	absenceSteps,
	type Absence,
	type AbsenceStep,
	type Section,
	type SectionKind,
	type SectionOf,
	type SectionValues,
	type StepChoice,
} from './sections.ts';

/**
 * The day on which the absence texts were last held against the rules (Leerplichtwet, verzuimregister; the bill 36 663
 * on absence was still before parliament). Shown to the school, which reads them over itself each year.
 */
export const ABSENCE_TEXTS_DATED = '2026-08-01';

/** Steps that not every school takes: the school switches them on. */
const askedFor: readonly AbsenceStep[] = ['late'];

const steps = Object.fromEntries(
	absenceSteps.map((name) => [name, { shown: !askedFor.includes(name) }]),
) as Record<AbsenceStep, StepChoice>;

/** Numbers to begin with, as many schools have them. Every one is the school's to change. */
const absence: Absence = {
	callBefore: '08:30',
	phone: '',
	link: '',
	schoolCallsAt: '09:00',
	asksAfterDays: 3,
	talkAfterTimes: 4,
	doctorAfterDays: 10,
	doctorAfterTimes: 5,
	lateTimes: 3,
	reportHours: 16,
	reportWeeks: 4,
	steps,
	checkedOn: null,
};

const day = { from: '08:30', till: '14:00' };

const values: { [K in Exclude<SectionKind, 'own'>]: SectionValues[K] } = {
	absence,
	times: { days: [day, day, { from: '08:30', till: '12:15' }, day, day], doorOpens: '08:20' },
	leave: { weeksBefore: 8, religiousDaysBefore: 2, headDays: 10, link: '' },
	food: {
		snackAt: '10:15',
		fruitDays: [3],
		lunch: 'school',
		lunchAt: '12:00',
		waterOnly: false,
		noNuts: false,
	},
	gym: { lessons: [], shoes: true, bagGoesHome: 'before_holidays' },
	holidays: {},
	people: { hidden: [] },
	birthdays: { treat: 'healthy', daysBefore: 3 },
	lost: { place: 'entrance', cleared: 'before_holidays' },
	numbers: {
		rows: [
			{ what: 'school', label: '', phone: '' },
			{ what: 'emergency', label: '', phone: '112' },
			{ what: 'safe_home', label: '', phone: '0800 2000' },
			{ what: 'child_line', label: '', phone: '0800 0432' },
		],
	},
	welcome: { walkIn: 'after', interpreter: true },
	expect: {
		answerDays: 2,
		talkTimes: 3,
		we: ['answer', 'talks', 'good', 'listen'],
		you: ['time', 'rest', 'home', 'come', 'tell'],
	},
	safety: { person: '', lines: ['doors', 'phones', 'photos'] },
	money: { euros: 0, inParts: true },
	separated: { talksApart: true },
};

/** The sections of a template card, in the order that parents look for them. */
export const templateKinds = Object.keys(values) as Exclude<SectionKind, 'own'>[];

/** Sections that a school switches on when it wants them: with all of them the card is long. */
const offAtFirst: readonly SectionKind[] = ['welcome', 'expect', 'safety', 'money', 'separated'];

/** The card of a school that did not change anything yet. */
export function templateSections(): Section[] {
	return structuredClone(
		templateKinds.map((kind) => ({
			id: kind,
			kind,
			shown: !offAtFirst.includes(kind),
			since: 0,
			note: null,
			values: values[kind],
		})),
	) as Section[];
}

/** The section of a kind; undefined when the card lacks it. */
export function sectionOf<K extends SectionKind>(
	sections: readonly Section[],
	kind: K,
): SectionOf<K> | undefined {
	return sections.find((section) => section.kind === kind) as SectionOf<K> | undefined;
}

/**
 * The sections of a card that was stored earlier, with what the template has had since: kinds and values that it lacked
 * come in with the template's, at the end and switched off.
 */
export function withTemplate(stored: readonly Section[]): Section[] {
	const template = templateSections();
	const known = stored.map((section) => {
		const usual = template.find(({ kind }) => kind === section.kind);
		if (section.kind === 'own')
			return {
				...section,
				values: { ...section.values, link: section.values.link ?? '', dates: section.values.dates ?? [] },
			};
		if (!usual) return section;
		const merged = { ...section, values: { ...usual.values, ...section.values } } as Section;
		if (merged.kind === 'absence') merged.values.steps = { ...steps, ...merged.values.steps };
		return merged;
	});
	const missing = template.filter(({ kind }) => !stored.some((section) => section.kind === kind));
	return [...known, ...missing.map((section) => ({ ...section, shown: false }))];
}
