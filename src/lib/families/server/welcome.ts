// The first-week welcome: a message of the school to the parents of a child who just started, in their own language.
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store } from '#lib/database/store.ts';
import type { NoticeContent } from '#lib/notifications/content.ts';
import { inBothLanguages } from '#lib/notifications/server/in-dutch.ts';
import { queueNotices } from '#lib/notifications/server/queue.ts';
import { addDays, dayOf } from '#lib/platform/server/local-time.ts';
import { localesFor } from '#lib/translation/languages.ts';
import type { Locale } from '#lib/translation/locale.ts';
import { welcomeContent, type WelcomedChild } from '../welcome.ts';
import { findFamilies, type FoundChild } from './find-families.ts';
import { mayInviteAll, mayInviteGroup } from './policy.ts';

/** A welcome is for the days around the first one: not weeks before it, when groups still change. */
const DAYS_BEFORE = 7;

export interface ChildToWelcome extends WelcomedChild {
	childId: string;
	/** Whole name. */
	name: string;
	/** Guardians who may know of the child: they get it. */
	guardians: { guardianId: string; locale: Locale; enteredAt: Date | null }[];
	/** When it was sent; null: not yet. */
	sentAt: Date | null;
}

/**
 * The children around their first school day whose guardians this member of staff may write to, those who came last at the
 * top; with when their welcome was sent. Seven queries, however many there are.
 */
export async function childrenToWelcome(db: Reader, staff: StaffActor, now: Date): Promise<ChildToWelcome[]> {
	const { children } = await findFamilies(db, staff, {
		filter: { show: 'new' },
		inTouch: new Set(),
		now,
	});
	return welcomesOf(db, staff, children, now);
}

/** The same of families that were found before. Two queries. */
export async function welcomesOf(
	db: Reader,
	staff: StaffActor,
	found: readonly FoundChild[],
	now: Date,
): Promise<ChildToWelcome[]> {
	const latest = addDays(dayOf(now, staff.school.timeZone), DAYS_BEFORE);
	const fresh = found.filter(
		({ shows, startsOn, groups }) =>
			shows.includes('new') &&
			startsOn !== null &&
			startsOn <= latest &&
			(mayInviteAll(staff) || groups.some(({ id }) => mayInviteGroup(staff, id))),
	);
	const sent = await findSent(db, staff.schoolId, fresh);
	const teachers = await findTeachers(db, staff.schoolId, fresh);
	return fresh
		.map(({ childId, givenName, prefix, surname, startsOn, groups, guardians }) => ({
			childId,
			givenName,
			name: [givenName, prefix, surname].filter(Boolean).join(' '),
			startsOn: startsOn ?? '',
			group: groups[0]?.name ?? null,
			teachers: teachers.get(groups[0]?.id ?? '') ?? [],
			guardians: guardians
				.filter(({ level }) => level !== 'nothing')
				.map(({ guardianId, language, enteredAt }) => ({
					guardianId,
					locale: localesFor(language)[0],
					enteredAt,
				})),
			sentAt: sent.get(childId) ?? null,
		}))
		.filter(({ guardians }) => guardians.length > 0)
		.sort((a, b) => (a.startsOn < b.startsOn ? 1 : a.startsOn > b.startsOn ? -1 : 0));
}

/** What it says: first in the language of who sends it, then once for each other language of its readers. Before it is sent. */
export function welcomePreviews(
	children: readonly ChildToWelcome[],
	{ name, timeZone }: StaffActor['school'],
	sender: Locale,
): (NoticeContent & { locale: Locale })[] {
	const [first] = children;
	if (!first) return [];
	const byLocale = new Map([[sender, first]]);
	for (const child of children)
		for (const { locale } of child.guardians) if (!byLocale.has(locale)) byLocale.set(locale, child);
	return [...byLocale].map(([locale, child]) => ({
		...welcomeContent([child], { school: name, locale, timeZone }),
		locale,
	}));
}

