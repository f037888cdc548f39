// A child changes school: nothing of the guardian goes along but what the guardian says.
import { isDeepStrictEqual } from 'node:util';
import { and, eq } from 'drizzle-orm';
import type { ParentActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { PersonOfAddress } from '#lib/accounts/server/people-of-address.ts';
import type { Reader, Store } from '#lib/database/store.ts';
import { readPreferences, savePreferences, type Preferences } from '#lib/notifications/server/preferences.ts';

export const bringParts = ['languages', 'listening', 'interpreter', 'notifications'] as const;
export type BringPart = (typeof bringParts)[number];

/** Where the guardian is known as well; only what `otherSelves` found may be passed. */
type Elsewhere = Pick<PersonOfAddress, 'schoolId' | 'id'>;

export interface ToBring {
	/** What is different here, so that bringing it along would change something. */
	parts: BringPart[];
	written: string | null;
	spoken: string | null;
}

/** What this guardian said at the other school and not here. The children, and what the school wrote, are never in it. */
export async function whatToBring(db: Reader, parent: ParentActor, elsewhere: Elsewhere): Promise<ToBring> {
	const here = await saidAt(db, { schoolId: parent.schoolId, guardianId: parent.guardianId });
	const there = await saidAt(db, { schoolId: elsewhere.schoolId, guardianId: elsewhere.id });
	const differs: Record<BringPart, boolean> = {
		languages:
			there.written !== null &&
			there.spoken !== null &&
			(there.written !== here.written || there.spoken !== here.spoken),
		listening: there.likesListening && !here.likesListening,
		interpreter: there.needsInterpreter && !here.needsInterpreter,
		notifications: !isDeepStrictEqual(there.preferences, here.preferences),
	};
	return {
		parts: bringParts.filter((part) => differs[part]),
		written: there.written,
		spoken: there.spoken,
	};
}

/** Copies the chosen parts to this school's own row. What was not chosen stays unknown here. */
export async function bringAlong(
	store: Store,
	parent: ParentActor,
	elsewhere: Elsewhere,
	chosen: readonly BringPart[],
	now: Date,
): Promise<BringPart[]> {
	return store.transact(async (tx) => {
		const { schoolId, guardianId } = parent;
		const { parts } = await whatToBring(tx, parent, elsewhere);
		const taken = parts.filter((part) => chosen.includes(part));
		if (taken.length === 0) return [];
		const there = await saidAt(tx, { schoolId: elsewhere.schoolId, guardianId: elsewhere.id });
		const { guardian } = tx.t;
		const set = {
			...(taken.includes('languages')
				? {
						writtenLanguage: there.written,
						spokenLanguage: there.spoken,
						locale: there.locale,
						languageChosenAt: now,
					}
				: {}),
			...(taken.includes('listening') ? { likesListening: true } : {}),
			...(taken.includes('interpreter') ? { needsInterpreter: true } : {}),
		};
		if (Object.keys(set).length > 0)
			await tx
				.update(guardian)
				.set(set)
				.where(and(eq(guardian.schoolId, schoolId), eq(guardian.id, guardianId)));
		if (taken.includes('notifications'))
			await savePreferences(tx, { schoolId, guardianId }, there.preferences, now);
		await audit(tx, parent, 'families.brought_along', { guardianId, parts: taken.join(' ') }, now);
		return taken;
	});
}

interface Said {
	written: string | null;
	spoken: string | null;
	locale: string | null;
	likesListening: boolean;
	needsInterpreter: boolean;
	preferences: Preferences;
}

async function saidAt(
	db: Reader,
	{ schoolId, guardianId }: { schoolId: string; guardianId: string },
): Promise<Said> {
	const { guardian } = db.t;
	const [row] = await db
		.select({
			written: guardian.writtenLanguage,
			spoken: guardian.spokenLanguage,
			locale: guardian.locale,
			likesListening: guardian.likesListening,
			needsInterpreter: guardian.needsInterpreter,
		})
		.from(guardian)
		.where(and(eq(guardian.schoolId, schoolId), eq(guardian.id, guardianId)));
	if (!row) throw new Error('a guardian who is known has no row');
	const { address: _, ...preferences } = await readPreferences(db, { schoolId, guardianId });
	return { ...row, preferences };
}
