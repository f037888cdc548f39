// rush-sqlite: 200 guardians sign up for 10 places, all at once, and once more with 32 under way at a time. Ten are in,
// the waiting numbers are 1 to 190 once each, and who was answered before another asked is never behind that one.
import { signUp } from '#lib/moments/server/sign-ups.ts';
import { findUnfair, wrongNumbers, type Answered } from './support/rush.ts';
import type { BenchResult } from './support/result.ts';
import { now, schoolWithFamilies } from './support/school-with-families.ts';

const GUARDIANS = 200;
const PLACES = 10;

export async function run(): Promise<BenchResult> {
	const school = await schoolWithFamilies({ families: GUARDIANS, slots: 2, places: PLACES });
	try {
		const [atOnce = '', inTurn = ''] = school.slotIds;
		const started = performance.now();
		const rushes = [await rush(atOnce, GUARDIANS), await rush(inTurn, 32)];
		const seconds = (performance.now() - started) / 1000;
		const confirmed = rushes.map((answers) => answers.filter(({ number }) => number === null).length);
		const problems = rushes.flatMap((answers) => [...wrongNumbers(answers, PLACES), ...findUnfair(answers)]);
		const ours = Math.max(...confirmed);
		return {
			name: 'rush-sqlite',
			ours,
			limit: PLACES,
			ratio: ours / PLACES,
			budget: 1,
			ok: problems.length === 0 && confirmed.every((count) => count === PLACES),
			unit: 'confirmed',
			note: problems[0] ?? `${2 * GUARDIANS} sign-ups in ${seconds.toFixed(2)} s`,
		};
	} finally {
		await school.close();
	}

	async function rush(slotId: string, inFlight: number): Promise<Answered[]> {
		const waiting = [...school.parents];
		const answers: Answered[] = [];
		let clock = 0;
		await Promise.all(
			Array.from({ length: inFlight }, async () => {
				for (let parent = waiting.shift(); parent; parent = waiting.shift()) {
					const asked = clock++;
					const wish = { slotId, childId: school.childOf(parent), adults: 1, interpreter: null, note: null };
					const result = await signUp(school.store, parent, { ...wish, wait: true, now });
					if (!result.ok) throw new Error(result.refusal);
					answers.push({ asked, answered: clock++, number: result.number });
				}
			}),
		);
		return answers;
	}
}
