// Parents who offer to interpret; of the wishes of the first group one is arranged with one of them, and one is open.
import { and, asc, eq, isNotNull } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import type { Store } from '#lib/database/store.ts';
import { answerAsk } from '#lib/moments/server/interpreter-answers.ts';
import { offerToInterpret } from '#lib/moments/server/interpreter-offers.ts';
import { findWhoMayBeAsked } from '#lib/moments/server/interpreter-wishes.ts';
import { askInterpreters } from '#lib/moments/server/interpreters.ts';
import { guardiansOfGroup } from './families.ts';
import { asParent } from './moments.ts';

/** What parents of another group offer, one after the other. */
const OFFERS = [
	{ languages: ['so'], withSchool: ['nl'], atSchool: true, byPhone: false },
	{ languages: ['ti', 'am'], withSchool: ['nl', 'en'], atSchool: true, byPhone: true },
	{ languages: ['ar', 'ary'], withSchool: ['nl'], atSchool: true, byPhone: true },
	{ languages: ['so', 'en'], withSchool: ['nl'], atSchool: false, byPhone: true },
	{ languages: ['tr'], withSchool: ['nl'], atSchool: true, byPhone: false },
];

export async function offerInDemo(
	store: Store,
	schoolId: string,
	{ groupId, now }: { groupId: string; now: Date },
): Promise<void> {
	const families = await guardiansOfGroup(store, schoolId, groupId);
	for (const [index, { guardianId }] of families.slice(0, OFFERS.length).entries()) {
		const offer = OFFERS[index];
		if (offer)
			await asParent(store, schoolId, guardianId, now, (parent) =>
				offerToInterpret(store, parent, { ...offer, now }),
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
			and(
				eq(signUp.schoolId, schoolId),
				eq(signUp.momentId, momentId),
				eq(signUp.interpreter, language),
				isNotNull(signUp.interpreter),
			),
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
