import { and, eq, gte } from 'drizzle-orm';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import { as, compiled } from '#lib/platform/server/database/compiled.ts';
import { newId } from '#lib/platform/server/ids.ts';
import type { StaffActor } from './actors.ts';

/** For jobs and tools: nobody is signed in, but the school is known. */
export interface SystemActor {
	kind: 'system';
	schoolId: string;
}

/** Who did it, as far as a line says: an actor, or somebody who just came in. */
export type AuditActor =
	| { kind: 'guardian'; schoolId: string; guardianId: string }
	| { kind: 'staff'; schoolId: string; staffId: string }
	| SystemActor;

/**
 * Writes one audit line in the transaction of the change itself. `action` is `<domain>.<what happened>`; `about` holds
 * ids and codes, never a name, an address or a text; only the paper on which a limit of rights rests is there in words.
 */
export async function audit(
	tx: Tx,
	actor: AuditActor,
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

/** What left the app as a file or a feed. */
export interface Exported {
	/** A code of the domain: `families.list`, `moments.door_list`. */
	what: string;
	/** Ids and numbers that say which part: a group, a moment, how many rows. Never a name. */
	about?: Record<string, string | number | boolean | null>;
}

/** The line of an export: call it before the file is given out, by whichever way it goes (CSV, print of a list, feed). */
export async function auditExport(
	store: Store,
	staff: StaffActor,
	{ what, about = {} }: Exported,
	now: Date,
): Promise<void> {
	await store.transact((tx) => audit(tx, staff, 'accounts.exported', { what, ...about }, now));
}

/** Looking again at the same child within this time is the same look: a page that is loaded anew is no second one. */
const SAME_LOOK_MS = 15 * 60 * 1000;

/** What a page that shows one child looks at. */
export function lookAt({ childId, groups }: { childId: string; groups: readonly { id: string }[] }) {
	return { childId, groupIds: groups.map(({ id }) => id) };
}

/**
 * The line of a look at a family outside one's own groups; own groups leave none. Call it where a page shows one child
 * or one guardian: `groupIds` are the groups of the child. Lists and what a search finds are no look: they hold names and
 * how far the letters are, no address and nothing that the family did; a list as a file is an export.
 */
export async function auditLook(
	store: Store,
	staff: StaffActor,
	{ childId, groupIds }: { childId: string; groupIds: readonly string[] },
	now: Date,
): Promise<void> {
	if (groupIds.some((groupId) => staff.groupIds.has(groupId))) return;
	const since = new Date(now.getTime() - SAME_LOOK_MS);
	const recent = await findLooks(store.read, { school: staff.schoolId, staff: staff.staffId, since });
	if (recent.some(({ about }) => about.childId === childId)) return;
	await store.transact((tx) => audit(tx, staff, 'accounts.looked', { childId }, now));
}

const findLooks = compiled<{ school: string; staff: string; since: Date }>('find_looks')((db: Reader, p) => {
	const { auditLine } = db.t;
	return db
		.select({ about: auditLine.about })
		.from(auditLine)
		.where(
			and(
				eq(auditLine.schoolId, p.school),
				gte(auditLine.at, as(p.since, auditLine.at)),
				eq(auditLine.actorId, p.staff),
				eq(auditLine.action, 'accounts.looked'),
			),
		);
});

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

function actorId(actor: AuditActor): string | null {
	if (actor.kind === 'guardian') return actor.guardianId;
	return actor.kind === 'staff' ? actor.staffId : null;
}
