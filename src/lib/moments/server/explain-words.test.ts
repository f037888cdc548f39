import { expect, test } from 'vitest';
import { momentWords } from './explain-words.ts';

test('the kind by its Dutch name, and what the teacher writes, in the reader’s language', () => {
	const written = 'Neem de gymtas mee.';
	const dutch = { text: written, lang: 'nl', dir: 'ltr' as const };
	const note = { ...dutch, how: null, original: null };
	const about = [{ icon: 'heart' as const, text: 'Yaz kamp programı' }];
	const { kind, marks } = momentWords('look', { about, note }, 'tr');
	expect(kind).toMatchObject({ id: 'kijkmoment', ask: '“kijkmoment” ne demek?' });
	expect(marks).toEqual({ [written]: [expect.objectContaining({ at: 8, length: 6 })] });
	// translated: the words are explained where it stands as it was written
	const turkish = { text: 'Spor çantanızı getirin.', lang: 'tr', dir: 'ltr' as const };
	const original = { ...dutch, label: '', open: false };
	const translated = momentWords('look', { about: [], note: { ...turkish, how: '', original } }, 'tr');
	expect(Object.keys(translated.marks)).toEqual([written]);
});

test('a feast has no school word of its own', () => {
	expect(momentWords('feast', { about: [], note: null }, 'pl')).toEqual({ kind: null, marks: {} });
});
