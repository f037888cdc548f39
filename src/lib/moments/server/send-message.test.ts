import { describe, expect, it } from 'vitest';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { addMoment, at, noticesSoFar } from '../../../../tests/support/moments.ts';
import {
	addPeople,
	asParent,
	asStaff,
	schoolId,
	today,
	type GuardianName,
} from '../../../../tests/support/people.ts';
import { markAttendance } from './attendance.ts';
import { decline } from './declines.ts';
import { sendMessage } from './send-message.ts';
import { sentMessages } from './sent.ts';
import { signUp } from './sign-ups.ts';

/** Monday has one place: Fatima comes, Ayşe waits; Agnieszka and Mehmet have not answered. */
async function school() {
	const store = freshStore();
	await addPeople(store);
	await addMoment(store, { places: 1 });
	const signUpId = await take(store, 'fatima', 'ilyas');
	await take(store, 'ayse', 'elif');
	return { store, marieke: await asStaff(store, 'marieke'), signUpId };
}
async function take(store: TestStore, who: GuardianName, childId: string) {
	const wish = {
		slotId: 'monday',
		childId,
		adults: 1,
		interpreter: null,
		note: null,
		wait: true,
		now: today,
	};
	const result = await signUp(store, await asParent(store, who), wish);
	if (!result.ok) throw new Error(result.refusal);
	return result.signUpId;
}
const messages = async (store: TestStore, what: string) =>
	(await noticesSoFar(store)).filter(({ kind }) => kind === `moments.message_${what}`);
const about = { momentId: 'look', line: null, now: today };

describe('a message', () => {
	it('to those who come, in the own language, with the line of the school', async () => {
		const { store, marieke } = await school();
		const line = 'De hoofdingang is dicht, kom via het plein.';
		expect(await sendMessage(store, marieke, { ...about, what: 'remind', line })).toEqual({
			ok: true,
			told: 1,
		});
		const [fatima, ...others] = await messages(store, 'remind');
		expect(others).toEqual([]);
		expect(fatima).toMatchObject({ to: 'fatima', route: 'one' });
		expect(fatima?.content.title).toContain('الاثنين 12 أكتوبر');
		expect(fatima?.content.lines.at(-1)).toBe(`\u2068${line}\u2069`);
	});

	it('to those who wait; and to those who did not answer, not to who said no', async () => {
		const { store, marieke } = await school();
		expect(await sendMessage(store, marieke, { ...about, what: 'waiting' })).toEqual({ ok: true, told: 1 });
		expect((await messages(store, 'waiting')).map(({ to }) => to)).toEqual(['ayse']);
		const mehmet = await asParent(store, 'mehmet');
		await decline(store, mehmet, { momentId: 'look', childId: 'elif', now: today });
		expect(await sendMessage(store, marieke, { ...about, what: 'again' })).toEqual({ ok: true, told: 1 });
		expect((await messages(store, 'again')).map(({ to }) => to)).toEqual(['agnieszka']);
	});

	it('thanks who came, afterwards', async () => {
		const { store, marieke, signUpId } = await school();
		const now = at('2026-10-12', '09:30');
		expect(await sendMessage(store, marieke, { ...about, what: 'thanks', now })).toEqual({
			ok: false,
			refusal: 'nobody',
		});
		await markAttendance(store, marieke, { signUpId, came: true, now });
		expect(await sendMessage(store, marieke, { ...about, what: 'thanks', now })).toEqual({
			ok: true,
			told: 1,
		});
		expect((await messages(store, 'thanks')).map(({ to }) => to)).toEqual(['fatima']);
	});

	it('goes to each once a day, and stands in the list of what was sent', async () => {
		const { store, marieke } = await school();
		const remind = { ...about, what: 'remind' as const };
		expect(await sendMessage(store, marieke, remind)).toMatchObject({ ok: true });
		expect(await sendMessage(store, marieke, remind)).toEqual({ ok: false, refusal: 'today' });
		const tomorrow = at('2026-10-07', '08:00');
		expect(await sendMessage(store, marieke, { ...remind, now: tomorrow })).toEqual({ ok: true, told: 1 });
		const sent = await sentMessages(store.read, schoolId, 'look');
		expect(sent.map(({ what, by, to }) => [what, by, to.map(({ name }) => name)])).toEqual([
			['remind', 'Marieke Koster', ['Fatima el Bakkali']],
			['remind', 'Marieke Koster', ['Fatima el Bakkali']],
		]);
	});

	it('is written by who runs the moment only', async () => {
		const { store } = await school();
		const selin = await asStaff(store, 'selin');
		expect(await sendMessage(store, selin, { ...about, what: 'remind' })).toEqual({
			ok: false,
			refusal: 'not_found',
		});
		expect(await messages(store, 'remind')).toEqual([]);
	});
});
