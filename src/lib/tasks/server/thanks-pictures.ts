// Pictures that go with thanks: kept, found for who may see them, and gone with the thanks or with a consent.
import { and, eq, inArray, isNotNull } from 'drizzle-orm';
import { worksWithGroup, type ParentActor, type StaffActor } from '#lib/accounts/server/actors.ts';
import { consentsOfChildren } from '#lib/consents/server/overview.ts';
import { isAllowed } from '#lib/consents/decide.ts';
import type { Reader, Tx } from '#lib/database/store.ts';
import { addFile, filesOf, removeFiles, removeUnusedOfKind } from '#lib/files/server/stored.ts';
import { newId } from '#lib/platform/server/ids.ts';
import type { PreparedFile } from '#lib/platform/server/files/prepare.ts';
import {
	aboutKey,
	consentOf,
	isForGroups,
	type ThanksAbout,
	type ThanksPictureKind,
} from '../thanks-picture.ts';

/** The owner kind of their files: the id is the picture's. */
export const THANKS_PICTURES = 'thanks_picture';

export interface About {
	kind: ThanksAbout;
	id: string;
}

/** A picture as it is sent: made anew, not yet kept with the thanks. */
export interface NewPicture {
	kind: ThanksPictureKind;
	/** Children that can be recognised on it, or read by name. */
	childIds: readonly string[];
	file: PreparedFile;
}

export interface ThanksPicture {
	pictureId: string;
	about: About;
	kind: ThanksPictureKind;
	childIds: string[];
	fileId: string;
	width: number | null;
	height: number | null;
}

export type PictureRefusal =
	/** A child on it is in no group that this member of staff works with. */
	| { refusal: 'not_their_child' }
	/** These children have no yes for it: one guardian's no and no answer are no. Nobody can overrule it. */
	| { refusal: 'no_consent'; childIds: string[] };

/** Why a picture may not go with thanks; undefined where it may. Three queries; none where no child is on it. */
export async function refusedPicture(
	db: Reader,
	staff: StaffActor,
	{ kind, childIds }: Pick<NewPicture, 'kind' | 'childIds'>,
): Promise<PictureRefusal | undefined> {
	if (childIds.length === 0) return undefined;
	const groups = await groupsOf(db, staff.schoolId, childIds);
	const isTheirs = (childId: string) =>
		groups.get(childId)?.some((groupId) => worksWithGroup(staff, groupId));
	if (!childIds.every(isTheirs)) return { refusal: 'not_their_child' };
	const decided = await consentsOfChildren(db, staff.schoolId, childIds);
	const without = childIds.filter((childId) => !isAllowed(decided.get(childId)?.[consentOf[kind]] ?? 'open'));
	return without.length > 0 ? { refusal: 'no_consent', childIds: without } : undefined;
}

/**
 * Puts a picture with the thanks for something; the one before goes. Whoever calls has looked at who thanks, at the
 * consents (`refusedPicture`), and kept the file (`keepFile`).
 */
export async function addPicture(
	tx: Tx,
	staff: StaffActor,
	one: { about: About; schoolYearId: string; picture: NewPicture; now: Date },
): Promise<void> {
	const { schoolId } = staff;
	const { about, schoolYearId, picture, now } = one;
	await dropPicture(tx, schoolId, about);
	const id = newId();
	const childIds = [...new Set(picture.childIds)];
	const { kind } = picture;
	await tx.insert(tx.t.thanksPicture).values({
		...{ schoolId, id, aboutKind: about.kind, aboutId: about.id, schoolYearId, kind },
		shows: childIds.length,
	});
	if (childIds.length > 0)
		await tx
			.insert(tx.t.thanksPictureChild)
			.values(childIds.map((childId) => ({ schoolId, pictureId: id, childId })));
	const owner = { kind: THANKS_PICTURES, id };
	await addFile(tx, staff, { owner, file: picture.file, now });
}

