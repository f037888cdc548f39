import { and, asc, eq, gte, inArray, isNull, or } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import type { Reader } from '#lib/database/store.ts';
import { ofSchoolYear } from '#lib/school/server/school-year.ts';
import { mayInviteGroup, mayInviteAll } from './policy.ts';

export interface AddresseeChild {
	childId: string;
	givenName: string;
	/** The class of the newest school year; null for a child without one. */
	group: { id: string; name: string } | null;
}

/** A guardian whom the school may invite, with the children that the school lets them know of. */
export interface Addressee {
	guardianId: string;
	/** Null when the school gave none. */
	name: string | null;
	/** Language of the app, if chosen. */
	locale: string | null;
	writtenLanguage: string | null;
	spokenLanguage: string | null;
	/** As the school's list has it. */
	listedLanguage: string | null;
	hasEmail: boolean;
	/** Has the app as pictures with words. */
	easyView: boolean;
	enteredAt: Date | null;
	/** In the order of the school's lists; never empty. */
	children: AddresseeChild[];
}

export interface Among {
	/** Only families of this group. */
	groupId?: string;
	/** Only this guardian. */
	guardianId?: string;
	/** Only these guardians. */
	guardianIds?: readonly string[];
}

/**
 * The guardians whom this staff member may invite, in the order in which letters are handed out: by class, then by child.
 * Not among them: who may see nothing of any child, and those whose children all left. Two queries.
 */
export async function findAddressees(
	db: Reader,
	staff: StaffActor,
	{ groupId, guardianId, guardianIds }: Among,
	today: string,
): Promise<Addressee[]> {
	if (groupId !== undefined && !mayInviteGroup(staff, groupId)) return [];
	const rows = await guardiansAndChildren(db, staff.schoolId, guardianId, today);
	const childIds = guardianId === undefined ? undefined : rows.map(({ childId }) => childId);
	const groups = await groupsByChild(db, staff.schoolId, { childIds, today });
	const found: (Addressee & { order: string; groupIds: Set<string> })[] = [];
	for (const [id, own] of Map.groupBy(rows, (row) => row.guardianId)) {
		const children = own.map(({ childId, givenName, childKey }) => {
			const classes = groups.get(childId) ?? [];
			const { name, id = '', sortKey = '\uffff' } = classes.find(({ kind }) => kind === 'class') ?? {};
			const group = name === undefined ? null : { id, name };
			return { childId, givenName, group, order: `${sortKey}\u0000${childKey}\u0000${childId}`, classes };
		});
		children.sort((a, b) => compare(a.order, b.order));
		const [guardian] = own;
		if (!guardian) continue;
		const { position, emailKey, givenName: _, childId: _id, childKey: _key, ...rest } = guardian;
		found.push({
			...rest,
			guardianId: id,
			hasEmail: emailKey !== null,
			children: children.map(({ childId, givenName, group }) => ({ childId, givenName, group })),
			order: `${children[0]?.order ?? ''}\u0000${String(position).padStart(4, '0')}`,
			groupIds: new Set(children.flatMap(({ classes }) => classes.map(({ id }) => id))),
		});
	}
	return found
		.filter(({ groupIds }) => groupId === undefined || groupIds.has(groupId))
		.filter((one) => guardianIds?.includes(one.guardianId) ?? true)
		.filter(({ groupIds }) => mayInviteAll(staff) || [...groupIds].some((id) => mayInviteGroup(staff, id)))
		.sort((a, b) => compare(a.order, b.order))
		.map(({ order: _, groupIds: _ids, ...addressee }) => addressee);
}

function guardiansAndChildren(db: Reader, schoolId: string, guardianId: string | undefined, today: string) {
	const { guardianship, guardian, child } = db.t;
	return db
		.select({
			guardianId: guardian.id,
			name: guardian.name,
			locale: guardian.locale,
			writtenLanguage: guardian.writtenLanguage,
			spokenLanguage: guardian.spokenLanguage,
			listedLanguage: guardian.listedLanguage,
			emailKey: guardian.emailKey,
			easyView: guardian.easyView,
			enteredAt: guardian.enteredAt,
			position: guardianship.position,
			childId: child.id,
			givenName: child.givenName,
			childKey: child.sortKey,
		})
		.from(guardianship)
		.innerJoin(
			guardian,
			and(eq(guardian.schoolId, guardianship.schoolId), eq(guardian.id, guardianship.guardianId)),
		)
		.innerJoin(child, and(eq(child.schoolId, guardianship.schoolId), eq(child.id, guardianship.childId)))
		.where(
			and(
				eq(guardianship.schoolId, schoolId),
				guardianId === undefined ? undefined : eq(guardianship.guardianId, guardianId),
				inArray(guardianship.level, ['full', 'information']),
				or(isNull(child.leftOn), gte(child.leftOn, today)),
			),
		);
}

/** Groups of each child in today's school year. */
async function groupsByChild(
	db: Reader,
	schoolId: string,
	{ childIds, today }: { childIds: string[] | undefined; today: string },
) {
	const { groupChild, group } = db.t;
	const rows = await db
		.select({
			childId: groupChild.childId,
			id: group.id,
			name: group.name,
			kind: group.kind,
			sortKey: group.sortKey,
		})
		.from(groupChild)
		.innerJoin(group, and(eq(group.schoolId, groupChild.schoolId), eq(group.id, groupChild.groupId)))
		.where(
			and(
				eq(groupChild.schoolId, schoolId),
				ofSchoolYear(db, today),
				childIds === undefined ? undefined : inArray(groupChild.childId, childIds),
			),
		)
		.orderBy(asc(group.sortKey));
	return Map.groupBy(rows, ({ childId }) => childId);
}

/** The same order on every machine; the keys are folded already. */
function compare(a: string, b: string): number {
	return a < b ? -1 : Number(a > b);
}
