import { expect, it } from 'vitest';
import { freshStore, type TestStore } from '../../../../tests/support/database.ts';
import { addMoment, auditSoFar } from '../../../../tests/support/moments.ts';
import { addPeople, asParent, asStaff, today, type StaffName } from '../../../../tests/support/people.ts';
import { moveSlot } from './change.ts';
import { doorList } from './door-list.ts';
import { markInterpreter } from './interpreters.ts';
import { changeSignUp, signUp } from './sign-ups.ts';

async function wished(interpreter: string | null = 'ary') {
	const store = freshStore();
	await addPeople(store);
	await addMoment(store);
	const result = await signUp(store, await asParent(store, 'fatima'), {
		slotId: 'monday',
		childId: 'ilyas',
		adults: 1,
		interpreter,
		note: null,
		wait: false,
		now: today,
	});
	if (!result.ok) throw new Error(result.refusal);
	return { store, signUpId: result.signUpId };
}

async function isFound(store: TestStore, day = '2026-10-12') {
	const { slots } = await doorList(store, await asStaff(store, 'marieke'), { day, now: today });
	return slots.flatMap(({ coming }) => coming).map(({ interpreterFound }) => interpreterFound);
}

it('is noted as found, and as not found after all', async () => {
	const { store, signUpId } = await wished();
	const marieke = await asStaff(store, 'marieke');
	expect(await isFound(store)).toEqual([false]);
	expect(await markInterpreter(store, marieke, { signUpId, found: true, now: today })).toEqual({ ok: true });
	expect(await isFound(store)).toEqual([true]);
	await markInterpreter(store, marieke, { signUpId, found: false, now: today });
	expect(await isFound(store)).toEqual([false]);
	expect(await auditSoFar(store)).toContain('staff marieke moments.interpreter_marked');
});

it('has to be found again when the wish or the time changes, and not when only the note does', async () => {
	const { store, signUpId } = await wished();
	const marieke = await asStaff(store, 'marieke');
	const fatima = await asParent(store, 'fatima');
	const change = { slotId: 'monday', signUpId, adults: 1, note: 'met oma', now: today };
	await markInterpreter(store, marieke, { signUpId, found: true, now: today });
	await changeSignUp(store, fatima, { ...change, interpreter: 'ary' });
	expect(await isFound(store)).toEqual([true]);
	await changeSignUp(store, fatima, { ...change, interpreter: 'ar' });
	expect(await isFound(store)).toEqual([false]);
	await markInterpreter(store, marieke, { signUpId, found: true, now: today });
	await moveSlot(store, marieke, {
		slotId: 'monday',
		day: '2026-10-14',
		from: '08:30',
		till: '09:00',
		now: today,
	});
	expect(await isFound(store, '2026-10-14')).toEqual([false]);
});

it.each<[StaffName, boolean]>([
	['marieke', true],
	['naima', true],
	['petra', true],
	['joke', true],
	['selin', false],
	['henk', false],
])('%s may: %s', async (who, may) => {
	const { store, signUpId } = await wished();
	const result = await markInterpreter(store, await asStaff(store, who), {
		signUpId,
		found: true,
		now: today,
	});
	expect(result.ok).toBe(may);
	expect(await isFound(store)).toEqual([may]);
});

it('is nothing to find where nobody wished for one', async () => {
	const { store, signUpId } = await wished(null);
	const marieke = await asStaff(store, 'marieke');
	expect(await markInterpreter(store, marieke, { signUpId, found: true, now: today })).toEqual({
		ok: false,
		refusal: 'not_found',
	});
});
