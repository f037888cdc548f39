// A teacher is ill: a colleague has the lists of the group for this one day.
import { and, asc, eq, lt } from 'drizzle-orm';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import { queueNotices } from '#lib/notifications/server/queue.ts';
import { m } from '#lib/paraglide/messages.js';
import { addDays, startOfDay } from '#lib/platform/server/local-time.ts';
import { calendarDay } from '#lib/translation/dates.ts';
import { baseLocale } from '#lib/translation/locale.ts';
import { runsOffice, type StaffActor } from './actors.ts';
import { audit } from './audit.ts';
import { groupsOfYear } from './rights.ts';

/** Who says who steps in: office and head. */
export function mayChooseSubstitutes(staff: StaffActor): boolean {
	return staff.passkey && runsOffice(staff);
}

/**
 * The same person with the groups for which they step in today: for the lists of today (who comes, who came) and for
 * nothing else. Planning, families and letters of the group stay with its teacher.
 */
export function onListsOfToday(staff: StaffActor): StaffActor {
	return { ...staff, groupIds: new Set([...staff.groupIds, ...staff.substituteFor]) };
}

interface Person {
	staffId: string;
	name: string;
}
export interface GroupToday {
	id: string;
	name: string;
	teachers: Person[];
	substitutes: Person[];
}

/** The groups with who teaches them and who steps in today, and who can: everybody who is active. Four queries. */
export async function substitutesToday(
	db: Reader,
	by: StaffActor,
	now: Date,
): Promise<{ groups: GroupToday[]; colleagues: Person[] }> {
	if (!mayChooseSubstitutes(by)) return { groups: [], colleagues: [] };
	const { schoolId } = by;
	const { staffMember, groupTeacher, substituteDay } = db.t;
	const groups = await groupsOfYear(db, by);
	const colleagues = await db
		.select({ staffId: staffMember.id, name: staffMember.name })
		.from(staffMember)
		.where(and(eq(staffMember.schoolId, schoolId), eq(staffMember.status, 'active')))
		.orderBy(asc(staffMember.name), asc(staffMember.id));
	const taught = await db
		.select({ groupId: groupTeacher.groupId, staffId: groupTeacher.staffId })
		.from(groupTeacher)
		.where(eq(groupTeacher.schoolId, schoolId));
	const stepsIn = await db
		.select({ groupId: substituteDay.groupId, staffId: substituteDay.staffId })
		.from(substituteDay)
		.where(and(eq(substituteDay.schoolId, schoolId), eq(substituteDay.day, todayOf(by, now))));
	const of = (rows: { groupId: string; staffId: string }[], groupId: string) =>
		colleagues.filter(({ staffId }) =>
			rows.some((row) => row.groupId === groupId && row.staffId === staffId),
		);
	return {
		groups: groups.map(({ id, name }) => ({
			id,
			name,
			teachers: of(taught, id),
			substitutes: of(stepsIn, id),
		})),
		colleagues,
	};
}

export type SubstituteResult = { ok: true; name: string } | { ok: false; refusal: 'not_allowed' | 'nobody' };

/** Gives a colleague the lists of the group today; at midnight of the school it is over by itself. Twice is once. */
export async function giveSubstitute(
	store: Store,
	by: StaffActor,
	{ groupId, staffId }: { groupId: string; staffId: string },
	now: Date,
): Promise<SubstituteResult> {
	if (!mayChooseSubstitutes(by)) return { ok: false, refusal: 'not_allowed' };
	return store.transact(async (tx): Promise<SubstituteResult> => {
		const person = await findActive(tx, by.schoolId, staffId);
		const group = (await groupsOfYear(tx, by)).find(({ id }) => id === groupId);
		if (!person || !group) return { ok: false, refusal: 'nobody' };
		const { substituteDay } = tx.t;
		const day = todayOf(by, now);
		const added = await tx
			.insert(substituteDay)
			.values({ schoolId: by.schoolId, day, groupId, staffId, createdAt: now })
			.onConflictDoNothing()
			.returning({ staffId: substituteDay.staffId });
		if (added.length > 0) {
			await audit(tx, by, 'accounts.substitute_given', { staffId, groupId, day }, now);
			await tell(tx, by, { staffId, groupId, group: group.name, day }, now);
		}
		return { ok: true, name: person.name };
	});
}

/** Takes the lists of today back. */
export async function takeSubstitute(
	store: Store,
	by: StaffActor,
	{ groupId, staffId }: { groupId: string; staffId: string },
	now: Date,
): Promise<SubstituteResult> {
	if (!mayChooseSubstitutes(by)) return { ok: false, refusal: 'not_allowed' };
	return store.transact(async (tx): Promise<SubstituteResult> => {
		const { substituteDay } = tx.t;
		const day = todayOf(by, now);
		const gone = await tx
			.delete(substituteDay)
			.where(
				and(
					eq(substituteDay.schoolId, by.schoolId),
					eq(substituteDay.day, day),
					eq(substituteDay.groupId, groupId),
					eq(substituteDay.staffId, staffId),
				),
			)
			.returning({ staffId: substituteDay.staffId });
		const person = await findActive(tx, by.schoolId, staffId);
		if (gone.length === 0 || !person) return { ok: false, refusal: 'nobody' };
		await audit(tx, by, 'accounts.substitute_taken', { staffId, groupId, day }, now);
		return { ok: true, name: person.name };
	});
}

/** Days on which somebody stepped in are over the next day; who it was stays in the audit trail. */
export async function forgetSubstitutes(tx: Tx, schoolId: string, today: string): Promise<void> {
	const { substituteDay } = tx.t;
	await tx
		.delete(substituteDay)
		.where(and(eq(substituteDay.schoolId, schoolId), lt(substituteDay.day, today)));
}

/** In Dutch, as all that is sent to staff; worth nothing the next day. */
async function tell(
	tx: Tx,
	by: StaffActor,
	{ staffId, groupId, group, day }: { staffId: string; groupId: string; group: string; day: string },
	now: Date,
): Promise<void> {
	const said = { locale: baseLocale };
	const content = {
		locale: baseLocale,
		title: m.rights_notice_sub_title({ group }, said),
		lines: [m.rights_notice_sub_line({ by: by.name, group }, said)],
		action: { label: m.rights_sub_open({}, said), path: '/staff/moments/door' },
	};
	const notice = {
		schoolId: by.schoolId,
		to: { staffId },
		kind: 'accounts.substitute' as const,
		content,
		route: 'email' as const,
		onceKey: `accounts.substitute:${day}:${groupId}:${staffId}`,
		expiresAt: startOfDay(addDays(day, 1), by.school.timeZone),
	};
	await queueNotices(tx, [notice], now);
}

async function findActive(db: Reader, schoolId: string, staffId: string) {
	const { staffMember } = db.t;
	const [found] = await db
		.select({ name: staffMember.name })
		.from(staffMember)
		.where(
			and(eq(staffMember.schoolId, schoolId), eq(staffMember.id, staffId), eq(staffMember.status, 'active')),
		);
	return found;
}

function todayOf({ school }: StaffActor, now: Date): string {
	return calendarDay(now, school.timeZone);
}
