// What a parent hears of a shift that is full: which number in the waiting list, also where the form was sent later.
import { isActionFailure, isRedirect } from '@sveltejs/kit';
import { stringify } from 'devalue';
import { expect, it } from 'vitest';
import { freshStore } from '../../../../tests/support/database.ts';
import { addPeople, asParent, today, type GuardianName } from '../../../../tests/support/people.ts';
import { eventOf, runAppOn } from '../../../../tests/support/route-event.ts';
import { addTask, taskId } from '../../../../tests/support/tasks.ts';
import type { Store } from '#lib/database/store.ts';
import { outcomeOf, type ActionResult } from '#lib/notifications/action-outcome.ts';
import { wordsFor } from '#lib/notifications/offline.ts';
import { taskPath } from '#lib/tasks/paths.ts';
import { taskPage } from '#lib/tasks/server/for-parent.ts';
import { taskActs } from './task-acts.ts';

const acts = taskActs(taskPath);

/** Sends the form, and reads its answer as the device does that kept it. */
async function outcome(store: Store, who: GuardianName, fields: [string, string][], headers = {}) {
	const event = eventOf(taskPath(taskId), await asParent(store, who), { task: taskId });
	const request = new Request(event.url, { method: 'POST', headers, body: new URLSearchParams(fields) });
	const answer = await acts
		.claim({ ...event, request } as unknown as Parameters<typeof acts.claim>[0])
		.then((data: unknown): ActionResult =>
			isActionFailure(data)
				? { type: 'failure', status: data.status, data: stringify(data.data) }
				: { type: 'success' },
		)
		.catch((error: unknown): ActionResult => {
			if (!isRedirect(error)) throw error;
			return { type: 'redirect', location: error.location };
		});
	const sent = outcomeOf(answer, taskPath(taskId));
	return sent === 'signed_out' ? sent : [wordsFor(sent), sent.number];
}

it('who waits for a full shift is told the number, and who did not ask to wait which it would be', async () => {
	const store = freshStore();
	await addPeople(store);
	await addTask(store);
	runAppOn(store);
	const shifts = (await taskPage(store.read, await asParent(store, 'ayse'), taskId, today))?.shifts ?? [];
	const [first = '', second = ''] = shifts.map(({ shiftId }) => shiftId);
	const take = (who: GuardianName, ...ids: string[]) =>
		outcome(
			store,
			who,
			ids.map((id) => ['shiftId', id]),
		);
	const wait = (who: GuardianName) => outcome(store, who, [['waitFor', first]]);
	expect(await take('ayse', first)).toEqual(['confirmed', undefined]);
	expect(await take('fatima', first)).toEqual(['full_number', 1]);
	expect(await wait('fatima')).toEqual(['waiting_number', 1]);
	expect(await take('mehmet', first)).toEqual(['full_number', 2]);
	expect(await wait('mehmet')).toEqual(['waiting_number', 2]);
	// sent again: the same number; with a place in another one, that is what is told
	expect(await wait('mehmet')).toEqual(['waiting_number', 2]);
	expect(await take('mehmet', first, second)).toEqual(['confirmed', undefined]);
});

it('a form that waited for network, and finds the shift full, joins the waiting list; one that asks for several joins none', async () => {
	const store = freshStore();
	await addPeople(store);
	await addTask(store);
	runAppOn(store);
	const page = await taskPage(store.read, await asParent(store, 'ayse'), taskId, today);
	const [first, second] = (page?.shifts ?? []).map(({ shiftId }): [string, string] => ['shiftId', shiftId]);
	if (!first || !second) throw new Error('too few shifts');
	const later = { 'x-kept-for': 'somebody' };
	expect(await outcome(store, 'ayse', [first, second], later)).toEqual(['confirmed', undefined]);
	expect(await outcome(store, 'fatima', [first, second], later)).toEqual(['full', undefined]);
	expect(await outcome(store, 'fatima', [first], later)).toEqual(['waiting_number', 1]);
	expect(await outcome(store, 'mehmet', [first], later)).toEqual(['waiting_number', 2]);
});

it('who waits for a certificate of conduct to be seen has no number', async () => {
	const store = freshStore();
	await addPeople(store);
	await addTask(store, { marks: ['certificate'] });
	runAppOn(store);
	const page = await taskPage(store.read, await asParent(store, 'ayse'), taskId, today);
	const shiftId = page?.shifts[0]?.shiftId ?? '';
	expect(await outcome(store, 'ayse', [['shiftId', shiftId]])).toEqual(['done', undefined]);
});
