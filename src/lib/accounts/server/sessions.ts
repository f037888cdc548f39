import { and, eq, gte, inArray, lt, sql } from 'drizzle-orm';
import { isOfYearOf } from '#lib/database/of-year.ts';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import { as, compiled } from '#lib/platform/server/database/compiled.ts';
import { acrossSchools } from '#lib/platform/server/database/school-first.ts';
import { hmac, newToken, sha256 } from '#lib/platform/server/ids.ts';
import { calendarDay } from '#lib/translation/dates.ts';
import { isLocale } from '#lib/translation/locale.ts';
import { otherSelves } from './other-selves.ts';
import { byChild } from './children-of.ts';
import type { Actor, ParentActor, Role, StaffActor, Unmade } from './actors.ts';

/** A session dies when it was not used for this long. */
const UNUSED_DAYS = 90;
/** `lastSeenAt` is kept to this precision, so that reading a page rarely writes. */
const SEEN_EVERY_MS = 60 * 60 * 1000;

export interface NewSession {
	schoolId: string;
	/** Exactly one of the two. */
	person: { guardianId: string } | { staffId: string };
	strength: 'code' | 'confirmed';
	passkey?: boolean;
	/** Plain words for the device list. */
	device: string;
	/** The address that a code proved on the way in, in lower case. */
	emailKey?: string | null;
	/** Of the sessions of one browser among which its person switches. */
	switchId?: string;
	/** Only where the same step, sent twice by one browser, must give the same session; else left to chance. */
	token?: string;
	now: Date;
}

/** Starts a session and gives the cookie's value, the only place where the token is ever seen. */
export async function startSession(tx: Tx, session: NewSession): Promise<{ id: string; cookie: string }> {
	const token = session.token ?? newToken();
	const id = sha256(token);
	await tx.insert(tx.t.session).values({
		schoolId: session.schoolId,
		id,
		guardianId: 'guardianId' in session.person ? session.person.guardianId : null,
		staffId: 'staffId' in session.person ? session.person.staffId : null,
		strength: session.strength,
		passkey: session.passkey ?? false,
		device: session.device,
		emailKey: session.emailKey ?? null,
		switchId: session.switchId ?? null,
		canSwitch: await hasOtherSelf(tx, session, session.now),
		createdAt: session.now,
		lastSeenAt: session.now,
	});
	return { id, cookie: cookieOf(session.schoolId, token) };
}

function cookieOf(schoolId: string, token: string): string {
	return `${schoolId}.${token}`;
}

// One query for who it is, at which school, and (a row each) which children and groups a guardian has.
const findSession = compiled<{ school: string; id: string; alive: Date; today: string }>('find_session')((
	db: Reader,
	p,
) => {
	const { session, guardian, staffMember, school, guardianship, child, groupChild, group } = db.t;
	return db
		.select({
			guardianId: session.guardianId,
			staffId: session.staffId,
			strength: session.strength,
			passkey: session.passkey,
			lastSeenAt: session.lastSeenAt,
			emailKey: session.emailKey,
			canSwitch: session.canSwitch,
			guardianName: guardian.name,
			locale: guardian.locale,
			likesListening: guardian.likesListening,
			easyView: guardian.easyView,
			staffName: staffMember.name,
			staffStatus: staffMember.status,
			schoolName: school.name,
			timeZone: school.timeZone,
			level: guardianship.level,
			childId: child.id,
			givenName: child.givenName,
			childKey: child.sortKey,
			leftOn: child.leftOn,
			groupId: group.id,
			groupName: group.name,
			groupKind: group.kind,
		})
		.from(session)
		.innerJoin(school, eq(school.id, session.schoolId))
		.leftJoin(guardian, and(eq(guardian.schoolId, session.schoolId), eq(guardian.id, session.guardianId)))
		.leftJoin(
			staffMember,
			and(eq(staffMember.schoolId, session.schoolId), eq(staffMember.id, session.staffId)),
		)
		.leftJoin(
			guardianship,
			and(
				eq(guardianship.schoolId, session.schoolId),
				eq(guardianship.guardianId, session.guardianId),
				inArray(guardianship.level, ['full', 'information']),
			),
		)
		.leftJoin(child, and(eq(child.schoolId, guardianship.schoolId), eq(child.id, guardianship.childId)))
		.leftJoin(groupChild, and(eq(groupChild.schoolId, child.schoolId), eq(groupChild.childId, child.id)))
		.leftJoin(
			group,
			and(
				eq(group.schoolId, groupChild.schoolId),
				eq(group.id, groupChild.groupId),
				isOfYearOf(db, as(p.today, db.t.schoolYear.startsOn)),
			),
		)
		.where(
			and(
				eq(session.schoolId, p.school),
				eq(session.id, p.id),
				gte(session.lastSeenAt, as(p.alive, session.lastSeenAt)),
			),
		);
});
type SessionRow = Awaited<ReturnType<typeof findSession>>[number];

