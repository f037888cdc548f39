// What staff see of the wishes for an interpreter: how each stands, and which parents could be asked.
import { and, eq, gt, gte, inArray, isNull, or } from 'drizzle-orm';
import type { Reader } from '#lib/database/store.ts';
import { findFamilyMembers } from '#lib/families/server/family-members.ts';
import {
	mayBeAsked,
	schoolSide,
	wishState,
	type AskState,
	type InterpreterWay,
	type Offering,
	type Wish,
	type WishState,
} from '../interpreting.ts';
import type { Attendee } from './attendees.ts';

/** A guardian who could be asked: a name and what they offer, nothing of their family. */
export interface Candidate {
	guardianId: string;
	/** Null when the school gave none. */
	name: string | null;
	/** What they speak with the school. */
	withSchool: string[];
	atSchool: boolean;
	byPhone: boolean;
}

export interface WishOfStaff {
	attendee: Attendee;
	slotId: string;
	startsAt: Date;
	/** Tag of the language. */
	language: string;
	mayAskParent: boolean;
	state: WishState;
	by: InterpreterWay | null;
	/** By telephone: where the parent who said yes can be called. */
	phone: string | null;
	/** Names of who was asked, whatever they answered. */
	asked: (string | null)[];
	candidates: Candidate[];
}

interface SlotOfStaff {
	slotId: string;
	startsAt: Date;
	endsAt: Date;
	cancelled: boolean;
	coming: readonly Attendee[];
}

/** The wishes of who comes to these slots, in order of time. The attendees are those that this member of staff may see. */
export async function interpreterWishes(
	db: Reader,
	schoolId: string,
	slots: readonly SlotOfStaff[],
	now: Date,
): Promise<WishOfStaff[]> {
	const found = slots
		.filter(({ cancelled }) => !cancelled)
		.flatMap(({ slotId, startsAt, endsAt, coming }) =>
			coming.flatMap((attendee) =>
				attendee.interpreter && !attendee.skips
					? [{ attendee, slotId, startsAt, endsAt, language: attendee.interpreter }]
					: [],
			),
		);
	if (found.length === 0) return [];
	const asks = await asksOf(
		db,
		schoolId,
		found.map(({ attendee }) => attendee.signUpId),
	);
	const open = found
		.filter(({ attendee, startsAt }) => !attendee.interpreterFound && now < startsAt)
		.map(({ attendee, ...rest }) => ({ ...rest, ...wishOf(attendee, rest) }));
	const may = await findWhoMayBeAsked(db, schoolId, open, now);
	return found.map(({ attendee, slotId, startsAt, language }) => {
		const own = asks.get(attendee.signUpId) ?? [];
		const { interpreterFound, interpreterBy: by, mayAskParent } = attendee;
		return {
			attendee,
			slotId,
			startsAt,
			language,
			mayAskParent,
			state: wishState({ found: interpreterFound, startsAt }, own, now),
			by,
			phone: own.find(({ state, byPhone }) => state === 'accepted' && byPhone)?.phone ?? null,
			asked: own.filter(({ state }) => state === 'asked' || state === 'declined').map(({ name }) => name),
			candidates: may.get(attendee.signUpId) ?? [],
		};
	});
}

function wishOf(
	{ signUpId, guardianId, mayAskParent }: Attendee,
	{ startsAt, endsAt, language }: { startsAt: Date; endsAt: Date; language: string },
): Wish {
	return { signUpId, guardianId, mayAskParent, startsAt, endsAt, language };
}

async function asksOf(db: Reader, schoolId: string, signUpIds: string[]) {
	const { interpreterAsk, guardian } = db.t;
	const rows = await db
		.select({
			signUpId: interpreterAsk.signUpId,
			state: interpreterAsk.state,
			askedAt: interpreterAsk.askedAt,
			byPhone: interpreterAsk.byPhone,
			name: guardian.name,
			phone: guardian.phone,
		})
		.from(interpreterAsk)
		.innerJoin(
			guardian,
			and(eq(guardian.schoolId, interpreterAsk.schoolId), eq(guardian.id, interpreterAsk.guardianId)),
		)
		.where(and(eq(interpreterAsk.schoolId, schoolId), inArray(interpreterAsk.signUpId, signUpIds)))
		.orderBy(interpreterAsk.askedAt, interpreterAsk.id);
	return Map.groupBy(rows, ({ signUpId }) => signUpId);
}

/** For each wish the guardians who may be asked, by name; at most five queries for all of them. */
export async function findWhoMayBeAsked(
	db: Reader,
	schoolId: string,
	wishes: readonly Wish[],
	now: Date,
): Promise<Map<string, Candidate[]>> {
	const agreed = wishes.filter(({ mayAskParent }) => mayAskParent);
	if (agreed.length === 0) return new Map();
	const offers = (await findOffers(db, schoolId, now)).filter((offer) =>
		agreed.some(({ language }) => schoolSide(offer, language).length > 0),
	);
	if (offers.length === 0) return new Map();
	const ids = offers.map(({ guardianId }) => guardianId);
	const busy = await findBusy(db, schoolId, ids, now);
	const families = await findFamilyMembers(db, schoolId);
	const asked = await findStates(
		db,
		schoolId,
		agreed.map(({ signUpId }) => signUpId),
	);
	return new Map(
		agreed.map((wish) => {
			const family = families.get(wish.guardianId) ?? new Set<string>();
			const may = offers.filter((offer) => {
				const one: Offering = { ...offer, busy: busy.get(offer.guardianId) ?? [] };
				return mayBeAsked(wish, one, { family, asked: asked.get(`${wish.signUpId} ${offer.guardianId}`) });
			});
			return [
				wish.signUpId,
				may.map(({ guardianId, name, atSchool, byPhone, ...offer }) => ({
					guardianId,
					name,
					atSchool,
					byPhone,
					withSchool: schoolSide(offer, wish.language),
				})),
			];
		}),
	);
}