export type WelcomeResult =
	| { ok: true; children: number; told: number }
	/** `nobody`: none of them is just started and theirs to write to, or all had it. */
	| { ok: false; refusal: 'nobody' };

/**
 * Sends the welcome of these children, for each child once ever. A guardian with two of them gets one message. Who has no
 * way to be reached finds it in the app on coming in.
 */
export function sendWelcome(
	store: Store,
	staff: StaffActor,
	{ childIds, now }: { childIds: readonly string[]; now: Date },
): Promise<WelcomeResult> {
	const { schoolId, school } = staff;
	return store.transact(async (tx): Promise<WelcomeResult> => {
		const wanted = (await childrenToWelcome(tx, staff, now)).filter(
			({ childId, sentAt }) => sentAt === null && childIds.includes(childId),
		);
		if (wanted.length === 0) return { ok: false, refusal: 'nobody' };
		const rows = wanted.map(({ childId, guardians }) => ({
			schoolId,
			childId,
			sentAt: now,
			sentBy: staff.staffId,
			told: guardians.length,
		}));
		const added = await tx
			.insert(tx.t.childWelcome)
			.values(rows)
			.onConflictDoNothing()
			.returning({ childId: tx.t.childWelcome.childId });
		const children = wanted.filter((one) => added.some(({ childId }) => childId === one.childId));
		const readers = Map.groupBy(
			children.flatMap((child) => child.guardians.map((guardian) => ({ ...guardian, child }))),
			({ guardianId }) => guardianId,
		);
		await queueNotices(
			tx,
			[...readers].flatMap(([guardianId, own]) => {
				const [first] = own;
				if (!first) return [];
				return [
					{
						schoolId,
						to: { guardianId },
						childId: own.length === 1 ? first.child.childId : undefined,
						kind: 'families.welcome',
						...inBothLanguages(first.locale, (locale) =>
							welcomeContent(
								own.map(({ child }) => child),
								{ school: school.name, locale, timeZone: school.timeZone },
							),
						),
						route: 'one' as const,
						onceKey: `families.welcome ${guardianId} ${own.map(({ child }) => child.childId).join(' ')}`,
					},
				];
			}),
			now,
		);
		for (const { childId, guardians } of children)
			await audit(tx, staff, 'families.welcomed', { childId, told: guardians.length }, now);
		return { ok: true, children: children.length, told: readers.size };
	});
}

async function findSent(db: Reader, schoolId: string, children: readonly { childId: string }[]) {
	const { childWelcome } = db.t;
	const rows = await db
		.select({ childId: childWelcome.childId, sentAt: childWelcome.sentAt })
		.from(childWelcome)
		.where(
			and(
				eq(childWelcome.schoolId, schoolId),
				inArray(childWelcome.childId, ['', ...children.map(({ childId }) => childId)]),
			),
		);
	return new Map(rows.map(({ childId, sentAt }) => [childId, sentAt]));
}

/** Names of who teaches the classes of these children. */
async function findTeachers(
	db: Reader,
	schoolId: string,
	children: readonly { groups: readonly { id: string }[] }[],
): Promise<Map<string, string[]>> {
	const { groupTeacher, staffMember } = db.t;
	const rows = await db
		.select({ groupId: groupTeacher.groupId, name: staffMember.name })
		.from(groupTeacher)
		.innerJoin(
			staffMember,
			and(
				eq(staffMember.schoolId, groupTeacher.schoolId),
				eq(staffMember.id, groupTeacher.staffId),
				inArray(staffMember.status, ['active', 'proposed']),
			),
		)
		.where(
			and(
				eq(groupTeacher.schoolId, schoolId),
				inArray(groupTeacher.groupId, ['', ...new Set(children.map(({ groups }) => groups[0]?.id ?? ''))]),
			),
		)
		.orderBy(asc(staffMember.name), asc(staffMember.id));
	return new Map(
		[...Map.groupBy(rows, ({ groupId }) => groupId)].map(([groupId, own]) => [
			groupId,
			own.map(({ name }) => name),
		]),
	);
}
