import { and, eq, ne } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/server/actors.ts';
import type { Reader } from '#lib/database/store.ts';
import { maySeeContacts } from './policy.ts';

/** A spoken name is for who sees that person's name: colleagues, and guardians who see a child of the school. */
export async function maySeeNameRecording(db: Reader, actor: Actor, staffId: string): Promise<boolean> {
	if (actor.kind === 'guardian' && !maySeeContacts(actor)) return false;
	const { staffMember } = db.t;
	const [person] = await db
		.select({ id: staffMember.id })
		.from(staffMember)
		.where(
			and(
				eq(staffMember.schoolId, actor.schoolId),
				eq(staffMember.id, staffId),
				ne(staffMember.status, 'gone'),
			),
		);
	return person !== undefined;
}
