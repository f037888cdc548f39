import type { Tx } from '#lib/database/store.ts';
import { compiled } from '#lib/platform/server/database/compiled.ts';
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
	await insertLine(tx, {
		school: actor.schoolId,
		id: newId(),
		now,
		kind: actor.kind,
		actor: actorId(actor),
		action,
		about,
	});
}

const insertLine = compiled<{
	school: string;
	id: string;
	now: Date;
	kind: 'guardian' | 'staff' | 'system';
	actor: string | null;
	action: string;
	about: Record<string, string | number | boolean | null>;
}>('insert_audit_line')((tx: Tx, p) =>
	tx.insert(tx.t.auditLine).values({
		schoolId: p.school,
		id: p.id,
		at: p.now,
		actorKind: p.kind,
		actorId: p.actor,
		action: p.action,
		about: p.about,
	}),
);

function actorId(actor: Actor | SystemActor): string | null {
	if (actor.kind === 'guardian') return actor.guardianId;
	return actor.kind === 'staff' ? actor.staffId : null;
}
