import { and, eq, gte, inArray, lt } from 'drizzle-orm';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import { as, compiled } from '#lib/platform/server/database/compiled.ts';
import { hmac, newToken, sha256 } from '#lib/platform/server/ids.ts';
import { calendarDay } from '#lib/translation/dates.ts';
import { isLocale } from '#lib/translation/locale.ts';
import type { Actor, ChildAccess, ParentActor, Role, StaffActor, Unmade } from './actors.ts';

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
		createdAt: session.now,
		lastSeenAt: session.now,
	});
	return { id, cookie: cookieOf(session.schoolId, token) };
}

function cookieOf(schoolId: string, token: string): string {
	return `${schoolId}.${token}`;
}

// One query for who it is, at which school, and (a row each) which children and groups a guardian has.
const findSession = compiled<{ school: string; id: string; alive: Date }>('find_session')((db: Reader, p) => {
	const { session, guardian, staffMember, school, guardianship, child, groupChild, group } = db.t;
	return db
		.select({
			guardianId: session.guardianId,
			staffId: session.staffId,
			strength: session.strength,
			passkey: session.passkey,
			lastSeenAt: session.lastSeenAt,
			guardianName: guardian.name,
			locale: guardian.locale,
			likesListening: guardian.likesListening,
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
		.leftJoin(group, and(eq(group.schoolId, groupChild.schoolId), eq(group.id, groupChild.groupId)))
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

const findTaughtGroups = compiled<{ school: string; staff: string }>('find_taught_groups')((
	db: Reader,
	p,
) => {
	const { groupTeacher } = db.t;
	return db
		.select({ groupId: groupTeacher.groupId })
		.from(groupTeacher)
		.where(and(eq(groupTeacher.schoolId, p.school), eq(groupTeacher.staffId, p.staff)));
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
	const rows = await findSession(store.read, { school: schoolId, id, alive });
	const [found] = rows;
	if (!found) return undefined;
	const school = { name: found.schoolName, timeZone: found.timeZone };
	if (now.getTime() - found.lastSeenAt.getTime() > SEEN_EVERY_MS) await noteSeen(store, schoolId, id, now);
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
			children: byChild(rows, calendarDay(now, school.timeZone)),
		};
		return parent as ParentActor;
	}
	if (!found.staffId || found.staffStatus !== 'active') return undefined;
	const [rights, groups] = await Promise.all([
		findRights(store.read, { school: schoolId, staff: found.staffId }),
		findTaughtGroups(store.read, { school: schoolId, staff: found.staffId }),
	]);
	const staff: Unmade<StaffActor> = {
		kind: 'staff',
		schoolId,
		school,
		staffId: found.staffId,
		sessionId: id,
		name: found.staffName ?? '',
		roles: new Set<Role>(rights.map(({ role }) => role)),
		groupIds: new Set(groups.map(({ groupId }) => groupId)),
		passkey: found.passkey,
	};
	return staff as StaffActor;
}

/** The children of a guardian by name, without those who left before `today`; each class before groups across classes. */
function byChild(rows: SessionRow[], today: string): Map<string, ChildAccess> {
	const inOrder = rows
		.filter(({ childId, leftOn }) => childId !== null && (leftOn === null || leftOn >= today))
		.map((row) => ({
			...row,
			order: `${row.childKey}\u0000${row.childId}\u0000${row.groupKind === 'across'}`,
		}))
		.sort((a, b) => (a.order < b.order ? -1 : Number(a.order > b.order)));
	const children = new Map<string, ChildAccess>();
	for (const [childId, ofChild] of Map.groupBy(inOrder, (row) => row.childId ?? ''))
		children.set(childId, {
			childId,
			givenName: ofChild[0]?.givenName ?? '',
			level: ofChild[0]?.level === 'full' ? 'full' : 'information',
			groupIds: ofChild.flatMap(({ groupId }) => groupId ?? []),
			groupNames: ofChild.flatMap(({ groupName }) => groupName ?? []),
		});
	return children;
}

async function noteSeen(store: Store, schoolId: string, id: string, now: Date): Promise<void> {
	await store.transact(async (tx) => {
		const { session } = tx.t;
		await tx
			.update(session)
			.set({ lastSeenAt: now })
			.where(and(eq(session.schoolId, schoolId), eq(session.id, id)));
	});
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

/** Ends a session. Its push subscription and home-screen tokens go with it. */
export async function endSession(tx: Tx, schoolId: string, id: string): Promise<void> {
	const { session } = tx.t;
	await tx.delete(session).where(and(eq(session.schoolId, schoolId), eq(session.id, id)));
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
