import { expect, test } from 'vitest';
import { findUnfair, wrongNumbers, type Answered } from '../../../../bench/support/rush.ts';
import { now, schoolWithFamilies } from '../../../../bench/support/school-with-families.ts';
import { signUp } from './sign-ups.ts';

test('two hundred at once for ten places: ten are in, and the waiting list is in order', async () => {
	const school = await schoolWithFamilies({ families: 200, slots: 1, places: 10 });
	const asked = [...school.parents];
	const answers: Answered[] = [];
	let clock = 0;
	// a first hundred at once; each answer lets one more ask, so that some are sure to ask after others were answered
	const one = async (): Promise<void> => {
		const parent = asked.shift();
		if (!parent) return;
		const at = clock++;
		const wish = {
			slotId: 'slot0',
			childId: school.childOf(parent),
			adults: 1,
			interpreter: null,
			note: null,
		};
		const result = await signUp(school.store, parent, { ...wish, wait: true, now });
		if (!result.ok) throw new Error(result.refusal);
		answers.push({ asked: at, answered: clock++, number: result.number });
		await one();
	};
	await Promise.all(Array.from({ length: 100 }, one));
	await school.close();
	expect(answers).toHaveLength(200);
	expect([...wrongNumbers(answers, 10), ...findUnfair(answers)]).toEqual([]);
});

test('the checks of a rush find what is wrong', () => {
	const answer = (asked: number, answered: number, number: number | null) => ({ asked, answered, number });
	expect(wrongNumbers([answer(0, 1, null), answer(2, 3, null)], 1)).toEqual(['2 confirmed on 1 places']);
	expect(wrongNumbers([answer(0, 1, null), answer(2, 3, 2)], 1)).toHaveLength(1);
	expect(findUnfair([answer(0, 1, 2), answer(2, 3, 1)])).toHaveLength(1);
	expect(findUnfair([answer(0, 2, 2), answer(1, 3, 1)])).toEqual([]);
});
