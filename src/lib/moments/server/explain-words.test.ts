import { expect, test } from 'vitest';
import { momentWords } from './explain-words.ts';

test('the kind by its Dutch name, and what the teacher writes, in the reader’s language', () => {
	const note = 'Neem de gymtas mee.';
	const about = [{ icon: 'heart' as const, text: 'Yaz kamp programı' }];
	const { kind, marks } = momentWords('look', { about, note }, 'tr');
	expect(kind).toMatchObject({ id: 'kijkmoment', ask: '“kijkmoment” ne demek?' });
	expect(marks).toEqual({ [note]: [expect.objectContaining({ at: 8, length: 6 })] });
});

test('a feast has no school word of its own', () => {
	expect(momentWords('feast', { about: [], note: null }, 'pl')).toEqual({ kind: null, marks: {} });
});
