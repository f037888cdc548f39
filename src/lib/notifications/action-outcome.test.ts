import { stringify } from 'devalue';
import { expect, test } from 'vitest';
import { outcomeOf } from './action-outcome.ts';

const page = '/join/abc';
const failure = (data: unknown) => ({ type: 'failure', status: 409, data: stringify(data) });

test.each([
	['confirmed', 'confirmed'],
	['waiting', 'waiting'],
	['cancelled', 'cancelled'],
	['declined', 'cancelled'],
	['left', 'cancelled'],
	['changed', 'done'],
])('the action went on to "%s": %s', (done, sent) => {
	const location = `/join/abc?child=elif&done=${done}`;
	expect(outcomeOf({ type: 'redirect', location }, page)).toEqual({ sent, path: location });
});

test.each([
	['full', 'full'],
	['only_some_free', 'full'],
	['already', 'done'],
	['closed', 'refused'],
	['cancelled', 'refused'],
])('the action refused with "%s": %s', (refusal, sent) => {
	expect(outcomeOf(failure({ count: 3, refusal, values: { adults: '2' } }), page)).toEqual({
		sent,
		path: page,
	});
});

test('to the sign-in page: nobody was signed in, and nothing was lost', () => {
	const location = '/sign-in?next=%2Fjoin%2Fabc&ended=1';
	expect(outcomeOf({ type: 'redirect', location }, page)).toBe('signed_out');
});

test('problems of a field, an error page and what is no answer at all are refusals', () => {
	const problems = failure({ problems: { adults: 'too_many' }, values: {} });
	for (const result of [problems, { type: 'error' }, {}, { type: 'failure', data: 'no' }])
		expect(outcomeOf(result, page)).toEqual({ sent: 'refused', path: page });
});
