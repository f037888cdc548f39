// The year plan in the calendar on one's own phone or desk: an address that nobody can guess, and that can be renewed.
// It tells what, when, where and for which group. Never who comes: calendars are shared and kept elsewhere.
import { and, eq, inArray } from 'drizzle-orm';
import { ICalCalendar, ICalCalendarMethod } from 'ical-generator';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store } from '#lib/database/store.ts';
import { acrossSchools } from '#lib/platform/server/database/school-first.ts';
import { newToken, sha256 } from '#lib/platform/server/ids.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { daysOffOf } from '#lib/school/server/calendar.ts';
import { findSchoolYear } from '#lib/school/server/school-year.ts';
import { readSchool } from '#lib/school/server/school.ts';
import { baseLocale, isLocale, type Locale } from '#lib/translation/locale.ts';
import { kindTexts } from '../kind-texts.ts';
import { staffMomentPath } from '../paths.ts';
import { addDaysOff } from './feed-days-off.ts';
import { slotsOfYear } from './year-plan.ts';

/** Makes the address, or a new one, which ends the old one. The only place where the token is ever seen. */
export async function renewFeed(
	store: Store,
	staff: StaffActor,
	{ locale, now }: { locale: Locale; now: Date },
): Promise<string> {
	const token = newToken();
	await store.transact(async (tx) => {
		const { staffFeed } = tx.t;
		const values = { tokenHash: sha256(token), locale, createdAt: now };
		await tx
			.insert(staffFeed)
			.values({ schoolId: staff.schoolId, staffId: staff.staffId, ...values })
			.onConflictDoUpdate({ target: [staffFeed.schoolId, staffFeed.staffId], set: values });
		await audit(tx, staff, 'moments.feed_renewed', {}, now);
	});
	return token;
}

/** Ends the address. */
export function endFeed(store: Store, staff: StaffActor, now: Date): Promise<void> {
	return store.transact(async (tx) => {
		const { staffFeed } = tx.t;
		await tx
			.delete(staffFeed)
			.where(and(eq(staffFeed.schoolId, staff.schoolId), eq(staffFeed.staffId, staff.staffId)));
		await audit(tx, staff, 'moments.feed_ended', {}, now);
	});
}

/** Since when this member of staff has an address; undefined: has none. */
export async function feedSince(db: Reader, staff: StaffActor): Promise<Date | undefined> {
	const { staffFeed } = db.t;
	const [found] = await db
		.select({ createdAt: staffFeed.createdAt })
		.from(staffFeed)
		.where(and(eq(staffFeed.schoolId, staff.schoolId), eq(staffFeed.staffId, staff.staffId)));
	return found?.createdAt;
}

/** Roles that see every group. */
const ALL_GROUPS = ['coordinator', 'care', 'office', 'head'];

/**
 * The calendar file of an address: published moments of the own groups and of the whole school, and the school's days
 * off. Undefined for a wrong or renewed address, and for who no longer works here. What it shows follows the rights of
 * now.
 */
export async function feedText(
	db: Reader,
	{ token, origin, now }: { token: string; origin: string; now: Date },
): Promise<string | undefined> {
	const { staffFeed, staffMember, staffRole, groupTeacher } = db.t;
	const [feed] = await acrossSchools('a calendar asks with its address alone', () =>
		db
			.select({ schoolId: staffFeed.schoolId, staffId: staffFeed.staffId, locale: staffFeed.locale })
			.from(staffFeed)
			.innerJoin(
				staffMember,
				and(eq(staffMember.schoolId, staffFeed.schoolId), eq(staffMember.id, staffFeed.staffId)),
			)
			.where(and(eq(staffFeed.tokenHash, sha256(token)), eq(staffMember.status, 'active'))),
	);
	if (!feed) return undefined;
	const { schoolId, staffId } = feed;
	const locale = isLocale(feed.locale) ? feed.locale : baseLocale;
	const { name, region, timeZone } = await readSchool(db, schoolId);
	const year = await findSchoolYear(db, schoolId, dayOf(now, timeZone));
	const calendar = new ICalCalendar({
		name,
		prodId: { company: 'Schoolbrug', product: 'year plan' },
		method: ICalCalendarMethod.PUBLISH,
		ttl: 60 * 60,
	});
	if (!year) return calendar.toString();
	const [all] = await db
		.select({ role: staffRole.role })
		.from(staffRole)
		.where(
			and(
				eq(staffRole.schoolId, schoolId),
				eq(staffRole.staffId, staffId),
				inArray(staffRole.role, ALL_GROUPS as (typeof staffRole.role.enumValues)[number][]),
			),
		)
		.limit(1);
	const taught = await db
		.select({ groupId: groupTeacher.groupId })
		.from(groupTeacher)
		.where(and(eq(groupTeacher.schoolId, schoolId), eq(groupTeacher.staffId, staffId)));
	const own = new Set(taught.map(({ groupId }) => groupId));
	const slots = (await slotsOfYear(db, schoolId, year.id)).filter(
		({ draft, groups }) =>
			!draft && (all || groups.length === 0 || groups.some(({ groupId }) => own.has(groupId))),
	);
	for (const { slotId, momentId, kind, title, place, groups, startsAt, endsAt, revision } of slots)
		calendar.createEvent({
			id: `${slotId}@schoolbrug`,
			sequence: revision,
			stamp: now,
			start: startsAt,
			end: endsAt,
			summary: [title ?? kindTexts[kind].name({ locale }), ...groups.map((group) => group.name)].join(' · '),
			location: place ?? name,
			url: `${origin}${staffMomentPath(momentId)}`,
		});
	addDaysOff(calendar, await daysOffOf(db, { schoolId, region }, year), { schoolId, locale, now });
	return calendar.toString();
}
