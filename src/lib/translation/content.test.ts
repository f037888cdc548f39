import { expect, test } from 'vitest';
import { shownText, type StoredTranslation } from './content.ts';

const written = { text: 'Neem een schoen mee.', language: 'nl' };
const stored = (
	state: 'person' | 'machine',
	text: string,
	of = written.text,
	language = 'ar',
): StoredTranslation => ({ language, state, text, of });

const person = stored('person', 'أحضروا حذاءً.');
const machine = stored('machine', 'أحضر حذاء.');
const older = stored('person', 'أحضروا صورة.', 'Neem een foto mee.');
const olderMachine = stored('machine', 'أحضر صورة.', 'Neem een foto mee.');

test.each([
	['nothing there', ['ar'], [], 'none', written.text, false],
	['by machine', ['ar'], [machine], 'machine', machine.text, false],
	['a person comes first', ['ar'], [machine, person], 'person', person.text, false],
	[
		'an older one of a person gives way to a new one of a machine',
		['ar'],
		[older, machine],
		'machine',
		machine.text,
		false,
	],
	['an older one of a person, when there is no other', ['ar'], [older], 'person', older.text, true],
	['an older one of a machine is worth nothing', ['ar'], [olderMachine], 'none', written.text, false],
	['of a reader of Dutch', ['nl'], [person], 'original', written.text, false],
	['another language than the reader’s', ['tr'], [person], 'none', written.text, false],
	['Moroccan Arabic, then Arabic', ['ary', 'ar'], [person], 'person', person.text, false],
	['Dutch before Arabic', ['nl', 'ar'], [person], 'original', written.text, false],
] as const)('%s', (_, readers, there, state, text, outOfDate) => {
	const shown = shownText(written, there, readers);
	expect(shown).toMatchObject({ state, text, outOfDate });
	expect(shown.original?.text).toBe(text === written.text ? undefined : written.text);
	expect(shown.direction).toBe(text === written.text ? 'ltr' : 'rtl');
});
