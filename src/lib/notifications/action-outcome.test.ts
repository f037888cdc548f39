import { stringify } from 'devalue';
import { expect, test } from 'vitest';
import { keptOf, outcomeOf, resultOf } from './action-outcome.ts';

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

test('the number in the waiting list, and the one that it would be', () => {
	const location = '/join/abc?child=elif&done=waiting&number=3';
	expect(outcomeOf({ type: 'redirect', location }, page)).toEqual({
		sent: 'waiting',
		path: location,
		number: 3,
	});
	const full = failure({ refusal: 'full', count: 0, number: 3 });
	expect(outcomeOf(full, page)).toEqual({ sent: 'full', path: page, number: 3 });
	expect(outcomeOf(failure({ refusal: 'full', number: 0 }), page)).toEqual({ sent: 'full', path: page });
});

test.each([
	{ type: 'redirect', status: 303, location: '/join/abc?done=waiting&number=2' },
	{ type: 'success', status: 200, data: stringify({ saved: true }) },
	{ type: 'failure', status: 409, data: stringify({ refusal: 'full', number: 4, values: { note: 'x' } }) },
	{ type: 'failure', status: 422, data: stringify({ problems: { adults: 'too_many' } }) },
	{ type: 'error', status: 404 },
])('what is kept of $type $status says the same when it is sent again', (result) => {
	const kept = keptOf(result);
	expect(JSON.stringify(kept)).not.toContain('note');
	expect(kept && outcomeOf(resultOf(kept), page)).toEqual(outcomeOf(result, page));
});

test.each([
	{ type: 'error', status: 500 },
	{ type: 'error', status: 429 },
	{ type: 'redirect', status: 303, location: '/sign-in?next=%2F' },
	{},
])('%j: nothing was done, and nothing is kept', (result) => {
	expect(keptOf(result)).toBeUndefined();
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
