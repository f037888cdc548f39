import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { formProblem, readForm } from './forms.ts';

const schema = v.object({
	name: v.pipe(v.string('required'), v.nonEmpty('required'), v.maxLength(10, 'too_long')),
	adults: v.pipe(
		v.string('not_a_number'),
		v.transform(Number),
		v.integer('not_a_number'),
		v.minValue(1, 'too_few'),
	),
	days: v.pipe(v.array(v.string()), v.minLength(1, 'too_few')),
	note: v.optional(v.string()),
});

function post(...fields: [string, string | File][]): Request {
	const body = new FormData();
	for (const [name, value] of fields) body.append(name, value);
	return new Request('http://localhost/', { method: 'POST', body });
}
const whole: [string, string][] = [
	['name', 'Ada'],
	['adults', '2'],
	['days', 'ma'],
	['days', 'di'],
];

test('a form that is right comes out as its schema says', async () => {
	expect(await readForm(post(...whole), schema)).toEqual({
		ok: true,
		value: { name: 'Ada', adults: 2, days: ['ma', 'di'], note: undefined },
	});
});

test('spaces around a text go, and letters with accents become one', async () => {
	const result = await readForm(post(['name', '  Zoe\u0308 '], ...whole.slice(1)), schema);
	expect(result).toMatchObject({ ok: true, value: { name: 'Zo\u00eb' } });
});

test('a field that nobody asked for is dropped, of two equal ones the first counts', async () => {
	const result = await readForm(post(...whole, ['name', 'Eve'], ['role', 'head']), schema);
	expect(result).toMatchObject({ ok: true, value: { name: 'Ada' } });
	expect(result.ok && 'role' in result.value).toBe(false);
});

describe('a form that is wrong', () => {
	test('each field tells its first problem, and what was typed comes back', async () => {
		const result = await readForm(post(['name', 'A name that is too long'], ['adults', '0']), schema);
		expect(result).toEqual({
			ok: false,
			problems: {
				problems: { name: 'too_long', adults: 'too_few', days: 'too_few' },
				values: { name: 'A name that is too long', adults: '0', days: [], note: '' },
			},
		});
	});

	test('an empty form lacks what it needs', async () => {
		expect(await readForm(post(), schema)).toMatchObject({
			ok: false,
			problems: { problems: { name: 'required', adults: 'not_a_number', days: 'too_few' } },
		});
	});

	test('a file where a text belongs is no text, and does not come back', async () => {
		const file = new File(['x'], 'name.txt');
		expect(await readForm(post(['name', file], ...whole.slice(1)), schema)).toMatchObject({
			ok: false,
			problems: { problems: { name: 'required' }, values: { name: '' } },
		});
	});

	test('a message that is no code of ours reads as required', async () => {
		const foreign = v.object({ a: v.pipe(v.string(), v.email()) });
		expect(await readForm(post(['a', 'x']), foreign)).toMatchObject({
			ok: false,
			problems: { problems: { a: 'required' } },
		});
	});
});

test('a rule outside the schema tells its problem the same way', () => {
	expect(formProblem({ email: 'a@b' }, 'email', 'not_an_email')).toEqual({
		problems: { email: 'not_an_email' },
		values: { email: 'a@b' },
	});
});
