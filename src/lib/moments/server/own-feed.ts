// A guardian's appointments and the school's days off in the calendar on their own phone or desk, in their language: an
// address that nobody can guess, and that can be renewed. What it shows follows the rights of now.
import { and, eq, inArray } from 'drizzle-orm';
import { ICalCalendar, ICalCalendarMethod } from 'ical-generator';
import type { ParentActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import { childrenOf } from '#lib/accounts/server/children-of.ts';
import type { Reader, Store } from '#lib/database/store.ts';
import { inParts } from '#lib/platform/server/database/rows.ts';
import { acrossSchools } from '#lib/platform/server/database/school-first.ts';
import { newToken, sha256 } from '#lib/platform/server/ids.ts';
import { addDays, dayOf, startOfDay } from '#lib/platform/server/local-time.ts';
import { daysOffOf } from '#lib/school/server/calendar.ts';
import { withNamesFor } from '#lib/school/server/day-off-names.ts';
import { findSchoolYear } from '#lib/school/server/school-year.ts';
import { readSchool } from '#lib/school/server/school.ts';
import { baseLocale, isLocale } from '#lib/translation/locale.ts';
import { kindTexts } from '../kind-texts.ts';
import { ownText } from '../own-texts.ts';
import { momentOfChildPath } from '../paths.ts';
import { findAppointments } from './appointments.ts';
import { addDaysOff } from './feed-days-off.ts';
import { addEvent, type FeedPart } from './feed-event.ts';
import { addInterpreting } from './feed-interpreting.ts';
import { withOwnTexts } from './translations.ts';

type Whose = Pick<ParentActor, 'schoolId' | 'guardianId'>;

/** Makes the address, or a new one, which ends the old one. The only place where the token is ever seen. */
export async function renewOwnFeed(store: Store, parent: ParentActor, now: Date): Promise<string> {
	const token = newToken();
	await store.transact(async (tx) => {
		const { ownFeed } = tx.t;
		const { schoolId, guardianId } = parent;
		const values = { tokenHash: sha256(token), createdAt: now };
		await tx
			.insert(ownFeed)
			.values({ schoolId, guardianId, ...values })
			.onConflictDoUpdate({ target: [ownFeed.schoolId, ownFeed.guardianId], set: values });
		await audit(tx, parent, 'moments.feed_renewed', {}, now);
	});
	return token;
}

/** Ends the address. */
export function endOwnFeed(store: Store, parent: ParentActor, now: Date): Promise<void> {
	return store.transact(async (tx) => {
		await tx.delete(tx.t.ownFeed).where(isOf(tx, parent));
		await audit(tx, parent, 'moments.feed_ended', {}, now);
	});
}

/** Since when this guardian has an address; undefined: has none. */
export async function ownFeedSince(db: Reader, whose: Whose): Promise<Date | undefined> {
	const { ownFeed } = db.t;
	const [found] = await db.select({ createdAt: ownFeed.createdAt }).from(ownFeed).where(isOf(db, whose));
	return found?.createdAt;
}

function isOf(db: Reader, { schoolId, guardianId }: Whose) {
	const { ownFeed } = db.t;
	return and(eq(ownFeed.schoolId, schoolId), eq(ownFeed.guardianId, guardianId));
}

/** So long what is over stays: calendars drop what is in the file no more. */
const PAST_DAYS = 31;

/**
 * The calendar file (RFC 5545) of an address. Undefined for a wrong or renewed one, and for who has no child here any
 * more. What the school called off is in it as cancelled; what the guardian cancelled is not. `more`: what other
 * domains know of them.
 */
export async function ownFeedText(
	db: Reader,
	{ token, origin, now, more = [] }: { token: string; origin: string; now: Date; more?: FeedPart[] },
): Promise<string | undefined> {
	const { ownFeed, guardian } = db.t;
	const [feed] = await acrossSchools('a calendar asks with its address alone', () =>
		db
			.select({ schoolId: ownFeed.schoolId, guardianId: ownFeed.guardianId, locale: guardian.locale })
			.from(ownFeed)
			.innerJoin(guardian, and(eq(guardian.schoolId, ownFeed.schoolId), eq(guardian.id, ownFeed.guardianId)))
			.where(eq(ownFeed.tokenHash, sha256(token))),
	);
	if (!feed) return undefined;
	const { schoolId, guardianId } = feed;
	const locale = feed.locale && isLocale(feed.locale) ? feed.locale : baseLocale;
	const school = await readSchool(db, schoolId);
	const today = dayOf(now, school.timeZone);
	const children = await childrenOf(db, feed, today);
	if (children.size === 0) return undefined;
	const calendar = new ICalCalendar({
		name: school.name,
		prodId: { company: 'Schoolbrug', product: 'own calendar', language: locale.toUpperCase() },
		method: ICalCalendarMethod.PUBLISH,
		ttl: 60 * 60,
	});
	const from = startOfDay(addDays(today, -PAST_DAYS), school.timeZone);
	const coming = await signedUpFor(db, { schoolId, guardianId, children }, from);
	for (const one of coming) {
		const place = ownText(one, 'place', locale)?.text ?? one.groupName;
		const title = ownText(one, 'title', locale)?.text;
		const event = {
			id: one.signUpId,
			revision: one.revision,
			cancelled: one.cancelled,
			startsAt: one.startsAt,
			endsAt: one.endsAt,
			summary: `${kindTexts[one.kind].name({ locale })} · ${one.childName}`,
			description: title ?? null,
			location: [...new Set([place, school.name, school.street, school.city])].filter(Boolean).join(', '),
			url: `${origin}${momentOfChildPath(one.momentId, one.childId)}`,
		};
		addEvent(calendar, event, now);
	}
	const whose = { schoolId, guardianId, school };
	for (const add of [addInterpreting, ...more]) await add(calendar, db, { whose, locale, origin, from, now });
	const year = await findSchoolYear(db, schoolId, today);
	if (year) {
		const days = await daysOffOf(db, { schoolId, region: school.region }, year);
		const { daysOff, reads } = await withNamesFor(db, { schoolId, guardianId }, days, locale);
		addDaysOff(calendar, daysOff, { schoolId, locale, reads, now });
	}
	return `${calendar.toString()}\r\n`;
}

/** Confirmed sign-ups from an instant on, with how often their times were changed. */
async function signedUpFor(
	db: Reader,
	family: Pick<ParentActor, 'schoolId' | 'guardianId' | 'children'>,
	from: Date,
) {
	const all = await findAppointments(db, family, from);
	const own = all.filter(({ status, skips }) => status === 'confirmed' && !skips);
	const { appointments } = await withOwnTexts(db, family, { appointments: own, invitations: [] });
	const { slot } = db.t;
	const revisions = new Map<string, number>();
	await inParts(appointments, async (part) => {
		const rows = await db
			.select({ id: slot.id, revision: slot.revision })
			.from(slot)
			.where(
				and(
					eq(slot.schoolId, family.schoolId),
					inArray(
						slot.id,
						part.map(({ slotId }) => slotId),
					),
				),
			);
		for (const { id, revision } of rows) revisions.set(id, revision);
	});
	return appointments.map((one) => ({ ...one, revision: revisions.get(one.slotId) ?? 0 }));
}
