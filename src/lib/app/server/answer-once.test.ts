// Forms with a key, as the app's worker sends them, through the hook that stands before every action.
import type { RequestEvent } from '@sveltejs/kit';
import { stringify } from 'devalue';
import { expect, test } from 'vitest';
import { freshStore } from '../../../../tests/support/database.ts';
import { addPeople, asParent, asStaff } from '../../../../tests/support/people.ts';
import { eventOf, runAppOn } from '../../../../tests/support/route-event.ts';
import type { Actor } from '#lib/accounts/server/actors.ts';
import { databaseContents } from '../../../../tests/support/contents.ts';
import { answerOnce } from './answer-once.ts';
import { deviceOwner } from './device-owner.ts';

const SIGN_UP = '/join/m?child=elif&/signUp';
const placed = { type: 'redirect', status: 303, location: '/join/m?child=elif&done=confirmed' };

interface Sent {
	who?: Actor;
	address?: string;
	text?: string;
	key?: string;
	keptFor?: string;
	accept?: string;
}

/** A school and an action that answers `answers` in turn (the last one stays) and counts how often it was done. */
async function school(...answers: (() => Response)[]) {
	const store = freshStore();
	await addPeople(store);
	runAppOn(store);
	const [ayse, johan] = [await asParent(store, 'ayse'), await asParent(store, 'johan')];
	const marieke = await asStaff(store, 'marieke');
	let done = 0;
	const resolve = () => Promise.resolve((answers[Math.min(done++, answers.length - 1)] ?? Response.error)());
	const send = async ({ who = ayse, address = SIGN_UP, text = 'slotId=a', ...given }: Sent = {}) => {
		const event = eventOf(address, who);
		const { key = 'one', keptFor, accept = 'application/json' } = given;
		const headers = { accept, 'idempotency-key': key, ...(keptFor && { 'x-kept-for': keptFor }) };
		const request = new Request(event.url, { method: 'POST', body: text, headers });
		return answerOnce({ event: { ...event, request } as unknown as RequestEvent, resolve });
	};
	return { store, ayse, johan, marieke, send, done: () => done };
}

test('the same key is done once and answered the same, to a script and to a browser’s own form', async () => {
	const { send, done } = await school(() => Response.json(placed));
	expect(await (await send()).json()).toEqual(placed);
	expect(await (await send()).json()).toEqual(placed);
	const led = await send({ accept: 'text/html' });
	expect([led.status, led.headers.get('location')]).toEqual([303, placed.location]);
	expect(done()).toBe(1);
});

test('a refusal is an answer too: full it stays, with the number; nothing that was typed is kept', async () => {
	const data = stringify({ refusal: 'full', count: 0, number: 3, values: { note: 'wij komen met oma' } });
	const { store, send, done } = await school(() => Response.json({ type: 'failure', status: 409, data }));
	await send({ text: 'note=wij komen met oma' });
	const again = (await (await send({ text: 'note=wij komen met oma' })).json()) as { data: string };
	expect(again).toMatchObject({ type: 'failure', status: 409 });
	expect(JSON.parse(again.data)).toEqual([{ refusal: 1, number: 2 }, 'full', 3]);
	expect(done()).toBe(1);
	expect(JSON.stringify(databaseContents(store.file).kept_outcome)).not.toContain('oma');
});

test.each<[string, () => Response]>([
	['the server failed', () => Response.json({ type: 'error' }, { status: 500 })],
	['too much at once', () => Response.json({ type: 'error' }, { status: 429 })],
	['the session ended', () => Response.json({ ...placed, location: '/sign-in?next=%2Fjoin%2Fm' })],
])('%s: it was not done, and is done when it comes again', async (_, answer) => {
	const { send, done } = await school(answer, () => Response.json(placed));
	await send();
	expect(await (await send()).json()).toEqual(placed);
	expect(done()).toBe(2);
});

test('an action that throws was not done', async () => {
	const { send, done } = await school(
		() => {
			throw new Error('the disk is full');
		},
		() => Response.json(placed),
	);
	await expect(send()).rejects.toThrow('the disk is full');
	expect(await (await send()).json()).toEqual(placed);
	expect(done()).toBe(2);
});

test('the key of somebody else says nothing of what they did: it is a form of one’s own', async () => {
	const { johan, send, done } = await school(
		() => Response.json(placed),
		() => Response.json({ type: 'failure', status: 409, data: '[{"refusal":1},"not_yours"]' }),
	);
	await send();
	expect(await (await send({ who: johan })).json()).toMatchObject({ status: 409 });
	expect(done()).toBe(2);
});

test('what was kept for one person is done for nobody else who signed in meanwhile', async () => {
	const { ayse, johan, marieke, send, done } = await school(() => Response.json(placed));
	const keptFor = deviceOwner(ayse) ?? '';
	for (const who of [johan, marieke]) expect((await send({ who, keptFor })).status).toBe(409);
	expect(done()).toBe(0);
	expect((await send({ keptFor })).status).toBe(200);
});

test.each<[string, Sent, number]>([
	['the same key with other words', { text: 'slotId=b' }, 422],
	['the same key at another moment', { address: '/join/n?child=elif&/signUp' }, 422],
	['no key', { key: '' }, 400],
	['an endless key', { key: 'x'.repeat(65) }, 400],
])('%s is refused', async (_, sent, status) => {
	const { send, done } = await school(() => Response.json(placed));
	await send();
	expect((await send(sent)).status).toBe(status);
	expect(done()).toBe(1);
});

test('forms that wait for no network know no keys', async () => {
	const { send, done } = await school(() => Response.json(placed));
	for (let time = 0; time < 2; time++) await send({ address: '/me/notifications?/choose' });
	expect(done()).toBe(2);
});
