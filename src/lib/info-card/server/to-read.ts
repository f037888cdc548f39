import { and, desc, eq, isNotNull, lte } from 'drizzle-orm';
import type { ParentActor } from '#lib/accounts/server/actors.ts';
import type { Reader } from '#lib/database/store.ts';
import { as, compiled } from '#lib/platform/server/database/compiled.ts';
import { mayReadCard } from './policy.ts';

const findNewest = compiled<{ school: string; guardian: string; today: string }>('find_card_to_read')((
	db: Reader,
	p,
) => {
	const { infoCard, schoolYear, acknowledgement } = db.t;
	return db
		.select({ cardId: infoCard.id, readAt: acknowledgement.at })
		.from(infoCard)
		.innerJoin(
			schoolYear,
			and(eq(schoolYear.schoolId, infoCard.schoolId), eq(schoolYear.id, infoCard.schoolYearId)),
		)
		.leftJoin(
			acknowledgement,
			and(
				eq(acknowledgement.schoolId, infoCard.schoolId),
				eq(acknowledgement.cardId, infoCard.id),
				eq(acknowledgement.guardianId, p.guardian),
			),
		)
		.where(
			and(
				eq(infoCard.schoolId, p.school),
				isNotNull(infoCard.publishedAt),
				lte(schoolYear.startsOn, as(p.today, schoolYear.startsOn)),
			),
		)
		.orderBy(desc(schoolYear.startsOn), desc(infoCard.version))
		.limit(1);
});

/**
 * Whether a guardian still has the newest card to read, and when they read it. `none`: nothing was published, or it is
 * not for them. One query, for Start and for "what the school sees".
 */
export async function cardToRead(
	db: Reader,
	parent: ParentActor,
	today: string,
): Promise<{ state: 'none' | 'to_read' } | { state: 'read'; at: Date }> {
	if (!mayReadCard(parent)) return { state: 'none' };
	const { schoolId: school, guardianId: guardian } = parent;
	const [newest] = await findNewest(db, { school, guardian, today });
	if (!newest) return { state: 'none' };
	return newest.readAt ? { state: 'read', at: newest.readAt } : { state: 'to_read' };
}