/**
 * Puts the picture, if there is one, with thanks that are being sent (`addPicture`), and says for each who gets them whether
 * one is with theirs.
 */
export async function sendPicture(
	tx: Tx,
	staff: StaffActor,
	one: {
		about: About;
		schoolYearId: string;
		picture: NewPicture | undefined;
		to: readonly string[];
		now: Date;
	},
): Promise<(guardianId: string) => ThanksPictureKind | undefined> {
	const { picture, to } = one;
	if (!picture) return () => undefined;
	await addPicture(tx, staff, { ...one, picture });
	const sees = await whoSees(tx, staff.schoolId, { guardianIds: to, childIds: picture.childIds });
	return (guardianId) => (sees.has(guardianId) ? picture.kind : undefined);
}

/** Takes the picture of some thanks away, with its file; false where there is none. */
export async function dropPicture(tx: Tx, schoolId: string, { kind, id }: About): Promise<boolean> {
	const { thanksPicture } = tx.t;
	const gone = await tx
		.delete(thanksPicture)
		.where(
			and(
				eq(thanksPicture.schoolId, schoolId),
				eq(thanksPicture.aboutKind, kind),
				eq(thanksPicture.aboutId, id),
			),
		)
		.returning({ id: thanksPicture.id });
	for (const one of gone) await removeFiles(tx, schoolId, { kind: THANKS_PICTURES, id: one.id });
	return gone.length > 0;
}

/**
 * The pictures with the thanks for these things that may be seen now, by `aboutKey`: one with a child whose guardians took
 * the consent back, or that was deleted, is not among them. Five queries.
 */
export async function picturesOf(
	db: Reader,
	schoolId: string,
	abouts: readonly About[],
): Promise<Map<string, ThanksPicture>> {
	if (abouts.length === 0) return new Map();
	const { thanksPicture } = db.t;
	const ids = abouts.map(({ id }) => id);
	const wanted = new Set(abouts.map(aboutKey));
	const rows = await db
		.select()
		.from(thanksPicture)
		.where(and(eq(thanksPicture.schoolId, schoolId), inArray(thanksPicture.aboutId, ids)));
	const shown = await onlyAllowed(
		db,
		schoolId,
		rows.filter((row) => wanted.has(aboutKey(aboutOf(row)))),
	);
	const files = await filesOf(
		db,
		schoolId,
		THANKS_PICTURES,
		shown.map(({ pictureId }) => pictureId),
	);
	const fileOf = new Map(files.map((file) => [file.owner.id, file]));
	return new Map(
		shown.flatMap((one): [string, ThanksPicture][] => {
			const file = fileOf.get(one.pictureId);
			const { fileId, width, height } = file ?? { fileId: '', width: null, height: null };
			return file ? [[aboutKey(one.about), { ...one, fileId, width, height }]] : [];
		}),
	);
}

type Row = Reader['t']['thanksPicture']['$inferSelect'];
const aboutOf = ({ aboutKind, aboutId }: Pick<Row, 'aboutKind' | 'aboutId'>): About => ({
	kind: aboutKind,
	id: aboutId,
});

/** Without those of which a child is gone, or has no consent any more. Three queries. */
async function onlyAllowed(db: Reader, schoolId: string, rows: readonly Row[]) {
	if (rows.length === 0) return [];
	const { thanksPictureChild } = db.t;
	const pictureIds = rows.map(({ id }) => id);
	const links = await db
		.select({ pictureId: thanksPictureChild.pictureId, childId: thanksPictureChild.childId })
		.from(thanksPictureChild)
		.where(and(eq(thanksPictureChild.schoolId, schoolId), inArray(thanksPictureChild.pictureId, pictureIds)));
	const allIds = [...new Set(links.map(({ childId }) => childId))];
	const decided = allIds.length > 0 ? await consentsOfChildren(db, schoolId, allIds) : new Map();
	const byPicture = Map.groupBy(links, ({ pictureId }) => pictureId);
	return rows.flatMap((row) => {
		const childIds = (byPicture.get(row.id) ?? []).map(({ childId }) => childId);
		const allowed = childIds.every((childId) =>
			isAllowed(decided.get(childId)?.[consentOf[row.kind]] ?? 'open'),
		);
		const { kind, id: pictureId } = row;
		return allowed && childIds.length === row.shows
			? [{ pictureId, about: aboutOf(row), kind, childIds }]
			: [];
	});
}

