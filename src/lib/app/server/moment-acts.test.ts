// A child's moment at the time of something that was promised to others: said beforehand, and asked once.
import { isRedirect, type RequestEvent } from '@sveltejs/kit';
import { expect, it } from 'vitest';
import { freshStore } from '../../../../tests/support/database.ts';
import { addMoment } from '../../../../tests/support/moments.ts';
import { ask, askOf, offers, wishedInTurkish } from '../../../../tests/support/interpreting.ts';
import { addPeople, asParent, today, type GuardianName } from '../../../../tests/support/people.ts';
import { eventOf, runAppOn } from '../../../../tests/support/route-event.ts';
import { addTask, taskId } from '../../../../tests/support/tasks.ts';
import type { Store } from '#lib/database/store.ts';
import { momentView } from '#lib/moments/moment-words.ts';
import { momentPath } from '#lib/moments/paths.ts';
import { momentPage } from '#lib/moments/server/for-parent.ts';
import { answerAsk } from '#lib/moments/server/interpreter-answers.ts';
import { claimShifts } from '#lib/tasks/server/claims.ts';
import { taskPage } from '#lib/tasks/server/for-parent.ts';
import { ownPlans, promises } from '#lib/tasks/server/own-plans.ts';
import { taskView } from '#lib/tasks/words.ts';
import { interpretingActs, interpretingPage } from './interpreting-acts.ts';
import { momentActs } from './moment-acts.ts';

const words = { locale: 'nl', timeZone: 'Europe/Amsterdam' } as const;
const acts = momentActs(momentPath);

async function post(
	store: Store,
	who: GuardianName,
	address: string,
	params: Record<string, string>,
	act: (event: RequestEvent<never>) => Promise<unknown>,
	form: Record<string, string> = {},
	headers: Record<string, string> = {},
): Promise<unknown> {
	const event = eventOf(address, await asParent(store, who), params);
	const request = new Request(event.url, { method: 'POST', headers, body: new URLSearchParams(form) });
	try {
		return await act({ ...event, request, cookies: new Map() } as unknown as RequestEvent<never>);
	} catch (error) {
		if (isRedirect(error)) return error.location;
		throw error;
	}
}

async function view(store: Store, who: GuardianName, momentId: string) {
	const parent = await asParent(store, who);
	const page = await momentPage(store, parent, momentId, today);
	if (!page) throw new Error(`${who} sees no ${momentId}`);
	const promised = promises(await ownPlans(store.read, parent, words, today));
	return momentView(page, null, words, today, promised);
}

async function interprets() {
	const { store, signUpId } = await wishedInTurkish();
	runAppOn(store);
	await ask(store, signUpId, ['agnieszka']);
	const askId = await askOf(store, 'agnieszka');
	return { store, askId };
}

const book = { childId: 'zuzia', slotId: 'also', adults: '1' };

it('who interprets then reads it beside the time, is asked once, and comes all the same', async () => {
	const { store, askId } = await interprets();
	await addMoment(store, {
		id: 'circle',
		kind: 'parent_circle',
		slots: { also: ['2026-10-12', '08:15'], other: ['2026-10-12', '10:00'] },
	});
	const yes = { askId, answer: 'yes', now: today } as const;
	expect(await answerAsk(store, await asParent(store, 'agnieszka'), yes)).toEqual({ ok: true });
	const before = await view(store, 'agnieszka', 'circle');
	expect(before?.days[0]?.slots.map(({ promised, canChoose }) => [promised, canChoose])).toEqual([
		['U hebt dan al een afspraak: Tolken, 8.30 – 9.00 uur', true],
		[null, true],
	]);
	// whose family it is for stays unsaid
	expect(JSON.stringify(before)).not.toMatch(/Ayşe|Elif|Yıldırım/);
	expect(before?.promised).toBeNull();

	const to = { moment: 'circle' };
	const asked = await post(store, 'agnieszka', '/join/circle?/signUp', to, acts.signUp, book);
	expect(asked).toMatchObject({
		status: 409,
		data: {
			refusal: 'promised',
			promise: { title: 'U hebt dan al een afspraak: Tolken, 8.30 – 9.00 uur', yes: 'Toch komen' },
			values: { ...book, despite: 'yes' },
		},
	});
	const despite = { ...book, despite: 'yes' };
	expect(await post(store, 'agnieszka', '/join/circle?/signUp', to, acts.signUp, despite)).toBe(
		'/join/circle?child=zuzia&done=confirmed',
	);
	expect((await view(store, 'agnieszka', 'circle'))?.promised).toMatchObject({
		path: `/me/interpreting/${askId}`,
	});
});

