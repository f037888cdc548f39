// The guardian's own sign-ups, as their pages show them. One query.
import { aliasedTable, and, asc, count, eq, gt, lt, or, sql } from 'drizzle-orm';
import type { ParentActor } from '#lib/accounts/server/actors.ts';
import type { Reader } from '#lib/database/store.ts';
import { as, compiled } from '#lib/platform/server/database/compiled.ts';
import { firstName } from '../interpreting.ts';
import type { MomentKind } from '../kinds.ts';
import { placesLeft, type OwnSignUp } from '../slots.ts';

/** One sign-up of the guardian, with what it takes to show it. */
export interface Appointment extends OwnSignUp {
	childName: string;
	kind: MomentKind;
	/** More than one: a meeting of a series. */
	meetings: number;
	/** In the school's words, Dutch. */
	title: string | null;
	/** In the school's words, Dutch; null: the group's classroom. */
	place: string | null;
	/** The child's group in it; null where the moment is for the whole school. */
	groupName: string | null;
	/** Of a series: they don't come to this meeting, and to the others they do. */
	skips: boolean;
	/** Called off by the school. */
	cancelled: boolean;
	/** The number in the waiting list; null when confirmed. */
	number: number | null;
	interpreter: string | null;
	/** The school may ask another parent. */
	mayAskParent: boolean;
	/** An interpreter is found. */
	interpreterFound: boolean;
	/** First name of another parent who interprets. */
	interpreterName: string | null;
	note: string | null;
	/** A place came free and the question is open: the first yes gets it. */
	offered: boolean;
	/** The information-only guardian still sees an earlier sign-up, and can cancel it. */
	level: 'full' | 'information';
}

const findRows = compiled<{ school: string; guardian: string; now: Date; moment: string }>(
	'find_appointments',
)((db: Reader, p) => {
	const { signUp, slot, moment, placeOffer, momentGroup, group, interpreterAsk, guardian } = db.t;
	const ahead = aliasedTable(signUp, 'ahead');
	const before = db
		.select({ number: count() })
		.from(ahead)
		.where(
			and(
				eq(ahead.schoolId, signUp.schoolId),
				eq(ahead.slotId, signUp.slotId),
				eq(ahead.status, 'waiting'),
				lt(ahead.ticket, signUp.ticket),
			),
		);
	return db
		.select({
			signUpId: signUp.id,
			slotId: signUp.slotId,
			momentId: signUp.momentId,
			childId: signUp.childId,
			status: signUp.status,
			adults: signUp.adults,
			places: signUp.places,
			interpreter: signUp.interpreter,
			mayAskParent: signUp.mayAskParent,
			interpreterFoundAt: signUp.interpreterFoundAt,
			helper: guardian.name,
			note: signUp.note,
			skipsAt: signUp.skipsAt,
			before: sql<string | number>`(${before})`,
			startsAt: slot.startsAt,
			endsAt: slot.endsAt,
			capacity: slot.capacity,
			taken: slot.taken,
			slotCancelledAt: slot.cancelledAt,
			momentCancelledAt: moment.cancelledAt,
			kind: moment.kind,
			meetings: moment.meetings,
			title: moment.title,
			place: moment.place,
			groupId: momentGroup.groupId,
			groupName: group.name,
			offeredAt: placeOffer.madeAt,
			offerClosedAt: placeOffer.closedAt,
		})
		.from(signUp)
		.innerJoin(slot, and(eq(slot.schoolId, signUp.schoolId), eq(slot.id, signUp.slotId)))
		.innerJoin(moment, and(eq(moment.schoolId, signUp.schoolId), eq(moment.id, signUp.momentId)))
		.leftJoin(placeOffer, and(eq(placeOffer.schoolId, signUp.schoolId), eq(placeOffer.signUpId, signUp.id)))
		.leftJoin(
			interpreterAsk,
			and(
				eq(interpreterAsk.schoolId, signUp.schoolId),
				eq(interpreterAsk.signUpId, signUp.id),
				eq(interpreterAsk.state, 'accepted'),
			),
		)
		.leftJoin(
			guardian,
			and(eq(guardian.schoolId, interpreterAsk.schoolId), eq(guardian.id, interpreterAsk.guardianId)),
		)
		.leftJoin(
			momentGroup,
			and(eq(momentGroup.schoolId, signUp.schoolId), eq(momentGroup.momentId, signUp.momentId)),
		)
		.leftJoin(group, and(eq(group.schoolId, momentGroup.schoolId), eq(group.id, momentGroup.groupId)))
		.where(
			and(
				eq(signUp.schoolId, p.school),
				eq(signUp.guardianId, p.guardian),
				or(gt(slot.endsAt, as(p.now, slot.endsAt)), eq(signUp.momentId, p.moment)),
			),
		)
		.orderBy(asc(slot.startsAt), asc(signUp.ticket));
});

/**
 * The guardian's sign-ups that are not over, in order of time; those of `momentId` also when they are. Only for
 * children that they may know of. Cancelled ones are in it, and say so.
 */
export async function findAppointments(
	db: Reader,
	parent: Pick<ParentActor, 'schoolId' | 'guardianId' | 'children'>,
	now: Date,
	momentId = '',
): Promise<Appointment[]> {
	const { schoolId: school, guardianId: guardian } = parent;
	const rows = await findRows(db, { school, guardian, now, moment: momentId });
	const found = new Map<string, Appointment>();
	for (const row of rows) {
		const child = parent.children.get(row.childId);
		if (!child) continue;
		const known = found.get(row.signUpId) ?? appointment(row, child.givenName, child.level, now);
		found.set(row.signUpId, known);
		// one row for each group of the moment: the child's own is the one to name
		if (row.groupId && child.groupIds.includes(row.groupId)) known.groupName = row.groupName;
	}
	return [...found.values()];
}

function appointment(
	row: Awaited<ReturnType<typeof findRows>>[number],
	childName: string,
	level: 'full' | 'information',
	now: Date,
): Appointment {
	const {
		groupId: _,
		before,
		slotCancelledAt,
		momentCancelledAt,
		skipsAt,
		interpreterFoundAt,
		helper,
		offeredAt,
		offerClosedAt,
		capacity,
		taken,
		...rest
	} = row;
	const cancelled = Boolean(slotCancelledAt ?? momentCancelledAt);
	const waits = row.status === 'waiting';
	const asked = waits && offeredAt !== null && offerClosedAt === null;
	return {
		...rest,
		groupName: null,
		childName,
		level,
		skips: skipsAt !== null,
		interpreterFound: interpreterFoundAt !== null,
		interpreterName: firstName(helper),
		cancelled,
		number: waits ? Number(before) + 1 : null,
		offered:
			asked &&
			level === 'full' &&
			!cancelled &&
			now < row.startsAt &&
			row.places <= placesLeft({ capacity, taken }),
	};
}