const findRights = compiled<{ school: string; staff: string }>('find_rights')((db: Reader, p) => {
	const { staffRole } = db.t;
	return db
		.select({ role: staffRole.role })
		.from(staffRole)
		.where(and(eq(staffRole.schoolId, p.school), eq(staffRole.staffId, p.staff)));
});

// groups of this year that are taught, and those of which this is the substitute on the day
const findGroups = compiled<{ school: string; staff: string; day: string }>('find_groups_of_staff')((
	db: Reader,
	p,
) => {
	const { groupTeacher, group, substituteDay } = db.t;
	const taught = db
		.select({ groupId: groupTeacher.groupId, today: sql<number>`0`.as('today') })
		.from(groupTeacher)
		.innerJoin(
			group,
			and(
				eq(group.schoolId, groupTeacher.schoolId),
				eq(group.id, groupTeacher.groupId),
				isOfYearOf(db, as(p.day, db.t.schoolYear.startsOn)),
			),
		)
		.where(and(eq(groupTeacher.schoolId, p.school), eq(groupTeacher.staffId, p.staff)));
	const substitute = db
		.select({ groupId: substituteDay.groupId, today: sql<number>`1`.as('today') })
		.from(substituteDay)
		.where(
			and(
				eq(substituteDay.schoolId, p.school),
				eq(substituteDay.staffId, p.staff),
				eq(substituteDay.day, p.day),
			),
		);
	return taught.unionAll(substitute);
});

/**
 * Who a session cookie stands for, with the rights of this very moment: a changed level or role works at the next
 * request. Undefined for no, a wrong or a lapsed cookie. One query for a guardian, three for staff.
 */
export async function findActor(
	store: Store,
	cookie: string | undefined,
	now: Date,
): Promise<Actor | undefined> {
	const { schoolId, id } = readCookie(cookie) ?? {};
	if (!schoolId || !id) return undefined;
	const alive = new Date(now.getTime() - UNUSED_DAYS * 24 * 60 * 60 * 1000);
	// for choosing the school year; in the hour in which it is not yet that day at the school, there is no school
	const today = now.toISOString().slice(0, 10);
	const rows = await findSession(store.read, { school: schoolId, id, alive, today });
	const [found] = rows;
	if (!found) return undefined;
	const school = { name: found.schoolName, timeZone: found.timeZone };
	if (now.getTime() - found.lastSeenAt.getTime() > SEEN_EVERY_MS)
		await noteSeen(store, { schoolId, id, person: personOf(found), emailKey: found.emailKey }, now);
	if (found.guardianId) {
		const parent: Unmade<ParentActor> = {
			kind: 'guardian',
			schoolId,
			school,
			guardianId: found.guardianId,
			sessionId: id,
			strength: found.strength,
			name: found.guardianName,
			locale: found.locale && isLocale(found.locale) ? found.locale : null,
			likesListening: found.likesListening ?? false,
			easyView: found.easyView ?? false,
			canSwitch: found.canSwitch,
			children: byChild(rows, calendarDay(now, school.timeZone)),
		};
		return parent as ParentActor;
	}
	if (!found.staffId || found.staffStatus !== 'active') return undefined;
	const [rights, groups] = await Promise.all([
		findRights(store.read, { school: schoolId, staff: found.staffId }),
		findGroups(store.read, {
			school: schoolId,
			staff: found.staffId,
			day: calendarDay(now, school.timeZone),
		}),
	]);
	const staff: Unmade<StaffActor> = {
		kind: 'staff',
		schoolId,
		school,
		staffId: found.staffId,
		sessionId: id,
		name: found.staffName ?? '',
		roles: new Set<Role>(rights.map(({ role }) => role)),
		groupIds: new Set(groups.filter(({ today }) => !today).map(({ groupId }) => groupId)),
		substituteFor: new Set(groups.filter(({ today }) => today).map(({ groupId }) => groupId)),
		canSwitch: found.canSwitch,
		passkey: found.passkey,
	};
	return staff as StaffActor;
}

