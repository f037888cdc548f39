import { expect, test } from 'vitest';
import type { Wording } from './sections.ts';
import { isEmpty, withDutch, wordsFor } from './wording.ts';

const dutch = { title: 'Fietsen', text: 'Zet de fiets in het rek.' };
const turkish = { title: 'Bisikletler', text: 'Bisikleti rafa koyun.' };
const made: Wording = { nl: dutch, others: { tr: { ...turkish, of: dutch } } };

test('who reads Dutch gets what the school wrote', () => {
	expect(wordsFor(made, ['nl'])).toEqual({ ...dutch, how: 'original', language: 'nl' });
});

test('a translation is shown, and whose it is', () => {
	expect(wordsFor(made, ['tr'])).toEqual({ ...turkish, how: 'person', language: 'tr' });
	const byMachine: Wording = { nl: dutch, others: { tr: { ...turkish, of: dutch, state: 'machine' } } };
	expect(wordsFor(byMachine, ['tr']).how).toBe('machine');
	// who reads a language that the app has none of sees that, and the app in another
	expect(wordsFor(made, ['ti', 'tr']).language).toBe('tr');
});

test('without a translation the Dutch is shown, and said to be', () => {
	expect(wordsFor(made, ['ar'])).toEqual({ ...dutch, how: 'not_yet', language: 'nl' });
});

test('a translation of words that changed no longer counts, until the words are back', () => {
	const text = 'Fietsen blijven thuis.';
	const changed = withDutch(made, { ...dutch, text });
	expect(changed && wordsFor(changed, ['tr'])).toEqual({
		title: 'Fietsen',
		text,
		how: 'not_yet',
		language: 'nl',
	});
	const back = withDutch(changed, dutch);
	expect(back && wordsFor(back, ['tr']).how).toBe('person');
});

test('no words: no text', () => {
	expect(isEmpty({ title: '', text: '' })).toBe(true);
	expect(withDutch(made, { title: '', text: '' })).toBeNull();
});
