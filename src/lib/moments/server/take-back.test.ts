import { expect, test } from 'vitest';
import { freshStore } from '../../../../tests/support/database.ts';
import { noticesSoFar } from '../../../../tests/support/moments.ts';
import { addPeople, asParent, asStaff, today } from '../../../../tests/support/people.ts';
import { momentPage } from './for-parent.ts';
import { proposePlan } from './propose.ts';
import { publishPlan } from './publish.ts';
import { signUp } from './sign-ups.ts';
import { takeBack } from './take-back.ts';

/** A kijkmoment week of 1/2 Zonnebloem, published on Tuesday at eight: it invites at four. */
async function published() {
	const store = freshStore();
	await addPeople(store);
	const marieke = await asStaff(store, 'marieke');
	const proposal = await proposePlan(store, marieke, { kind: 'look', groupIds: ['zonnebloem'], now: today });
	if (!proposal) throw new Error('nothing proposed');
	const result = await publishPlan(store, marieke, proposal.plan, today);
	if (!result.ok) throw new Error(result.refusal);
	return { store, marieke, momentId: result.momentId };
}
const at = (time: string) => new Date(`2026-10-06T${time}:00+02:00`);

test('until the invitations go out, publishing is undone: no parent sees it, and nothing is sent', async () => {
	const { store, marieke, momentId } = await published();
	const ayse = await asParent(store, 'ayse');
	expect(await momentPage(store, ayse, momentId, today)).toBeDefined();
	expect((await noticesSoFar(store)).length).toBeGreaterThan(0);

	expect(await takeBack(store, marieke, { momentId, now: at('15:59') })).toEqual({ ok: true });
	expect(await momentPage(store, ayse, momentId, today)).toBeUndefined();
	expect(await noticesSoFar(store)).toEqual([]);
	// a double tap
	expect(await takeBack(store, marieke, { momentId, now: at('15:59') })).toEqual({ ok: true });
});

test('what parents were told, or said yes to, is not undone silently', async () => {
	const { store, marieke, momentId } = await published();
	expect(await takeBack(store, marieke, { momentId, now: at('16:00') })).toEqual({
		ok: false,
		refusal: 'invited',
	});
	const ayse = await asParent(store, 'ayse');
	const page = await momentPage(store, ayse, momentId, today);
	const wish = { childId: 'elif', adults: 1, interpreter: null, note: null, wait: false, now: today };
	const slotId = page?.slots[0]?.slotId ?? '';
	expect(await signUp(store, ayse, { ...wish, slotId })).toMatchObject({ ok: true });
	expect(await takeBack(store, marieke, { momentId, now: today })).toEqual({
		ok: false,
		refusal: 'signed_up',
	});
});

test('only who plans for the group takes back', async () => {
	const { store, momentId } = await published();
	const selin = await asStaff(store, 'selin');
	expect(await takeBack(store, selin, { momentId, now: today })).toEqual({ ok: false, refusal: 'not_found' });
});
