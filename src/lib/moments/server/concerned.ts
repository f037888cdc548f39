// The sign-ups of slots with whom to tell: only guardians who may still know of the child.
import { and, asc, eq, gte, inArray, isNull, or } from 'drizzle-orm';
import type { ParentActor } from '#lib/accounts/server/actors.ts';
import type { Reader } from '#lib/database/store.ts';
import { findRecipients } from '#lib/families/server/recipients.ts';
import { baseLocale } from '#lib/translation/locale.ts';
import type { Concerned } from './notices.ts';

export interface ConcernedSignUp extends Concerned {
	slotId: string;
	status: 'confirmed' | 'waiting';
	ticket: number;
	places: number;
	/** Of a series: they don't come to this meeting. */
	skips: boolean;
	/** `full`: may sign up for the child; `information`: no longer. */
	level: 'full' | 'information';
}

/** In order of arrival. Leaves out whom the school bars from the child, and children that left. */
export async function findConcerned(
	db: Reader,
	schoolId: string,
	slotIds: string[],
	today: string,
	status?: 'confirmed' | 'waiting',
): Promise<ConcernedSignUp[]> {
	if (slotIds.length === 0) return [];
	const { signUp, guardianship, child } = db.t;
	const rows = await db
		.select({
			signUpId: signUp.id,
			slotId: signUp.slotId,
			guardianId: signUp.guardianId,
			childId: signUp.childId,
			childName: child.givenName,
			status: signUp.status,
			ticket: signUp.ticket,
			places: signUp.places,
			skipsAt: signUp.skipsAt,
			level: guardianship.level,
		})
		.from(signUp)
		.innerJoin(
			guardianship,
			and(
				eq(guardianship.schoolId, signUp.schoolId),
				eq(guardianship.guardianId, signUp.guardianId),
				eq(guardianship.childId, signUp.childId),
			),
		)
		.innerJoin(child, and(eq(child.schoolId, signUp.schoolId), eq(child.id, signUp.childId)))
		.where(
			and(
				eq(signUp.schoolId, schoolId),
				inArray(signUp.slotId, slotIds),
				or(isNull(child.leftOn), gte(child.leftOn, today)),
				status && eq(signUp.status, status),
			),
		)
		.orderBy(asc(signUp.ticket));
	const recipients = await findRecipients(db, schoolId, [
		...new Set(rows.map(({ guardianId }) => guardianId)),
	]);
	return rows.flatMap(({ skipsAt, ...row }) => {
		const recipient = recipients.get(row.guardianId);
		if (!recipient || row.level === 'nothing') return [];
		return [{ ...row, skips: skipsAt !== null, level: row.level, locale: recipient.locale }];
	});
}

/** The guardian who acts, as the one to tell about an own sign-up. */
export async function toParent(
	db: Reader,
	parent: ParentActor,
	{ signUpId, childId }: { signUpId: string; childId: string },
): Promise<Concerned> {
	const { guardianId, schoolId } = parent;
	const childName = parent.children.get(childId)?.givenName ?? '';
	const locale =
		parent.locale ?? (await findRecipients(db, schoolId, [guardianId])).get(guardianId)?.locale ?? baseLocale;
	return { signUpId, guardianId, childId, childName, locale };
}
