// A parent's own profile: made, changed and deleted by nobody else, and shown to no other parent.
import { and, eq, gte, inArray, isNull, or } from 'drizzle-orm';
import type { ParentActor, StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import { findRecipients } from '#lib/families/server/recipients.ts';
import { queueNotices } from '#lib/notifications/server/queue.ts';
import { addDays, dayOf, instantOf } from '#lib/platform/server/local-time.ts';
import { findSchoolYear } from '#lib/school/server/school-year.ts';
import { isLanguageTag } from '#lib/translation/languages.ts';
import { NEAR_SCHOOL, type BuddyProfile } from '../profile.ts';
import { askedAgain, suggested } from './notices.ts';
import { mayTakePart, runsBuddies } from './policy.ts';
import { buddiesAreOn } from './switch.ts';

type Whose = Pick<ParentActor, 'schoolId' | 'guardianId' | 'school'>;

/** The own profile of this school year; undefined when there is none. */
export async function readProfile(db: Reader, parent: Whose, now: Date): Promise<BuddyProfile | undefined> {
	const year = await findSchoolYear(db, parent.schoolId, dayOf(now, parent.school.timeZone));
	const { buddyProfile } = db.t;
	const [found] = await db
		.select()
		.from(buddyProfile)
		.where(
			and(
				eq(buddyProfile.schoolId, parent.schoolId),
				eq(buddyProfile.guardianId, parent.guardianId),
				eq(buddyProfile.schoolYearId, year?.id ?? ''),
			),
		);
	if (!found) return undefined;
	const { offers, wishes, languages, topics, times, area, capacity, circle } = found;
	return { offers, wishes, languages, topics, times, area, capacity, circle };
}

export type ProfileRefusal =
	/** The school has it off, has no school year, shut this parent out, or they have no child here with the say over it. */
	| 'not_here'
	/** Neither offers nor wishes. */
	| 'no_role'
	| 'no_language';

/** Whether a parent may have a profile at all: on, with a say over a child, not shut out. */
export async function mayHaveProfile(db: Reader, parent: ParentActor): Promise<boolean> {
	if (!mayTakePart(parent) || !(await buddiesAreOn(db, parent.schoolId))) return false;
	const { buddyBlock } = db.t;
	const { schoolId, guardianId } = parent;
	const own = and(eq(buddyBlock.schoolId, schoolId), eq(buddyBlock.guardianId, guardianId));
	return (await db.$count(buddyBlock, own)) === 0;
}

/**
 * Makes the profile or changes it. Since when they wait stays; what the coordinator has not sent yet is proposed anew. It
 * ends with the school year.
 */
export function saveProfile(
	store: Store,
	parent: ParentActor,
	{ now, ...profile }: BuddyProfile & { now: Date },
): Promise<{ ok: true } | { ok: false; refusal: ProfileRefusal }> {
	return store.transact(async (tx) => {
		const { schoolId, guardianId } = parent;
		const year = await findSchoolYear(tx, schoolId, dayOf(now, parent.school.timeZone));
		if (!year || !(await mayHaveProfile(tx, parent))) return { ok: false, refusal: 'not_here' as const };
		if (!profile.offers && !profile.wishes) return { ok: false, refusal: 'no_role' as const };
		const languages = [...new Set(profile.languages)].filter(isLanguageTag);
		if (languages.length === 0) return { ok: false, refusal: 'no_language' as const };
		const area =
			profile.area === NEAR_SCHOOL || /^[1-9]\d{3}$/.test(profile.area ?? '') ? profile.area : null;
		const { buddyProfile, buddySuggestion } = tx.t;
		const set = { ...profile, languages, area, schoolYearId: year.id };
		await tx
			.insert(buddyProfile)
			.values({ schoolId, guardianId, ...set, since: now })
			.onConflictDoUpdate({ target: [buddyProfile.schoolId, buddyProfile.guardianId], set });
		await forgetProposals(tx, schoolId, guardianId);
		await tx
			.delete(buddySuggestion)
			.where(and(eq(buddySuggestion.schoolId, schoolId), eq(buddySuggestion.guardianId, guardianId)));
		await audit(tx, parent, 'buddies.profile_saved', { guardianId }, now);
		return { ok: true as const };
	});
}

/**
 * Deletes the profile with one tap. What was asked and is not answered counts as no answer; who is together with somebody
 * stays so until one of the two stops. Twice is once.
 */
export function deleteProfile(store: Store, parent: ParentActor, now: Date): Promise<void> {
	return store.transact(async (tx) => {
		const { schoolId, guardianId } = parent;
		if (await removeProfile(tx, schoolId, guardianId))
			await audit(tx, parent, 'buddies.profile_deleted', { guardianId }, now);
	});
}

/** Deletes a profile with its proposals, and says no to what is asked. True when there was one. */
export async function removeProfile(tx: Tx, schoolId: string, guardianId: string): Promise<boolean> {
	const { buddyProfile, buddyMatch, buddySide } = tx.t;
	const gone = await tx
		.delete(buddyProfile)
		.where(and(eq(buddyProfile.schoolId, schoolId), eq(buddyProfile.guardianId, guardianId)))
		.returning({ guardianId: buddyProfile.guardianId });
	await forgetProposals(tx, schoolId, guardianId);
	const asked = tx
		.select({ id: buddyMatch.id })
		.from(buddyMatch)
		.where(and(eq(buddyMatch.schoolId, schoolId), eq(buddyMatch.state, 'asked')));
	await tx
		.update(buddySide)
		.set({ answer: 'no', shares: null, phone: null })
		.where(
			and(
				eq(buddySide.schoolId, schoolId),
				eq(buddySide.guardianId, guardianId),
				inArray(buddySide.matchId, asked),
			),
		);
	return gone.length > 0;
}

/** What was not sent yet goes, with whom it may be. */
export async function forgetProposals(tx: Tx, schoolId: string, guardianId: string): Promise<void> {
	const { buddyMatch } = tx.t;
	await tx
		.delete(buddyMatch)
		.where(
			and(
				eq(buddyMatch.schoolId, schoolId),
				eq(buddyMatch.state, 'proposed'),
				or(eq(buddyMatch.newcomerId, guardianId), eq(buddyMatch.buddyId, guardianId)),
			),
		);
}

/**
 * Tells a parent that a buddy, or being one, may be something for them; they decide. Once for each parent in a school year.
 * `not_there`: no such parent for this member of staff, or they have a profile, or were told before.
 */
export function suggestBuddy(
	store: Store,
	staff: StaffActor,
	{ guardianId, role, now }: { guardianId: string; role: 'wish' | 'offer'; now: Date },
): Promise<{ ok: true } | { ok: false; refusal: 'not_allowed' | 'not_there' }> {
	return store.transact(async (tx) => {
		const { schoolId } = staff;
		if (!runsBuddies(staff)) return { ok: false, refusal: 'not_allowed' as const };
		const { buddySuggestion, buddyProfile, buddyBlock } = tx.t;
		const reader = (await findRecipients(tx, schoolId, [guardianId])).get(guardianId);
		const known = await Promise.all(
			[buddyProfile, buddyBlock].map((t) =>
				tx.$count(t, and(eq(t.schoolId, schoolId), eq(t.guardianId, guardianId))),
			),
		);
		if (!reader || known.some((times) => times > 0) || !(await buddiesAreOn(tx, schoolId)))
			return { ok: false, refusal: 'not_there' as const };
		const added = await tx
			.insert(buddySuggestion)
			.values({ schoolId, guardianId, role, byStaffId: staff.staffId, at: now })
			.onConflictDoNothing({ target: [buddySuggestion.schoolId, buddySuggestion.guardianId] })
			.returning();
		if (added.length === 0) return { ok: false, refusal: 'not_there' as const };
		await queueNotices(tx, [suggested({ schoolId, guardianId, locale: reader.locale, role, now })], now);
		await audit(tx, staff, 'buddies.suggested', { guardianId, role }, now);
		return { ok: true as const };
	});
}

/** Parents with a name who could be told of it, by name: with the say over a child here, and neither taking part nor told. */
export async function guardiansToSuggest(
	db: Reader,
	staff: StaffActor,
	now: Date,
): Promise<{ guardianId: string; name: string }[]> {
	if (!runsBuddies(staff)) return [];
	const { schoolId } = staff;
	const { guardian, guardianship, child, buddyProfile, buddySuggestion, buddyBlock } = db.t;
	const today = dayOf(now, staff.school.timeZone);
	const known = (t: typeof buddyProfile | typeof buddySuggestion | typeof buddyBlock) =>
		and(eq(t.schoolId, guardian.schoolId), eq(t.guardianId, guardian.id));
	const rows = await db
		.selectDistinct({ guardianId: guardian.id, name: guardian.name, searchKey: guardian.searchKey })
		.from(guardian)
		.innerJoin(
			guardianship,
			and(eq(guardianship.schoolId, guardian.schoolId), eq(guardianship.guardianId, guardian.id)),
		)
		.innerJoin(child, and(eq(child.schoolId, guardianship.schoolId), eq(child.id, guardianship.childId)))
		.leftJoin(buddyProfile, known(buddyProfile))
		.leftJoin(buddySuggestion, known(buddySuggestion))
		.leftJoin(buddyBlock, known(buddyBlock))
		.where(
			and(
				eq(guardian.schoolId, schoolId),
				eq(guardianship.level, 'full'),
				or(isNull(child.leftOn), gte(child.leftOn, today)),
				isNull(buddyProfile.guardianId),
				isNull(buddySuggestion.guardianId),
				isNull(buddyBlock.guardianId),
			),
		)
		.orderBy(guardian.searchKey, guardian.id);
	return rows.flatMap(({ guardianId, name }) => (name ? [{ guardianId, name }] : []));
}

/** The new school year's question comes when it has run for two weeks, in the afternoon. */
const ASK_AFTER_DAYS = 14;
const ASK_AT = '16:00';

/** Deletes the profiles of school years that ended, and asks who had one whether they want to again. */
export async function forgetProfiles(
	tx: Tx,
	{
		schoolId,
		timeZone,
		endedYearIds,
		now,
	}: { schoolId: string; timeZone: string; endedYearIds: string[]; now: Date },
): Promise<void> {
	const { buddyProfile, schoolYear } = tx.t;
	const gone = await tx
		.delete(buddyProfile)
		.where(and(eq(buddyProfile.schoolId, schoolId), inArray(buddyProfile.schoolYearId, endedYearIds)))
		.returning({ guardianId: buddyProfile.guardianId, schoolYearId: buddyProfile.schoolYearId });
	if (gone.length === 0) return;
	const today = dayOf(now, timeZone);
	const years = await tx
		.select({ startsOn: schoolYear.startsOn })
		.from(schoolYear)
		.where(eq(schoolYear.schoolId, schoolId))
		.orderBy(schoolYear.startsOn);
	const next = years.map(({ startsOn }) => addDays(startsOn, ASK_AFTER_DAYS)).find((day) => day >= today);
	const dueAt = instantOf(next ?? today, ASK_AT, timeZone);
	const ids = gone.map(({ guardianId }) => guardianId);
	const readers = await findRecipients(tx, schoolId, ids);
	const notices = gone.flatMap(({ guardianId, schoolYearId }) => {
		const reader = readers.get(guardianId);
		return reader ? [askedAgain({ schoolId, guardianId, locale: reader.locale, schoolYearId, dueAt })] : [];
	});
	await queueNotices(tx, notices, now);
}