/** Which of these guardians may see a picture of these children (`isForGroups`). Two queries; none where no child is on it. */
export async function whoSees(
	db: Reader,
	schoolId: string,
	{ guardianIds, childIds }: { guardianIds: readonly string[]; childIds: readonly string[] },
): Promise<Set<string>> {
	if (childIds.length === 0) return new Set(guardianIds);
	const { groupChild, guardianship } = db.t;
	const groupsOfChild = await groupsOf(db, schoolId, childIds);
	const links = await db
		.selectDistinct({ guardianId: guardianship.guardianId, groupId: groupChild.groupId })
		.from(guardianship)
		.innerJoin(
			groupChild,
			and(eq(groupChild.schoolId, guardianship.schoolId), eq(groupChild.childId, guardianship.childId)),
		)
		.where(
			and(
				eq(guardianship.schoolId, schoolId),
				inArray(guardianship.guardianId, [...guardianIds, '']),
				inArray(guardianship.level, ['full', 'information']),
			),
		);
	const theirs = Map.groupBy(links, ({ guardianId }) => guardianId);
	return new Set(
		guardianIds.filter((guardianId) => {
			const own = new Set((theirs.get(guardianId) ?? []).map(({ groupId }) => groupId));
			return isForGroups(childIds, groupsOfChild, own);
		}),
	);
}

/**
 * The pictures with these thanks that this guardian may see, by `aboutKey`; they were thanked for all of it. `locked`: how many
 * more a session sees that opens what is personal, because children are on them.
 */
export async function ownPictures(
	db: Reader,
	{ schoolId, children, strength }: Pick<ParentActor, 'schoolId' | 'children' | 'strength'>,
	abouts: readonly About[],
): Promise<{ pictures: Map<string, ThanksPicture>; locked: number }> {
	// whose last child left, or who may know of none any more, keeps the words
	if (children.size === 0) return { pictures: new Map(), locked: 0 };
	const all = await picturesOf(db, schoolId, abouts);
	const own = new Set([...children.values()].flatMap(({ groupIds }) => groupIds));
	const shown = [...all.values()].flatMap(({ childIds }) => childIds);
	const groupsOfChild = await groupsOf(db, schoolId, shown);
	const theirs = [...all].filter(([, { childIds }]) => isForGroups(childIds, groupsOfChild, own));
	const open = theirs.filter(([, { childIds }]) => childIds.length === 0 || strength === 'confirmed');
	return { pictures: new Map(open), locked: theirs.length - open.length };
}

/** Whether a guardian may see a picture: it is with thanks that they got, and in `ownPictures`. */
export async function guardianSeesPicture(
	db: Reader,
	parent: ParentActor,
	pictureId: string,
): Promise<boolean> {
	const about = await aboutOfPicture(db, parent.schoolId, pictureId);
	if (!about || !(await wasThanked(db, parent, about))) return false;
	return (await ownPictures(db, parent, [about])).pictures.has(aboutKey(about));
}

/** What a picture goes with; undefined where there is none. */
export async function aboutOfPicture(
	db: Reader,
	schoolId: string,
	pictureId: string,
): Promise<About | undefined> {
	const { thanksPicture } = db.t;
	const [row] = await db
		.select()
		.from(thanksPicture)
		.where(and(eq(thanksPicture.schoolId, schoolId), eq(thanksPicture.id, pictureId)));
	return row && aboutOf(row);
}

