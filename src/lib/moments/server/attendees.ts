// Who comes, by name, as far as this member of staff may know.
import { and, asc, eq, gte, inArray, isNull, or } from 'drizzle-orm';
import { seesAllFamilies, type StaffActor } from '#lib/accounts/server/actors.ts';
import type { Reader } from '#lib/database/store.ts';
import { firstName, type InterpreterWay } from '../interpreting.ts';

export interface Attendee {
	signUpId: string;
	slotId: string;
	childId: string;
	givenName: string;
	/** Prefix and surname; null when the school gave none. */
	surname: string | null;
	guardianId: string;
	/** Null when the school gave none: shown as "ouder/verzorger van". */
	guardianName: string | null;
	status: 'confirmed' | 'waiting';
	/** The number in the waiting list; null when confirmed. */
	number: number | null;
	adults: number;
	places: number;
	/** Language tag of the interpreter that is wished for. */
	interpreter: string | null;
	/** The school found one. */
	interpreterFound: boolean;
	/** Who it is; null: nobody yet, or nobody noted who. */
	interpreterBy: InterpreterWay | null;
	/** First name of another parent who interprets. */
	interpreterName: string | null;
	/** The school may ask another parent. */
	mayAskParent: boolean;
	note: string | null;
	/** Written down by staff. */
	byHand: boolean;
	/** Was let in at the door, without an appointment. */
	atDoor: boolean;
	/** Of a series: said that they don't come to this meeting. */
	skips: boolean;
	/** What was marked at the door; null: nothing. */
	came: boolean | null;
}

/**
 * The sign-ups of slots: confirmed ones by the child's name, then the waiting list in order. A teacher gets those of
 * the own groups' children. Who is barred from a child is on no list.
 */
export async function findAttendees(
	db: Reader,
	staff: StaffActor,
	slotIds: string[],
	today: string,
): Promise<Attendee[]> {
	if (slotIds.length === 0 || (!seesAllFamilies(staff) && staff.groupIds.size === 0)) return [];
	const rows = await findRows(db, staff, slotIds, today);
	const numbers = await numbersInLine(db, staff.schoolId, slotIds);
	const byParent = rows.filter(({ interpreterBy }) => interpreterBy === 'parent');
	const helpers = await findHelpers(
		db,
		staff.schoolId,
		byParent.map(({ signUpId }) => signUpId),
	);
	const named = rows.map(
		({ prefix, surname, byStaffId, interpreterFoundAt, skipsAt, ticket, sortKey, ...rest }) => ({
			sortKey,
			ticket,
			attendee: {
				...rest,
				surname: [prefix, surname].filter(Boolean).join(' ') || null,
				number: numbers.get(rest.signUpId) ?? null,
				interpreterFound: interpreterFoundAt !== null,
				interpreterName: helpers.get(rest.signUpId) ?? null,
				byHand: byStaffId !== null,
				skips: skipsAt !== null,
			},
		}),
	);
	return named
		.sort((a, b) =>
			a.attendee.status === 'waiting' || b.attendee.status === 'waiting'
				? a.attendee.status.localeCompare(b.attendee.status) || a.ticket - b.ticket
				: a.sortKey.localeCompare(b.sortKey) || a.ticket - b.ticket,
		)
		.map(({ attendee }) => attendee);
}

/** In order of arrival. */
function findRows(db: Reader, staff: StaffActor, slotIds: string[], today: string) {
	const { signUp, child, guardian, guardianship, attendance, groupChild } = db.t;
	const ownChildren = db
		.select({ childId: groupChild.childId })
		.from(groupChild)
		.where(and(eq(groupChild.schoolId, staff.schoolId), inArray(groupChild.groupId, [...staff.groupIds])));
	return db
		.select({
			signUpId: signUp.id,
			slotId: signUp.slotId,
			childId: child.id,
			givenName: child.givenName,
			prefix: child.prefix,
			surname: child.surname,
			sortKey: child.sortKey,
			guardianId: guardian.id,
			guardianName: guardian.name,
			status: signUp.status,
			ticket: signUp.ticket,
			adults: signUp.adults,
			places: signUp.places,
			interpreter: signUp.interpreter,
			interpreterFoundAt: signUp.interpreterFoundAt,
			interpreterBy: signUp.interpreterBy,
			mayAskParent: signUp.mayAskParent,
			note: signUp.note,
			byStaffId: signUp.byStaffId,
			atDoor: signUp.atDoor,
			skipsAt: signUp.skipsAt,
			came: attendance.came,
		})
		.from(signUp)
		.innerJoin(child, and(eq(child.schoolId, signUp.schoolId), eq(child.id, signUp.childId)))
		.innerJoin(guardian, and(eq(guardian.schoolId, signUp.schoolId), eq(guardian.id, signUp.guardianId)))
		.innerJoin(
			guardianship,
			and(
				eq(guardianship.schoolId, signUp.schoolId),
				eq(guardianship.guardianId, signUp.guardianId),
				eq(guardianship.childId, signUp.childId),
			),
		)
		.leftJoin(attendance, and(eq(attendance.schoolId, signUp.schoolId), eq(attendance.signUpId, signUp.id)))
		.where(
			and(
				eq(signUp.schoolId, staff.schoolId),
				inArray(signUp.slotId, slotIds),
				inArray(guardianship.level, ['full', 'information']),
				or(isNull(child.leftOn), gte(child.leftOn, today)),
				seesAllFamilies(staff) ? undefined : inArray(signUp.childId, ownChildren),
			),
		)
		.orderBy(asc(signUp.ticket));
}

/** Every waiting sign-up's number, counted over all families: a teacher sees the number that the parent sees. */
async function numbersInLine(db: Reader, schoolId: string, slotIds: string[]): Promise<Map<string, number>> {
	const { signUp } = db.t;
	const rows = await db
		.select({ signUpId: signUp.id, slotId: signUp.slotId })
		.from(signUp)
		.where(and(eq(signUp.schoolId, schoolId), inArray(signUp.slotId, slotIds), eq(signUp.status, 'waiting')))
		.orderBy(asc(signUp.ticket));
	const numbers = new Map<string, number>();
	for (const line of Map.groupBy(rows, ({ slotId }) => slotId).values())
		for (const [index, { signUpId }] of line.entries()) numbers.set(signUpId, index + 1);
	return numbers;
}

/** By sign-up, the first name of the parent who interprets. */
async function findHelpers(
	db: Reader,
	schoolId: string,
	signUpIds: string[],
): Promise<Map<string, string | null>> {
	if (signUpIds.length === 0) return new Map();
	const { interpreterAsk, guardian } = db.t;
	const rows = await db
		.select({ signUpId: interpreterAsk.signUpId, name: guardian.name })
		.from(interpreterAsk)
		.innerJoin(
			guardian,
			and(eq(guardian.schoolId, interpreterAsk.schoolId), eq(guardian.id, interpreterAsk.guardianId)),
		)
		.where(
			and(
				eq(interpreterAsk.schoolId, schoolId),
				inArray(interpreterAsk.signUpId, signUpIds),
				eq(interpreterAsk.state, 'accepted'),
			),
		);
	return new Map(rows.map(({ signUpId, name }) => [signUpId, firstName(name)]));
}
