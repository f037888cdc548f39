// The short way between a key parent and the coordinator: sentences that are chosen, and read in each one's own language.
import { and, desc, eq, gte, inArray, isNull } from 'drizzle-orm';
import type { ParentActor, StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store } from '#lib/database/store.ts';
import { findRecipients } from '#lib/families/server/recipients.ts';
import { queueNotices } from '#lib/notifications/server/queue.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { notesDown, type NoteDown, type NoteUp } from '../key-parent.ts';
import { coordinatorsOf } from './coordinators.ts';
import { keyParentNoted, keyParentSaid } from './key-parent-notices.ts';
import { cameThrough, ownKeyParent } from './key-parents.ts';
import { runsBuddies } from './policy.ts';

const A_DAY = 24 * 60 * 60 * 1000;
/** More than this in a day is a finger that slipped. */
const MOST_A_DAY = 10;

/** A key parent lets the coordinator know something. `gone`: they are none; `often`: ten times that day. */
export function noteToCoordinator(
	store: Store,
	parent: ParentActor,
	{ note, now }: { note: NoteUp; now: Date },
): Promise<{ ok: true } | { ok: false; refusal: 'gone' | 'often' }> {
	return store.transact(async (tx) => {
		const { schoolId, guardianId, school } = parent;
		const own = await ownKeyParent(tx, parent, dayOf(now, school.timeZone));
		if (own?.state !== 'on') return { ok: false, refusal: 'gone' as const };
		const { keyParentNote } = tx.t;
		const lately = await tx.$count(
			keyParentNote,
			and(
				eq(keyParentNote.schoolId, schoolId),
				eq(keyParentNote.guardianId, guardianId),
				isNull(keyParentNote.byStaffId),
				gte(keyParentNote.at, new Date(now.getTime() - A_DAY)),
			),
		);
		if (lately >= MOST_A_DAY) return { ok: false, refusal: 'often' as const };
		const id = newId();
		await tx.insert(keyParentNote).values({ schoolId, id, guardianId, byStaffId: null, note, at: now });
		const told = await coordinatorsOf(tx, schoolId);
		await queueNotices(
			tx,
			told.map((staffId) => keyParentSaid({ schoolId, staffId, noteId: id })),
			now,
		);
		await audit(tx, parent, 'buddies.key_noted', { guardianId }, now);
		return { ok: true as const };
	});
}

/** The coordinator lets a key parent know something, or thanks. */
export function noteToKeyParent(
	store: Store,
	staff: StaffActor,
	{ guardianId, note, now }: { guardianId: string; note: NoteDown; now: Date },
): Promise<{ ok: true } | { ok: false; refusal: 'not_allowed' | 'not_there' }> {
	return store.transact(async (tx) => {
		if (!runsBuddies(staff)) return { ok: false, refusal: 'not_allowed' as const };
		const { schoolId, staffId } = staff;
		const { keyParent, keyParentNote } = tx.t;
		const isOn = await tx.$count(
			keyParent,
			and(eq(keyParent.schoolId, schoolId), eq(keyParent.guardianId, guardianId), eq(keyParent.state, 'on')),
		);
		const reader = (await findRecipients(tx, schoolId, [guardianId])).get(guardianId);
		if (isOn === 0 || !reader) return { ok: false, refusal: 'not_there' as const };
		const noteId = newId();
		await tx
			.insert(keyParentNote)
			.values({ schoolId, id: noteId, guardianId, byStaffId: staffId, note, at: now });
		await queueNotices(
			tx,
			[keyParentNoted({ schoolId, guardianId, locale: reader.locale, note, noteId })],
			now,
		);
		await audit(tx, staff, 'buddies.key_noted', { guardianId, note }, now);
		return { ok: true as const };
	});
}

export type Note =
	| { id: string; at: Date; from: 'parent'; note: NoteUp }
	| { id: string; at: Date; from: 'school'; note: NoteDown };

/** The newest notes of these key parents, newest first. One query. */
export async function notesOf(
	db: Reader,
	schoolId: string,
	guardianIds: readonly string[],
): Promise<Map<string, Note[]>> {
	if (guardianIds.length === 0) return new Map();
	const { keyParentNote } = db.t;
	const rows = await db
		.select()
		.from(keyParentNote)
		.where(and(eq(keyParentNote.schoolId, schoolId), inArray(keyParentNote.guardianId, [...guardianIds])))
		.orderBy(desc(keyParentNote.at), desc(keyParentNote.id))
		.limit(500);
	const notes = rows.map(({ guardianId, id, at, note }) => {
		const down = notesDown.find((one) => one === note);
		const said: Note = down
			? { id, at, from: 'school', note: down }
			: { id, at, from: 'parent', note: note as NoteUp };
		return { guardianId, said };
	});
	return new Map(
		[...Map.groupBy(notes, ({ guardianId }) => guardianId)].map(([guardianId, all]) => [
			guardianId,
			all.slice(0, 10).map(({ said }) => said),
		]),
	);
}

export interface KeyParentOfStaff {
	guardianId: string;
	name: string | null;
	phone: string | null;
	state: 'asked' | 'on' | 'declined';
	languages: string[];
	/** How many came through them; the page tells it from five on. */
	came: number;
	notes: Note[];
}

/** Whom the school asked, by name, with what was said between them. Empty for who may not. */
export async function keyParentsForStaff(db: Reader, staff: StaffActor): Promise<KeyParentOfStaff[]> {
	if (!runsBuddies(staff)) return [];
	const { schoolId } = staff;
	const { keyParent, guardian } = db.t;
	const rows = await db
		.select({
			guardianId: guardian.id,
			name: guardian.name,
			phone: guardian.phone,
			state: keyParent.state,
			languages: keyParent.languages,
		})
		.from(keyParent)
		.innerJoin(
			guardian,
			and(eq(guardian.schoolId, keyParent.schoolId), eq(guardian.id, keyParent.guardianId)),
		)
		.where(eq(keyParent.schoolId, schoolId))
		.orderBy(guardian.searchKey, guardian.id);
	const ids = rows.map(({ guardianId }) => guardianId);
	const notes = await notesOf(db, schoolId, ids);
	const came = await cameThrough(db, schoolId, ids);
	return rows.map((row) => ({
		...row,
		came: came.get(row.guardianId) ?? 0,
		notes: notes.get(row.guardianId) ?? [],
	}));
}