function personOf({ guardianId, staffId }: SessionRow): NewSession['person'] {
	return guardianId ? { guardianId } : { staffId: staffId ?? '' };
}

async function noteSeen(
	store: Store,
	{ schoolId, id, ...seen }: Pick<NewSession, 'schoolId' | 'person' | 'emailKey'> & { id: string },
	now: Date,
): Promise<void> {
	await store.transact(async (tx) => {
		const { session } = tx.t;
		await tx
			.update(session)
			.set({ lastSeenAt: now, canSwitch: await hasOtherSelf(tx, { schoolId, ...seen }, now) })
			.where(and(eq(session.schoolId, schoolId), eq(session.id, id)));
	});
}

async function hasOtherSelf(
	db: Reader,
	{ schoolId, person, emailKey }: Pick<NewSession, 'schoolId' | 'person' | 'emailKey'>,
	now: Date,
): Promise<boolean> {
	return emailKey ? (await otherSelves(db, { schoolId, person, emailKey }, now)).length > 0 : false;
}

/** A session's token for a step that one browser may send twice (a double tap, an answer that got lost): twice the same. */
export function repeatableToken(key: Buffer, step: string, browser: string): string {
	return hmac(key, `session:${step}:${browser}`);
}

/** The cookie for a token whose session is there already. */
export async function cookieOfRunning(
	db: Reader,
	schoolId: string,
	token: string,
): Promise<string | undefined> {
	const { session } = db.t;
	const rows = await db
		.select({ id: session.id })
		.from(session)
		.where(and(eq(session.schoolId, schoolId), eq(session.id, sha256(token))));
	return rows.length > 0 ? cookieOf(schoolId, token) : undefined;
}

/**
 * Ends a session, with those among which the same browser switches. Their push subscriptions and home-screen tokens go
 * with them.
 */
export async function endSession(tx: Tx, schoolId: string, id: string): Promise<void> {
	const { session } = tx.t;
	const gone = await tx
		.delete(session)
		.where(and(eq(session.schoolId, schoolId), eq(session.id, id)))
		.returning({ switchId: session.switchId });
	await endSwitched(
		tx,
		gone.map(({ switchId }) => switchId),
	);
}

/** Ends what a browser kept aside for switching: a device that is signed out is out everywhere. */
export async function endSwitched(tx: Tx, switchIds: readonly (string | null)[]): Promise<void> {
	const ids = switchIds.filter((id) => id !== null);
	if (ids.length === 0) return;
	const { session } = tx.t;
	await acrossSchools('one browser switches between schools', () =>
		tx.delete(session).where(inArray(session.switchId, ids)),
	);
}

/** Deletes the sessions of a school that were not used for 90 days; gives how many. */
export async function endUnusedSessions(tx: Tx, schoolId: string, now: Date): Promise<number> {
	const { session } = tx.t;
	const limit = new Date(now.getTime() - UNUSED_DAYS * 24 * 60 * 60 * 1000);
	const gone = await tx
		.delete(session)
		.where(and(eq(session.schoolId, schoolId), lt(session.lastSeenAt, limit)))
		.returning({ id: session.id });
	return gone.length;
}

function readCookie(cookie: string | undefined): { schoolId: string; id: string } | undefined {
	const dot = cookie?.indexOf('.') ?? -1;
	if (!cookie || dot < 1) return undefined;
	return { schoolId: cookie.slice(0, dot), id: sha256(cookie.slice(dot + 1)) };
}
