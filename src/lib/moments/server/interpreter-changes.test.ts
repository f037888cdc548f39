import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { Store } from '#lib/database/store.ts';
import { ask, askOf, asksSoFar, wishedInTurkish } from '../../../../tests/support/interpreting.ts';
import { at, noticesSoFar, type TestMoment } from '../../../../tests/support/moments.ts';
import { asParent, asStaff, schoolId, today } from '../../../../tests/support/people.ts';
import { removeByHand } from './by-hand.ts';
import { cancelMoment, cancelSlot, changeDetails, moveSlot } from './change.ts';
import { answerAsk, findOwnAsk } from './interpreter-answers.ts';
import { forgetInterpreterOffers } from './interpreter-offers.ts';
import { queueReminders } from './reminders.ts';
import { forgetSignUps } from './retention.ts';
import { cancelSignUp, changeSignUp, signUp } from './sign-ups.ts';
import { skipMeeting } from './skip-meeting.ts';

const later = new Date(today.getTime() + 60_000);

/** Johan said yes, Agnieszka was asked too in the meantime; she did not answer. */
async function arranged(moment: TestMoment = {}) {
	const { store, signUpId } = await wishedInTurkish(moment);
	await ask(store, signUpId, ['johan']);
	const askId = await askOf(store, 'johan');
	await answerAsk(store, await asParent(store, 'johan'), { askId, answer: 'yes', now: today });
	return { store, signUpId, askId };
}

/** What was told since, of these kinds: `['johan interpreter_not_needed CANCEL']`. */
async function toldOf(store: Store, ...kinds: string[]) {
	return (await noticesSoFar(store))
		.filter(({ kind }) => kinds.includes(kind.replace('moments.', '')))
		.map(({ to, kind, content }) =>
			[to, kind.replace('moments.', ''), content.calendar?.method].filter(Boolean).join(' '),
		);
}

const view = async (store: Store, askId: string) =>
	(await findOwnAsk(store.read, await asParent(store, 'johan'), { askId, locale: 'nl', now: later }))?.view;