it('nobody is asked at another time', async () => {
	const store = freshStore();
	await addPeople(store);
	runAppOn(store);
	await addMoment(store, { slots: { also: ['2026-10-13', '10:00'] } });
	await addTask(store);
	const parent = await asParent(store, 'agnieszka');
	const page = await taskPage(store.read, parent, taskId, today);
	const shiftIds = page?.shifts.map(({ shiftId }) => shiftId) ?? [];
	await claimShifts(store, parent, { taskId, shiftIds, wait: false, now: today });
	expect(await post(store, 'agnieszka', '/join/look?/signUp', { moment: 'look' }, acts.signUp, book)).toBe(
		'/join/look?child=zuzia&done=confirmed',
	);
});

it('who helps then is asked too; and a shift can’t be taken at the time of an appointment, which is said beforehand', async () => {
	const store = freshStore();
	await addPeople(store);
	runAppOn(store);
	await addMoment(store, { slots: { also: ['2026-10-13', '09:00'] } });
	await addTask(store);
	const parent = await asParent(store, 'agnieszka');
	const shown = async () => {
		const page = await taskPage(store.read, parent, taskId, today);
		if (!page) throw new Error('no task');
		return taskView(page, words, await ownPlans(store.read, parent, words, today)).shifts;
	};
	const [first] = await shown();
	await claimShifts(store, parent, { taskId, shiftIds: [first?.shiftId ?? ''], wait: false, now: today });
	const to = { moment: 'look' };
	expect(await post(store, 'agnieszka', '/join/look?/signUp', to, acts.signUp, book)).toMatchObject({
		data: { promise: { title: 'U hebt dan al een afspraak: Helpen in de bibliotheek, 8.30 – 9.30 uur' } },
	});
	// Fatima's own appointment, and the shift at its time
	const fatima = await asParent(store, 'fatima');
	const mine = { childId: 'ilyas', slotId: 'also', adults: '1' };
	await post(store, 'fatima', '/join/look?/signUp', to, acts.signUp, mine);
	const page = await taskPage(store.read, fatima, taskId, today);
	const plans = await ownPlans(store.read, fatima, words, today);
	expect(page && taskView(page, words, plans).shifts.map(({ clash }) => clash)).toEqual([
		'U hebt dan al een afspraak: Kijkmoment, 9.00 – 9.30 uur',
		null,
	]);
});

it('who is asked to interpret reads beforehand what they are to be at then; a shift counts too', async () => {
	const { store, askId } = await interprets();
	await offers(store, 'fatima');
	await addTask(store, { firstDay: '2026-10-12', repeat: 'once' });
	const parent = await asParent(store, 'agnieszka');
	const [shift] = (await taskPage(store.read, parent, taskId, today))?.shifts ?? [];
	await claimShifts(store, parent, { taskId, shiftIds: [shift?.shiftId ?? ''], wait: false, now: today });
	const to = { ask: askId };
	const seen = await interpretingPage(
		eventOf(`/me/interpreting/${askId}`, parent, to) as unknown as RequestEvent,
	);
	expect(seen.ask).toMatchObject({
		clash: 'U hebt dan al een afspraak: Helpen in de bibliotheek, 8.30 – 9.30 uur',
	});
	const { accept } = interpretingActs(() => '/');
	expect(await post(store, 'agnieszka', '/me/interpreting?/accept', to, accept)).toMatchObject({
		data: { refusal: 'overlaps' },
	});
});

it('a shift at the time of an interpreting can’t be taken', async () => {
	const { store, askId } = await interprets();
	const parent = await asParent(store, 'agnieszka');
	await answerAsk(store, parent, { askId, answer: 'yes', now: today });
	await addTask(store, { firstDay: '2026-10-12', repeat: 'once' });
	const [shift] = (await taskPage(store.read, parent, taskId, today))?.shifts ?? [];
	const wish = { taskId, shiftIds: [shift?.shiftId ?? ''], wait: false, now: today };
	expect(await claimShifts(store, parent, wish)).toEqual({ ok: false, refusal: 'overlaps' });
});

it('a time that filled while the form waited for network: it joins the waiting list; who sees that it is full is asked', async () => {
	const store = freshStore();
	await addPeople(store);
	runAppOn(store);
	await addMoment(store, { slots: { also: ['2026-10-13', '09:00'] }, places: 1 });
	const to = { moment: 'look' };
	const signUp = (who: GuardianName, childId: string, headers?: Record<string, string>) =>
		post(
			store,
			who,
			'/join/look?/signUp',
			to,
			acts.signUp,
			{ childId, slotId: 'also', adults: '1' },
			headers,
		);
	expect(await signUp('agnieszka', 'zuzia')).toBe('/join/look?child=zuzia&done=confirmed');
	expect(await signUp('fatima', 'ilyas')).toMatchObject({
		status: 409,
		data: { refusal: 'full', number: 1 },
	});
	expect(await signUp('fatima', 'ilyas', { 'x-kept-for': 'fatima' })).toBe(
		'/join/look?child=ilyas&done=waiting&number=1',
	);
});
