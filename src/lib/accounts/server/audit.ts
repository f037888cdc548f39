import type { Tx } from '#lib/database/store.ts';
import { newId } from '#lib/platform/server/ids.ts';
import type { Actor } from './actors.ts';

/** For jobs and tools: nobody is signed in, but the school is known. */
export interface SystemActor {
	kind: 'system';
	schoolId: string;
}

/**
 * Writes one audit line in the transaction of the change itself. `action` is `<domain>.<what happened>`; `about` holds
 * ids and codes, never a name, an address or a text.
 */
export async function audit(
	tx: Tx,
	actor: Actor | SystemActor,
	action: string,
	about: Record<string, string | number | boolean | null>,
	now: Date,
): Promise<void> {
	await tx.insert(tx.t.auditLine).values({
		schoolId: actor.schoolId,
		id: newId(),
		at: now,
		actorKind: actor.kind,
		actorId: actorId(actor),
		action,
		about,
	});
}

function actorId(actor: Actor | SystemActor): string | null {
	if (actor.kind === 'guardian') return actor.guardianId;
	return actor.kind === 'staff' ? actor.staffId : null;
}
