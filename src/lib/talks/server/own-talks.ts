// A guardian's own talks, as rules and pages need them.
import { and, asc, eq, gt, inArray, or } from 'drizzle-orm';
import type { ParentActor } from '#lib/accounts/server/actors.ts';
import type { Reader } from '#lib/database/store.ts';
import type { MomentTranslations } from '#lib/moments/own-texts.ts';
import type { TalkKind, TalkPlace } from '../round.ts';
import { roundTranslations } from './round-words.ts';

export interface OwnTalk {
	talkId: string;
	roundId: string;
	childId: string;
	childName: string;
	kind: TalkKind;
	/** The round's, in the school's words. */
	title: string | null;
	startsAt: Date;
	endsAt: Date;
	cancelled: boolean;
	changeHoursBefore: number;
	place: TalkPlace;
	room: string | null;
	videoAddress: string | null;
	withChild: boolean | null;
	interpreter: string | null;
	/** Somebody who interprets was found. */
	interpreterFound: boolean;
	onOurWayAt: Date | null;
	nextOn: string | null;
	revision: number;
	/** What parents call who holds it. */
	teachers: string[];
	translations?: MomentTranslations;
	/** The language that the guardian reads; null: not known. */
	written: string | null;
}

/**
 * A guardian's talks that end after `from`, and all of `roundId`, in order of time; called off ones say so. Not of a child
 * that they have no say over any more. `calledOff`: instead those that the school took from them. Three queries at most.
 */
export async function ownTalks(
	db: Reader,
	parent: Pick<ParentActor, 'schoolId' | 'guardianId'> & Partial<Pick<ParentActor, 'children'>>,
	{ from, roundId = '', calledOff = false }: { from: Date; roundId?: string; calledOff?: boolean },
): Promise<OwnTalk[]> {
	const { schoolId, guardianId } = parent;
	const {
		talkCalledOff,
		talk,
		talkRound,
		child,
		guardian,
		guardianship,
		talkStaff,
		staffMember,
		talkTeacher,
	} = db.t;
	const whose = calledOff ? talkCalledOff : db.t.talkGuardian;
	const rows = await db
		.select({
			talk,
			childName: child.givenName,
			kind: talkRound.kind,
			title: talkRound.title,
			roundCancelledAt: talkRound.cancelledAt,
			changeHoursBefore: talkRound.changeHoursBefore,
			written: guardian.writtenLanguage,
		})
		.from(whose)
		.innerJoin(talk, and(eq(talk.schoolId, whose.schoolId), eq(talk.id, whose.talkId)))
		.innerJoin(talkRound, and(eq(talkRound.schoolId, talk.schoolId), eq(talkRound.id, talk.roundId)))
		.innerJoin(child, and(eq(child.schoolId, talk.schoolId), eq(child.id, talk.childId)))
		.innerJoin(guardian, and(eq(guardian.schoolId, whose.schoolId), eq(guardian.id, whose.guardianId)))
		.innerJoin(
			guardianship,
			and(
				eq(guardianship.schoolId, whose.schoolId),
				eq(guardianship.guardianId, whose.guardianId),
				eq(guardianship.childId, talk.childId),
				eq(guardianship.level, 'full'),
			),
		)
		.where(
			and(
				eq(whose.schoolId, schoolId),
				eq(whose.guardianId, guardianId),
				or(gt(talk.endsAt, from), eq(talk.roundId, roundId)),
			),
		)
		.orderBy(asc(talk.startsAt), asc(talk.id));
	if (rows.length === 0) return [];
	const staff = await db
		.select({
			talkId: talkStaff.talkId,
			name: staffMember.name,
			calledName: staffMember.calledName,
			videoAddress: talkTeacher.videoAddress,
		})
		.from(talkStaff)
		.innerJoin(
			staffMember,
			and(eq(staffMember.schoolId, talkStaff.schoolId), eq(staffMember.id, talkStaff.staffId)),
		)
		.innerJoin(talk, and(eq(talk.schoolId, talkStaff.schoolId), eq(talk.id, talkStaff.talkId)))
		.leftJoin(
			talkTeacher,
			and(
				eq(talkTeacher.schoolId, talkStaff.schoolId),
				eq(talkTeacher.roundId, talk.roundId),
				eq(talkTeacher.staffId, talkStaff.staffId),
			),
		)
		.where(
			and(
				eq(talkStaff.schoolId, schoolId),
				inArray(
					talkStaff.talkId,
					rows.map((row) => row.talk.id),
				),
			),
		)
		.orderBy(asc(staffMember.name), asc(staffMember.id));
	const named = rows.map((row) => ({ roundId: row.talk.roundId, title: row.title, note: null }));
	const translations = await roundTranslations(db, schoolId, named);
	return rows.map(({ talk: one, childName, kind, title, written, roundCancelledAt, changeHoursBefore }) => {
		const holders = staff.filter(({ talkId }) => talkId === one.id);
		return {
			talkId: one.id,
			roundId: one.roundId,
			childId: one.childId,
			childName,
			kind,
			title,
			startsAt: one.startsAt,
			endsAt: one.endsAt,
			cancelled: one.status === 'cancelled' || roundCancelledAt !== null,
			changeHoursBefore,
			place: one.place,
			room: one.room,
			videoAddress:
				one.place === 'video'
					? (one.videoAddress ?? holders.find(({ videoAddress }) => videoAddress)?.videoAddress ?? null)
					: null,
			withChild: one.withChild,
			interpreter: one.interpreter,
			interpreterFound: one.interpreterId !== null || one.interpreterFoundAt !== null,
			onOurWayAt: one.onOurWayAt,
			nextOn: one.nextOn,
			revision: one.revision,
			teachers: holders.map(({ name, calledName }) => calledName ?? name),
			translations: translations.get(one.roundId),
			written,
		};
	});
}
