// A wish for an interpreter, and parents who offer to interpret, for the tests.
import { eq } from 'drizzle-orm';
import type { Store } from '#lib/database/store.ts';
import { offerToInterpret, type InterpreterOffer } from '#lib/moments/server/interpreter-offers.ts';
import { askInterpreters } from '#lib/moments/server/interpreters.ts';
import { signUp } from '#lib/moments/server/sign-ups.ts';
import { freshStore } from './database.ts';
import { addMoment, type TestMoment } from './moments.ts';
import { addPeople, asParent, asStaff, schoolId, today, type GuardianName } from './people.ts';

/** Offers it: Turkish, with Dutch, at school, unless it says otherwise. */
export async function offers(store: Store, who: GuardianName, offer: Partial<InterpreterOffer> = {}) {
	return offerToInterpret(store, await asParent(store, who), {
		languages: ['tr'],
		withSchool: ['nl'],
		atSchool: true,
		byPhone: false,
		...offer,
		now: today,
	});
}

/** Ayşe comes for Elif on Monday and wishes for Turkish; Agnieszka and Johan offer it. */
export async function wishedInTurkish({
	mayAskParent = true,
	...moment
}: TestMoment & { mayAskParent?: boolean } = {}) {
	const store = freshStore();
	await addPeople(store);
	await addMoment(store, moment);
	const result = await signUp(store, await asParent(store, 'ayse'), {
		slotId: 'monday',
		childId: 'elif',
		adults: 1,
		interpreter: 'tr',
		mayAskParent,
		note: null,
		wait: false,
		now: today,
	});
	if (!result.ok) throw new Error(result.refusal);
	await offers(store, 'agnieszka');
	await offers(store, 'johan');
	return { store, signUpId: result.signUpId };
}

/** Marieke asks these. */
export async function ask(store: Store, signUpId: string, guardianIds: GuardianName[], now = today) {
	return askInterpreters(store, await asStaff(store, 'marieke'), { signUpId, guardianIds, now });
}

/** The id of what a guardian was asked. */
export async function askOf(store: Store, who: GuardianName): Promise<string> {
	const { interpreterAsk } = store.t;
	const rows = await store.read.select().from(interpreterAsk).where(eq(interpreterAsk.schoolId, schoolId));
	const found = rows.find(({ guardianId }) => guardianId === who);
	if (!found) throw new Error(`${who} was not asked`);
	return found.id;
}

/** How each ask stands: `['agnieszka asked']`. */
export async function asksSoFar(store: Store): Promise<string[]> {
	const { interpreterAsk } = store.t;
	const rows = await store.read.select().from(interpreterAsk).where(eq(interpreterAsk.schoolId, schoolId));
	return rows.map(({ guardianId, state }) => `${guardianId} ${state}`).sort();
}
