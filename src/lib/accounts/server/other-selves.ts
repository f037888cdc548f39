// One person, several places: staff at one school, parent at another, parent of children at two.
import { and, eq } from 'drizzle-orm';
import type { Reader } from '#lib/database/store.ts';
import { fold } from '#lib/platform/fold.ts';
import type { Actor } from './actors.ts';
import { peopleOfAddress, type PersonOfAddress } from './people-of-address.ts';

/** Who somebody is in one session, and the address that was proved on the way into it. */
export interface Self {
	schoolId: string;
	person: { guardianId: string } | { staffId: string };
	emailKey: string;
}

/**
 * Who else the person of a session is, by the address that a code proved: staff, or a guardian at another school. An
 * address that is no longer theirs links nothing. Two carers may share an address: a guardian besides whom another one of
 * that school has it, is the same person only under the same name.
 */
export async function otherSelves(db: Reader, self: Self, now: Date): Promise<PersonOfAddress[]> {
	const people = (await peopleOfAddress(db, self.emailKey, now)).filter(({ invited }) => !invited);
	const me = people.find((one) => isSelf(one, self));
	if (!me) return [];
	const guardiansAt = (schoolId: string) =>
		people.filter((one) => one.kind === 'guardian' && one.schoolId === schoolId);
	return people.filter((one) => {
		if (one === me) return false;
		if (one.kind === 'staff') return true;
		// two guardians of one school are two people
		if (me.kind === 'guardian' && me.schoolId === one.schoolId) return false;
		const alone = [me, one].every(
			({ kind, schoolId }) => kind === 'staff' || guardiansAt(schoolId).length === 1,
		);
		return alone || (me.name !== null && one.name !== null && fold(me.name) === fold(one.name));
	});
}

function isSelf({ kind, schoolId, id }: PersonOfAddress, self: Self): boolean {
	const [ownKind, ownId] =
		'guardianId' in self.person ? ['guardian', self.person.guardianId] : ['staff', self.person.staffId];
	return kind === ownKind && id === ownId && schoolId === self.schoolId;
}

/** The address that was proved on the way into this actor's session; null when a letter or a door code opened it. */
export async function addressProvedIn(db: Reader, { schoolId, sessionId }: Actor): Promise<string | null> {
	const { session } = db.t;
	const [row] = await db
		.select({ emailKey: session.emailKey })
		.from(session)
		.where(and(eq(session.schoolId, schoolId), eq(session.id, sessionId)));
	return row?.emailKey ?? null;
}
