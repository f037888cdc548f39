import { and, eq, inArray } from 'drizzle-orm';
import { runsOffice, type Actor, type ParentActor, type StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store } from '#lib/database/store.ts';
import { askedKey } from '../form.ts';
import { everythingAsked } from '../purposes.ts';

export interface OwnAnswer {
	childId: string;
	givenName: string;
	/** Keys of what was given; null: not answered yet. */
	given: string[] | null;
	answeredAt: Date | null;
	way: 'app' | 'slip' | null;
}

/**
 * What this guardian answered for each child over whom they have full say; never what another one did. One query.
 */
export async function ownAnswers(db: Reader, parent: ParentActor): Promise<OwnAnswer[]> {
	const children = [...parent.children.values()].filter(({ level }) => level === 'full');
	if (children.length === 0) return [];
	const { consent } = db.t;
	const rows = await db
		.select()
		.from(consent)
		.where(
			and(
				eq(consent.schoolId, parent.schoolId),
				eq(consent.guardianId, parent.guardianId),
				inArray(
					consent.childId,
					children.map(({ childId }) => childId),
				),
			),
		);
	return children.map(({ childId, givenName }) => ({
		childId,
		givenName,
		...answerOf(rows.filter((row) => row.childId === childId)),
	}));
}

type Row = Reader['t']['consent']['$inferSelect'];

/** One guardian's answer for one child. */
export function answerOf(rows: readonly Row[]): Pick<OwnAnswer, 'given' | 'answeredAt' | 'way'> {
	const newest = [...rows].sort((a, b) => b.answeredAt.getTime() - a.answeredAt.getTime())[0];
	if (!newest) return { given: null, answeredAt: null, way: null };
	return {
		given: rows.filter((row) => row.given).map(askedKey),
		answeredAt: newest.answeredAt,
		way: newest.way,
	};
}

type Done = { ok: true } | { ok: false; refusal: 'not_allowed' };

/** Keeps a guardian's own answer, yes and no alike; holds at once. Full say over the child only. */
export async function saveAnswer(
	store: Store,
	parent: ParentActor,
	{ childId, given }: { childId: string; given: readonly string[] },
	now: Date,
): Promise<Done> {
	if (parent.children.get(childId)?.level !== 'full') return { ok: false, refusal: 'not_allowed' };
	return write(store, parent, { childId, guardianId: parent.guardianId, given, way: 'app' }, now);
}

/** Enters what a guardian ticked on paper. Office and head only; the guardian must have full say over the child. */
export async function enterSlip(
	store: Store,
	staff: StaffActor,
	slip: { childId: string; guardianId: string; given: readonly string[] },
	now: Date,
): Promise<Done> {
	if (!runsOffice(staff)) return { ok: false, refusal: 'not_allowed' };
	return write(store, staff, { ...slip, way: 'slip' }, now);
}

function write(
	store: Store,
	actor: Actor,
	{
		childId,
		guardianId,
		given,
		way,
	}: { childId: string; guardianId: string; given: readonly string[]; way: 'app' | 'slip' },
	now: Date,
): Promise<Done> {
	const { schoolId } = actor;
	return store.transact(async (tx) => {
		const { consent, guardianship } = tx.t;
		// read anew: the right may have gone since the page was opened
		const [link] = await tx
			.select({ level: guardianship.level })
			.from(guardianship)
			.where(
				and(
					eq(guardianship.schoolId, schoolId),
					eq(guardianship.guardianId, guardianId),
					eq(guardianship.childId, childId),
				),
			);
		if (link?.level !== 'full') return { ok: false, refusal: 'not_allowed' };
		await tx
			.delete(consent)
			.where(
				and(eq(consent.schoolId, schoolId), eq(consent.guardianId, guardianId), eq(consent.childId, childId)),
			);
		await tx.insert(consent).values(
			everythingAsked.map((asked) => ({
				...asked,
				schoolId,
				childId,
				guardianId,
				given: given.includes(askedKey(asked)),
				answeredAt: now,
				way,
				staffId: actor.kind === 'staff' ? actor.staffId : null,
			})),
		);
		await audit(tx, actor, 'consents.answered', { childId, guardianId, given: given.length, way }, now);
		return { ok: true };
	});
}
