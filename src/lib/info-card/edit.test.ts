import { expect, test } from 'vitest';
import {
	addOwnSection,
	moveSection,
	MOST_OWN_SECTIONS,
	orderSections,
	removeOwnSection,
	setNote,
	setOwn,
	setStep,
	setValues,
	showSection,
} from './edit.ts';
import type { Section } from './sections.ts';
import { sectionOf, templateKinds, templateSections, withTemplate } from './template.ts';

const kinds = (sections: readonly Section[]) => sections.map(({ id }) => id);
const OFF = ['welcome', 'expect', 'safety', 'money', 'separated'];
const words = { title: 'Fietsen', text: 'Zet de fiets in het rek.' };
const turkish = { title: 'Bisikletler', text: 'Bisikleti rafa koyun.' };
const withOwn = () => addOwnSection(templateSections(), { id: 'o1', icon: 'bike', words }) as Section[];

test('the template has every kind once; what few schools need is off', () => {
	const template = templateSections();
	expect(template.map(({ kind }) => kind)).toEqual(templateKinds);
	expect(kinds(template.filter(({ shown }) => !shown))).toEqual(OFF);
});

test('a template that was handed out is nobody else’s', () => {
	const first = sectionOf(templateSections(), 'absence');
	if (first) first.values.callBefore = '07:00';
	expect(sectionOf(templateSections(), 'absence')?.values.callBefore).toBe('08:30');
});

test('a section moves one place, and not past the ends', () => {
	const template = templateSections();
	expect(kinds(moveSection(template, 'times', -1)).slice(0, 2)).toEqual(['times', 'absence']);
	expect(kinds(moveSection(template, 'absence', 1)).slice(0, 2)).toEqual(['times', 'absence']);
	expect(kinds(moveSection(template, 'absence', -1))).toEqual(kinds(template));
	expect(kinds(moveSection(template, 'separated', 1))).toEqual(kinds(template));
	expect(kinds(moveSection(template, 'nothing', 1))).toEqual(kinds(template));
});

test('a new order; what it does not name stays at the end', () => {
	expect(kinds(orderSections(templateSections(), ['numbers', 'times'])).slice(0, 3)).toEqual([
		'numbers',
		'times',
		'absence',
	]);
});

test('switching off touches one section only', () => {
	const off = showSection(templateSections(), 'gym', false).filter(({ shown }) => !shown);
	expect(kinds(off)).toEqual(['gym', ...OFF]);
});

test('values of one kind do not land in a section of another', () => {
	const changed = setValues(templateSections(), 'leave', 'leave', { weeksBefore: 6 });
	expect(sectionOf(changed, 'leave')?.values).toMatchObject({ weeksBefore: 6, religiousDaysBefore: 2 });
	expect(setValues(changed, 'times', 'leave', { weeksBefore: 1 })).toEqual(changed);
});

test('a note comes and goes', () => {
	const noted = setNote(templateSections(), 'food', 'Op vrijdag eten we samen.');
	expect(sectionOf(noted, 'food')?.note?.nl.text).toBe('Op vrijdag eten we samen.');
	expect(sectionOf(setNote(noted, 'food', ''), 'food')?.note).toBeNull();
});

test('a step in the school’s own words, and back in the template’s', () => {
	const own = setStep(templateSections(), 'better', { shown: true, words });
	expect(sectionOf(own, 'absence')?.values.steps.better.wording?.nl).toEqual(words);
	const back = setStep(own, 'better', { shown: false, words: { title: '', text: '' } });
	expect(sectionOf(back, 'absence')?.values.steps.better).toEqual({ shown: false });
});

test('own sections: added, changed, taken away; a template’s section can’t be', () => {
	const added = withOwn();
	expect(kinds(added).at(-1)).toBe('o1');
	const changed = setOwn(added, 'o1', { icon: 'star', words: turkish });
	expect(sectionOf(changed, 'own')?.values).toMatchObject({ icon: 'star', wording: { nl: turkish } });
	expect(setOwn(added, 'o1', { icon: 'star', words: { title: '', text: '' } })).toEqual(added);
	expect(kinds(removeOwnSection(added, 'o1'))).toEqual(kinds(templateSections()));
	expect(kinds(removeOwnSection(added, 'times'))).toEqual(kinds(added));
});

test('there are only so many own sections', () => {
	let sections = templateSections();
	for (let nth = 0; nth < MOST_OWN_SECTIONS; nth += 1)
		sections = addOwnSection(sections, { id: `o${nth}`, icon: 'info', words }) as Section[];
	expect(addOwnSection(sections, { id: 'more', icon: 'info', words })).toBeUndefined();
});

test('a card of an earlier release gets what it lacks, switched off', () => {
	const old = templateSections().filter(({ kind }) => kind !== 'lost');
	const absence = sectionOf(old, 'absence');
	if (!absence) throw new Error('no absence section');
	delete (absence.values as Partial<typeof absence.values>).reportHours;
	const today = withTemplate(old);
	expect(today.at(-1)).toMatchObject({ kind: 'lost', shown: false });
	expect(sectionOf(today, 'absence')?.values).toMatchObject({ reportHours: 16, callBefore: '08:30' });
});