/** Offers of this school year, of guardians who have a child at the school that they may know of. */
export async function findOffers(db: Reader, schoolId: string, now: Date) {
	const { interpreterOffer, guardian, guardianship, child, schoolYear } = db.t;
	// offers end with the year; the summer still belongs to it
	const today = now.toISOString().slice(0, 10);
	return db
		.selectDistinct({
			guardianId: guardian.id,
			name: guardian.name,
			searchKey: guardian.searchKey,
			languages: interpreterOffer.languages,
			withSchool: interpreterOffer.withSchool,
			atSchool: interpreterOffer.atSchool,
			byPhone: interpreterOffer.byPhone,
		})
		.from(interpreterOffer)
		.innerJoin(
			schoolYear,
			and(
				eq(schoolYear.schoolId, interpreterOffer.schoolId),
				eq(schoolYear.id, interpreterOffer.schoolYearId),
				gte(schoolYear.endsOn, today),
			),
		)
		.innerJoin(
			guardian,
			and(eq(guardian.schoolId, interpreterOffer.schoolId), eq(guardian.id, interpreterOffer.guardianId)),
		)
		.innerJoin(
			guardianship,
			and(
				eq(guardianship.schoolId, guardian.schoolId),
				eq(guardianship.guardianId, guardian.id),
				inArray(guardianship.level, ['full', 'information']),
			),
		)
		.innerJoin(
			child,
			and(
				eq(child.schoolId, guardianship.schoolId),
				eq(child.id, guardianship.childId),
				or(isNull(child.leftOn), gte(child.leftOn, today)),
			),
		)
		.where(eq(interpreterOffer.schoolId, schoolId))
		.orderBy(guardian.searchKey, guardian.id);
}

/** What these guardians are to be at: own sign-ups, and interpretings that they said yes to. */
export async function findBusy(
	db: Reader,
	schoolId: string,
	guardianIds: readonly string[],
	now: Date,
): Promise<Map<string, { startsAt: Date; endsAt: Date }[]>> {
	const { signUp, slot, moment } = db.t;
	const own = await db
		.select({ guardianId: signUp.guardianId, startsAt: slot.startsAt, endsAt: slot.endsAt })
		.from(signUp)
		.innerJoin(slot, and(eq(slot.schoolId, signUp.schoolId), eq(slot.id, signUp.slotId)))
		.innerJoin(moment, ofSlot(db))
		.where(
			and(
				eq(signUp.schoolId, schoolId),
				inArray(signUp.guardianId, [...guardianIds]),
				isNull(signUp.skipsAt),
				isOn(db, now),
			),
		);
	const interpreting = await findInterpreting(db, schoolId, guardianIds, now);
	return Map.groupBy([...own, ...interpreting], ({ guardianId }) => guardianId);
}

function ofSlot(db: Reader) {
	const { slot, moment } = db.t;
	return and(eq(moment.schoolId, slot.schoolId), eq(moment.id, slot.momentId));
}

function isOn(db: Reader, now: Date) {
	const { slot, moment } = db.t;
	return and(gt(slot.endsAt, now), isNull(slot.cancelledAt), isNull(moment.cancelledAt));
}

/** When these guardians interpret: what they said yes to and is not over. */
export async function findInterpreting(
	db: Reader,
	schoolId: string,
	guardianIds: readonly string[],
	now: Date,
): Promise<{ guardianId: string; startsAt: Date; endsAt: Date }[]> {
	const { slot, moment, interpreterAsk } = db.t;
	return db
		.select({ guardianId: interpreterAsk.guardianId, startsAt: slot.startsAt, endsAt: slot.endsAt })
		.from(interpreterAsk)
		.innerJoin(slot, and(eq(slot.schoolId, interpreterAsk.schoolId), eq(slot.id, interpreterAsk.slotId)))
		.innerJoin(moment, ofSlot(db))
		.where(
			and(
				eq(interpreterAsk.schoolId, schoolId),
				inArray(interpreterAsk.guardianId, [...guardianIds]),
				eq(interpreterAsk.state, 'accepted'),
				isOn(db, now),
			),
		);
}

async function findStates(db: Reader, schoolId: string, signUpIds: string[]): Promise<Map<string, AskState>> {
	const { interpreterAsk } = db.t;
	const rows = await db
		.select({
			signUpId: interpreterAsk.signUpId,
			guardianId: interpreterAsk.guardianId,
			state: interpreterAsk.state,
		})
		.from(interpreterAsk)
		.where(and(eq(interpreterAsk.schoolId, schoolId), inArray(interpreterAsk.signUpId, signUpIds)));
	return new Map(rows.map(({ signUpId, guardianId, state }) => [`${signUpId} ${guardianId}`, state]));
}
