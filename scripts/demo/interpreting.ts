// Parents who offer to interpret; of the wishes of the first group one is arranged with one of them, and one is open.
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import type { Store } from '#lib/database/store.ts';
import { answerAsk } from '#lib/moments/server/interpreter-answers.ts';
import { offerToInterpret } from '#lib/moments/server/interpreter-offers.ts';
import { findWhoMayBeAsked } from '#lib/moments/server/interpreter-wishes.ts';
import { askInterpreters } from '#lib/moments/server/interpreters.ts';
import { asParent } from './moments.ts';

/** Who offers what; with Dutch. */
const OFFERS = [
	{ name: 'Fatima el Ouali', languages: ['ar', 'ary'], atSchool: true, byPhone: true },
	{ name: 'Hodan Mohamud', languages: ['so'], atSchool: true, byPhone: false },
	{ name: 'Ayşe Demir', languages: ['tr'], atSchool: true, byPhone: false },
	{ name: 'Georgi Petrova', languages: ['bg'], atSchool: false, byPhone: true },
	{ name: 'Ana da Silva', languages: ['pt', 'es'], atSchool: true, byPhone: true },
];

export async function offerInDemo(store: Store, schoolId: string, now: Date): Promise<void> {
	const { guardian } = store.t;
	const names = OFFERS.map(({ name }) => name);
	const people = await store.read
		.select({ guardianId: guardian.id, name: guardian.name })
		.from(guardian)
		.where(and(eq(guardian.schoolId, schoolId), inArray(guardian.name, names)));
	for (const { name, ...offer } of OFFERS) {
		const person = people.find((one) => one.name === name);
		if (!person) throw new Error(`the demo lacks ${name}`);
		await asParent(store, schoolId, person.guardianId, now, (parent) =>
			offerToInterpret(store, parent, { ...offer, withSchool: ['nl'], now }),
		);
	}
}

/** Asks for the wish in this language, and the first who can says yes. */
export async function arrangeInDemo(
	store: Store,
	staff: StaffActor,
	{ momentId, language, now }: { momentId: string; language: string; now: Date },
): Promise<void> {
	const { signUp, slot, interpreterAsk } = store.t;
	const { schoolId } = staff;
	const [wish] = await store.read
		.select({
			signUpId: signUp.id,
			guardianId: signUp.guardianId,
			mayAskParent: signUp.mayAskParent,
			startsAt: slot.startsAt,
			endsAt: slot.endsAt,
		})
		.from(signUp)
		.innerJoin(slot, and(eq(slot.schoolId, signUp.schoolId), eq(slot.id, signUp.slotId)))
		.where(
			and(eq(signUp.schoolId, schoolId), eq(signUp.momentId, momentId), eq(signUp.interpreter, language)),
		)
		.orderBy(asc(slot.startsAt))
		.limit(1);
	if (!wish) return;
	const may = await findWhoMayBeAsked(store.read, schoolId, [{ ...wish, language }], now);
	const [helper] = may.get(wish.signUpId) ?? [];
	if (!helper) return;
	const { guardianId } = helper;
	await askInterpreters(store, staff, { signUpId: wish.signUpId, guardianIds: [guardianId], now });
	const [asked] = await store.read
		.select({ askId: interpreterAsk.id })
		.from(interpreterAsk)
		.where(and(eq(interpreterAsk.schoolId, schoolId), eq(interpreterAsk.signUpId, wish.signUpId)));
	if (!asked) return;
	await asParent(store, schoolId, guardianId, now, (parent) =>
		answerAsk(store, parent, { ...asked, answer: 'yes', now }),
	);
}