describe('the interpreter is told', () => {
	it('and asked again when the time moves; yes then is for the new time', async () => {
		const { store, askId } = await arranged();
		const to = { day: '2026-10-14', from: '10:00', till: '10:30' };
		await moveSlot(store, await asStaff(store, 'marieke'), { slotId: 'monday', ...to, now: later });
		expect(await asksSoFar(store)).toEqual(['johan asked']);
		expect(await toldOf(store, 'interpreter_moved')).toEqual(['johan interpreter_moved CANCEL']);
		const johan = await asParent(store, 'johan');
		expect(await answerAsk(store, johan, { askId, answer: 'yes', now: later })).toEqual({ ok: true });
		const [, again] = (await noticesSoFar(store)).filter(
			({ kind }) => kind === 'moments.interpreter_accepted',
		);
		expect(again?.content.lines).toContain('woensdag 14 oktober, 10.00 – 10.30 uur');
	});

	it('when the slot, or the whole moment, is called off', async () => {
		const one = await arranged();
		await cancelSlot(one.store, await asStaff(one.store, 'marieke'), { slotId: 'monday', now: later });
		const all = await arranged();
		await cancelMoment(all.store, await asStaff(all.store, 'marieke'), { momentId: 'look', now: later });
		for (const { store, askId } of [one, all]) {
			expect(await toldOf(store, 'interpreter_called_off')).toEqual(['johan interpreter_called_off CANCEL']);
			expect(await view(store, askId)).toBe('called_off');
		}
	});

	it('of another room', async () => {
		const { store } = await arranged();
		await changeDetails(store, await asStaff(store, 'marieke'), {
			momentId: 'look',
			title: null,
			place: 'aula',
			note: null,
			interpreterOffered: true,
			now: later,
		});
		expect(await toldOf(store, 'interpreter_place')).toEqual(['johan interpreter_place PUBLISH']);
	});

	it.each<[string, (store: Store, signUpId: string) => Promise<unknown>]>([
		[
			'cancels',
			async (store, signUpId) =>
				cancelSignUp(store, await asParent(store, 'ayse'), { slotId: 'monday', signUpId, now: later }),
		],
		[
			'takes another time instead',
			async (store, signUpId) =>
				signUp(store, await asParent(store, 'ayse'), {
					slotId: 'tuesday',
					childId: 'elif',
					adults: 1,
					interpreter: 'tr',
					mayAskParent: true,
					note: null,
					wait: false,
					insteadOf: signUpId,
					now: later,
				}),
		],
		[
			'is taken off the list',
			async (store, signUpId) =>
				removeByHand(store, await asStaff(store, 'marieke'), { slotId: 'monday', signUpId, now: later }),
		],
	])('when who wished %s; the ask goes with the sign-up', async (_, act) => {
		const { store, signUpId, askId } = await arranged();
		await act(store, signUpId);
		expect(await toldOf(store, 'interpreter_not_needed')).toEqual(['johan interpreter_not_needed CANCEL']);
		expect(await asksSoFar(store)).toEqual([]);
		expect(await view(store, askId)).toBeUndefined();
	});

	it.each([
		['wishes for none any more', { interpreter: null, mayAskParent: true }],
		['wishes for another language', { interpreter: 'ku', mayAskParent: true }],
		['rather has no other parent', { interpreter: 'tr', mayAskParent: false }],
	])('when who wished %s', async (_, change) => {
		const { store, signUpId } = await arranged();
		const ayse = await asParent(store, 'ayse');
		const own = { slotId: 'monday', signUpId, adults: 1, note: null, now: later };
		expect((await changeSignUp(store, ayse, { ...own, ...change })).ok).toBe(true);
		expect(await asksSoFar(store)).toEqual(['johan closed']);
		expect(await toldOf(store, 'interpreter_not_needed')).toEqual(['johan interpreter_not_needed CANCEL']);
		const { signUp: signUps } = store.t;
		const [row] = await store.read.select().from(signUps).where(eq(signUps.schoolId, schoolId));
		expect(row).toMatchObject({ interpreterFoundAt: null, interpreterBy: null });
	});

	it('nothing when only the note changes', async () => {
		const { store, signUpId } = await arranged();
		const own = { slotId: 'monday', signUpId, adults: 1, note: 'tot maandag', now: later };
		const wish = { interpreter: 'tr', mayAskParent: true };
		await changeSignUp(store, await asParent(store, 'ayse'), { ...own, ...wish });
		expect(await asksSoFar(store)).toEqual(['johan accepted']);
		expect(await toldOf(store, 'interpreter_not_needed')).toEqual([]);
	});

	it('when a family skips this one meeting of a series', async () => {
		const { store, signUpId } = await arranged({ kind: 'parent_circle', meetings: 2 });
		const ayse = await asParent(store, 'ayse');
		const own = { slotId: 'monday', signUpId, now: later };
		expect(await skipMeeting(store, ayse, { ...own, skips: true })).toEqual({ ok: true });
		expect(await asksSoFar(store)).toEqual(['johan closed']);
	});

	it('the day before and just before, as of an own appointment', async () => {
		const { store } = await arranged();
		await queueReminders(store, at('2026-10-11', '17:00'));
		await queueReminders(store, at('2026-10-12', '07:35'));
		expect(await toldOf(store, 'interpreter_reminder_day', 'interpreter_reminder_hour')).toEqual([
			'johan interpreter_reminder_day',
			'johan interpreter_reminder_hour',
		]);
	});
});

it('asks and agreement go with the sign-ups when the school year ended', async () => {
	const { store } = await arranged();
	await store.transact((tx) => forgetSignUps(tx, schoolId, ['2026']));
	expect(await asksSoFar(store)).toEqual([]);
});

it('an offer ends with the school year, and is asked for again when the next one has begun', async () => {
	const { store } = await arranged();
	const { interpreterOffer, notice } = store.t;
	const left = () =>
		store.read.select().from(interpreterOffer).where(eq(interpreterOffer.schoolId, schoolId));
	const end = (now: Date, endedYearIds: string[]) =>
		store.transact((tx) =>
			forgetInterpreterOffers(tx, { schoolId, timeZone: 'Europe/Amsterdam', endedYearIds, now }),
		);
	await end(at('2027-07-10', '03:00'), []);
	expect(await left()).toHaveLength(2);
	await store.transact((tx) =>
		tx.insert(tx.t.schoolYear).values({
			schoolId,
			id: '2027',
			name: '2027-2028',
			startsOn: '2027-08-30',
			endsOn: '2028-07-21',
		}),
	);
	await end(at('2027-07-17', '03:00'), ['2026']);
	expect(await left()).toEqual([]);
	const asked = (await store.read.select().from(notice).where(eq(notice.schoolId, schoolId))).filter(
		({ kind }) => kind === 'moments.interpreter_offer_ended',
	);
	expect(asked.map(({ guardianId }) => guardianId).sort()).toEqual(['agnieszka', 'johan']);
	expect(asked[0]?.createdAt).toEqual(at('2027-09-06', '16:00'));
});