async function wasThanked(
	db: Reader,
	{ schoolId, guardianId }: Pick<ParentActor, 'schoolId' | 'guardianId'>,
	{ kind, id }: About,
): Promise<boolean> {
	const { claim, thanks } = db.t;
	if (kind === 'shift') {
		const ofShift = and(eq(claim.schoolId, schoolId), eq(claim.shiftId, id));
		const own = and(ofShift, eq(claim.guardianId, guardianId), isNotNull(claim.thankedAt));
		return (await db.select({ id: claim.id }).from(claim).where(own)).length > 0;
	}
	const about = and(eq(thanks.schoolId, schoolId), eq(thanks.aboutKind, kind), eq(thanks.aboutId, id));
	const own = and(about, eq(thanks.guardianId, guardianId));
	return (await db.select({ id: thanks.aboutId }).from(thanks).where(own)).length > 0;
}

/** The groups of children, by child. One query; none for no children. */
async function groupsOf(
	db: Reader,
	schoolId: string,
	childIds: readonly string[],
): Promise<Map<string, string[]>> {
	if (childIds.length === 0) return new Map();
	const { groupChild } = db.t;
	const rows = await db
		.select({ groupId: groupChild.groupId, childId: groupChild.childId })
		.from(groupChild)
		.where(and(eq(groupChild.schoolId, schoolId), inArray(groupChild.childId, [...new Set(childIds)])));
	const byChild = Map.groupBy(rows, ({ childId }) => childId);
	return new Map([...byChild].map(([childId, all]) => [childId, all.map(({ groupId }) => groupId)]));
}

/** Takes away the pictures of these school years, with their files. */
export async function dropPicturesOfYears(
	tx: Tx,
	schoolId: string,
	yearIds: readonly string[],
): Promise<void> {
	const { thanksPicture } = tx.t;
	const ofYears = inArray(thanksPicture.schoolYearId, [...yearIds]);
	const rows = await tx
		.select()
		.from(thanksPicture)
		.where(and(eq(thanksPicture.schoolId, schoolId), ofYears));
	for (const row of rows) await dropPicture(tx, schoolId, aboutOf(row));
}

/**
 * The night: pictures whose thanks nobody has any more, on which a child is that was deleted, or without consent since. Files
 * without a picture go a day after they were added.
 */
export async function forgetPictures(tx: Tx, schoolId: string, now: Date): Promise<void> {
	const { thanksPicture, claim, thanks } = tx.t;
	const rows = await tx.select().from(thanksPicture).where(eq(thanksPicture.schoolId, schoolId));
	if (rows.length > 0) {
		const ids = rows.map(({ aboutId }) => aboutId);
		const inShifts = await tx
			.selectDistinct({ id: claim.shiftId })
			.from(claim)
			.where(and(eq(claim.schoolId, schoolId), isNotNull(claim.thankedAt), inArray(claim.shiftId, ids)));
		const others = await tx
			.selectDistinct({ kind: thanks.aboutKind, id: thanks.aboutId })
			.from(thanks)
			.where(and(eq(thanks.schoolId, schoolId), inArray(thanks.aboutId, ids)));
		const thanked = new Set([
			...inShifts.map(({ id }) => aboutKey({ kind: 'shift', id })),
			...others.map(aboutKey),
		]);
		const allowed = new Set((await onlyAllowed(tx, schoolId, rows)).map(({ pictureId }) => pictureId));
		for (const row of rows)
			if (!allowed.has(row.id) || !thanked.has(aboutKey(aboutOf(row))))
				await dropPicture(tx, schoolId, aboutOf(row));
	}
	const left = await tx
		.select({ id: thanksPicture.id })
		.from(thanksPicture)
		.where(eq(thanksPicture.schoolId, schoolId));
	const used = new Set(left.map(({ id }) => id));
	const isUsed = ({ ownerId }: { ownerId: string }) => used.has(ownerId);
	await removeUnusedOfKind(tx, schoolId, { kind: THANKS_PICTURES, isUsed, now });
}
