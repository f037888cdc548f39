import { expect, test } from 'vitest';
import { isEmpty, withDutch, withTranslation, wordsFor } from './wording.ts';

const dutch = { title: 'Fietsen', text: 'Zet de fiets in het rek.' };
const turkish = { title: 'Bisikletler', text: 'Bisikleti rafa koyun.' };
const made = withTranslation({ nl: dutch, others: {} }, 'tr', turkish);

test('who reads Dutch gets what the school wrote', () => {
	expect(wordsFor(made, 'nl')).toEqual({ ...dutch, how: 'original' });
});

test('a person’s translation is shown as such', () => {
	expect(wordsFor(made, 'tr')).toEqual({ ...turkish, how: 'person' });
});

test('without a translation the Dutch is shown, and said to be', () => {
	expect(wordsFor(made, 'ar')).toEqual({ ...dutch, how: 'not_yet' });
});

test('a translation of words that changed no longer counts, until the words are back', () => {
	const changed = withDutch(made, { ...dutch, text: 'Fietsen blijven thuis.' });
	expect(changed && wordsFor(changed, 'tr')).toEqual({
		title: 'Fietsen',
		text: 'Fietsen blijven thuis.',
		how: 'not_yet',
	});
	const back = withDutch(changed, dutch);
	expect(back && wordsFor(back, 'tr').how).toBe('person');
});

test('no words: no text', () => {
	expect(isEmpty({ title: '', text: '' })).toBe(true);
	expect(withDutch(made, { title: '', text: '' })).toBeNull();
	expect(wordsFor(withTranslation(made, 'tr', { title: '', text: '' }), 'tr').how).toBe('not_yet');
});
