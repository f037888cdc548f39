import * as v from 'valibot';
import { expect, test } from 'vitest';
import { phrases } from '../translation/phrases.ts';
import { done, draftOf, draftSchema, type Draft } from './draft.ts';
import { inputName } from './message.ts';

const [first, second] = phrases.filter(({ about }) => about === 'child').map(({ id }) => id);
const draft: Draft = {
	key: 'k',
	parts: [],
	text: '',
	language: 'nl',
	wait: 'now',
	theme: '',
	q: '',
	speak: '',
	urgent: false,
};
const press = (button: string, of: Draft = draft) => done({ ...of, do: button }, { child: 'Elif' });

test('sentences are added, taken away and moved up; what is no sentence is not added', () => {
	const two = press(`add:${second}`, press(`add:${first}`));
	expect(two.parts.map(({ phrase }) => phrase)).toEqual([first, second]);
	expect(two.parts[0]?.values).toEqual({ child: 'Elif' });
	expect(press('up:1', two).parts.map(({ phrase }) => phrase)).toEqual([second, first]);
	expect(press('up:0', two).parts).toEqual(two.parts);
	expect(press('drop:0', two).parts.map(({ phrase }) => phrase)).toEqual([second]);
	expect(press('add:nothing', two).parts).toEqual(two.parts);
	const full = Array.from({ length: 9 }).reduce<Draft>((of) => press(`add:${first}`, of), draft);
	expect(full.parts).toHaveLength(5);
});

test('a form gives back what it was made of, only blanks of its own sentences', () => {
	const sent = v.parse(draftSchema, {
		key: 'k',
		text: 'Tot morgen',
		language: 'tr',
		wait: 'hour',
		do: 'drop:1',
		[inputName(0, 'phrase')]: first,
		[inputName(0, 'child')]: 'Elif',
		[inputName(0, 'count')]: '3',
		[inputName(1, 'phrase')]: 'nothing',
	});
	expect(draftOf(sent)).toMatchObject({
		key: 'k',
		text: 'Tot morgen',
		language: 'tr',
		wait: 'hour',
		do: 'drop:1',
	});
	expect(draftOf(sent).parts).toMatchObject([{ phrase: first, values: { child: 'Elif' } }]);
	expect(draftOf(sent).parts[0]?.values).not.toHaveProperty('count');
	expect(v.safeParse(draftSchema, { key: 'k', language: 'klingon' }).success).toBe(false);
});
