// What a guardian interprets, or interpreted, at talks: for their own pages, never with whose child it is about.
import { and, asc, desc, eq, gt, inArray, isNull, lte } from 'drizzle-orm';
import type { ParentActor } from '#lib/accounts/server/actors.ts';
import type { Reader } from '#lib/database/store.ts';
import { calledNames } from './schedule.ts';

type Whose = Pick<ParentActor, 'schoolId' | 'guardianId'>;
interface Year {
	schoolYearId: string;
	now: Date;
}

/** The talks of a school year at which a guardian interpreted and that are over, newest first. One query. */
export async function interpretedTalks(
	db: Reader,
	{ schoolId, guardianId }: Whose,
	{ schoolYearId, now }: Year,
) {
	const { talk, talkRound, talkInterpreterParent } = db.t;
	const rows = await ofParents(db)
		.where(
			and(
				eq(talkInterpreterParent.schoolId, schoolId),
				eq(talkInterpreterParent.guardianId, guardianId),
				eq(talkRound.schoolYearId, schoolYearId),
				lte(talk.endsAt, now),
			),
		)
		.orderBy(desc(talk.startsAt), desc(talk.id));
	return rows.map(({ talkId, language, startsAt, endsAt }) => ({
		...{ askId: talkId, language: language ?? '', startsAt, endsAt },
	}));
}

/** The same for all parents of a school together: how often, and for how many minutes. Never by name. One query. */
export async function interpretedTalksAtSchool(
	db: Reader,
	schoolId: string,
	{ schoolYearId, now }: Year,
): Promise<{ times: number; minutes: number }> {
	const { talk, talkRound, talkInterpreterParent } = db.t;
	const rows = await ofParents(db).where(
		and(
			eq(talkInterpreterParent.schoolId, schoolId),
			eq(talkRound.schoolYearId, schoolYearId),
			lte(talk.endsAt, now),
		),
	);
	const minutes = rows.map(({ startsAt, endsAt }) => (endsAt.getTime() - startsAt.getTime()) / 60_000);
	return { times: rows.length, minutes: minutes.reduce((sum, each) => sum + each, 0) };
}

/**
 * The talks at which a guardian interprets that end after `from`, in order of time: when, where and with which teachers, but
 * nothing of the child, and not whose home it is. One query, two more where there are some.
 */
export async function interpretingTalks(db: Reader, { schoolId, guardianId }: Whose, from: Date) {
	const { talk, talkInterpreterParent, talkStaff } = db.t;
	const rows = await ofParents(db)
		.where(
			and(
				eq(talkInterpreterParent.schoolId, schoolId),
				eq(talkInterpreterParent.guardianId, guardianId),
				gt(talk.endsAt, from),
			),
		)
		.orderBy(asc(talk.startsAt), asc(talk.id));
	if (rows.length === 0) return [];
	const ids = rows.map(({ talkId }) => talkId);
	const staff = await db
		.select({ talkId: talkStaff.talkId, staffId: talkStaff.staffId })
		.from(talkStaff)
		.where(and(eq(talkStaff.schoolId, schoolId), inArray(talkStaff.talkId, ids)))
		.orderBy(asc(talkStaff.staffId));
	const names = await calledNames(
		db,
		schoolId,
		staff.map(({ staffId }) => staffId),
	);
	const staffOf = Map.groupBy(staff, ({ talkId }) => talkId);
	return rows.map((row) => ({
		...row,
		/** What parents call them. */
		teachers: (staffOf.get(row.talkId) ?? []).flatMap(({ staffId }) => names.get(staffId) ?? []),
	}));
}
export type InterpretingTalk = Awaited<ReturnType<typeof interpretingTalks>>[number];

/** The parent who interprets at a talk, if one does. One query. */
export async function parentsWhoInterpret(db: Reader, schoolId: string, talkId: string): Promise<string[]> {
	const { talk, talkInterpreterParent } = db.t;
	const rows = await db
		.select({ guardianId: talkInterpreterParent.guardianId })
		.from(talkInterpreterParent)
		.innerJoin(
			talk,
			and(
				eq(talk.schoolId, talkInterpreterParent.schoolId),
				eq(talk.interpreterId, talkInterpreterParent.interpreterId),
			),
		)
		.where(and(eq(talkInterpreterParent.schoolId, schoolId), eq(talk.id, talkId), eq(talk.status, 'agreed')));
	return rows.map(({ guardianId }) => guardianId);
}

/** Talks that take place at which a parent interprets. */
function ofParents(db: Reader) {
	const { talk, talkRound, talkInterpreter, talkInterpreterParent } = db.t;
	return db
		.select({
			talkId: talk.id,
			roundId: talk.roundId,
			language: talk.interpreter,
			startsAt: talk.startsAt,
			endsAt: talk.endsAt,
			place: talk.place,
			room: talk.room,
			videoAddress: talk.videoAddress,
			byPhone: talkInterpreter.byPhone,
			revision: talk.revision,
		})
		.from(talkInterpreterParent)
		.innerJoin(
			talkInterpreter,
			and(
				eq(talkInterpreter.schoolId, talkInterpreterParent.schoolId),
				eq(talkInterpreter.id, talkInterpreterParent.interpreterId),
			),
		)
		.innerJoin(
			talk,
			and(
				eq(talk.schoolId, talkInterpreter.schoolId),
				eq(talk.interpreterId, talkInterpreter.id),
				eq(talk.status, 'agreed'),
			),
		)
		.innerJoin(
			talkRound,
			and(
				eq(talkRound.schoolId, talk.schoolId),
				eq(talkRound.id, talk.roundId),
				isNull(talkRound.cancelledAt),
			),
		);
}
