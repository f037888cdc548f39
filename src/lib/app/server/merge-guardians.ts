import { and, eq, inArray } from 'drizzle-orm';
import { moveAbsence } from '#lib/absence/server/move-guardian.ts';
import { runsOffice, type StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import { moveAccount } from '#lib/accounts/server/move-guardian.ts';
import { moveBuddies } from '#lib/buddies/server/move-guardian.ts';
import { moveConsents } from '#lib/consents/server/move-guardian.ts';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import { moveCalls } from '#lib/families/server/calls.ts';
import { searchKeyOf } from '#lib/families/search.ts';
import { moveReading } from '#lib/info-card/server/move-guardian.ts';
import { moveMessages } from '#lib/messages/server/move-guardian.ts';
import { bothSignedUp, moveMoments } from '#lib/moments/server/move-guardian.ts';
import { moveNotices } from '#lib/notifications/server/move-guardian.ts';
import { bothTalk, moveTalks } from '#lib/talks/server/move-guardian.ts';
import { moveSteps } from '#lib/reach/server/steps.ts';
import { bothHelp, moveClaims } from '#lib/tasks/server/move-guardian.ts';

type Level = 'full' | 'information' | 'nothing';
const STRICTEST: readonly Level[] = ['nothing', 'information', 'full'];

/** Two records of one person: the one that stays, and the one that goes. */
export interface Pair {
	keep: string;
	drop: string;
}

export interface MergedChild {
	childId: string;
	givenName: string;
	level: Level;
	/** Both records had the child, and not with the same right: the stricter holds. */
	stricter: boolean;
}

export interface MergePreview {
	keep: { guardianId: string; name: string | null };
	drop: { guardianId: string; name: string | null };
	/** What the record will be. */
	name: string | null;
	email: string | null;
	phone: string | null;
	/** Tag of the language that they read. */
	language: string | null;
	needsInterpreter: boolean;
	children: MergedChild[];
	/** Both are signed up for the same place: somebody has to take one off first. */
	bothSignedUp: boolean;
}

/** What merging would make of two records; undefined when one is not there, or for who may not. Reads only. */
export async function previewMerge(
	db: Reader,
	staff: StaffActor,
	pair: Pair,
): Promise<MergePreview | undefined> {
	if (!runsOffice(staff) || pair.keep === pair.drop) return undefined;
	const found = await readPair(db, staff.schoolId, pair);
	if (!found) return undefined;
	const { keep, drop, links } = found;
	const merged = mergedRow(keep, drop);
	return {
		keep: { guardianId: keep.id, name: keep.name },
		drop: { guardianId: drop.id, name: drop.name },
		name: merged.name,
		email: merged.email,
		phone: merged.phone,
		language: merged.writtenLanguage ?? merged.locale,
		needsInterpreter: merged.needsInterpreter,
		children: mergedLinks(links),
		bothSignedUp: await bothHaveAPlace(db, staff.schoolId, pair),
	};
}

export type MergeRefusal = 'not_allowed' | 'not_there' | 'both_signed_up';

/**
 * Makes one guardian of two records: fields of the one that stays, filled up from the other; children of both, with the
 * stricter right where they differ; sign-ups, devices, notices, consents and what was read come along; letters of the
 * other stop working. Office and head only. It can't be taken back.
 */
export async function mergeGuardians(
	store: Store,
	staff: StaffActor,
	pair: Pair,
	now: Date,
): Promise<{ ok: true } | { ok: false; refusal: MergeRefusal }> {
	if (!runsOffice(staff)) return { ok: false, refusal: 'not_allowed' };
	const { schoolId } = staff;
	return store.transact(async (tx) => {
		const found = pair.keep === pair.drop ? undefined : await readPair(tx, schoolId, pair);
		if (!found) return { ok: false, refusal: 'not_there' };
		const { keep, drop, links } = found;
		if (await bothHaveAPlace(tx, schoolId, pair)) return { ok: false, refusal: 'both_signed_up' };
		await writeLinks(tx, schoolId, keep.id, links);
		await moveConsents(tx, schoolId, drop.id, keep.id);
		await moveAccount(tx, schoolId, drop.id, keep.id);
		await moveMoments(tx, schoolId, drop.id, keep.id);
		await moveClaims(tx, schoolId, drop.id, keep.id);
		await moveBuddies(tx, schoolId, drop.id, keep.id);
		await moveTalks(tx, schoolId, drop.id, keep.id);
		await moveNotices(tx, schoolId, drop.id, keep.id);
		await moveMessages(tx, schoolId, drop.id, keep.id);
		await moveCalls(tx, schoolId, drop.id, keep.id);
		await moveSteps(tx, schoolId, drop.id, keep.id);
		await moveReading(tx, schoolId, drop.id, keep.id);
		await moveAbsence(tx, schoolId, drop.id, keep.id);
		const { guardian } = tx.t;
		await tx.delete(guardian).where(and(eq(guardian.schoolId, schoolId), eq(guardian.id, drop.id)));
		await tx
			.update(guardian)
			.set(mergedRow(keep, drop))
			.where(and(eq(guardian.schoolId, schoolId), eq(guardian.id, keep.id)));
		await audit(
			tx,
			staff,
			'families.guardians_merged',
			{ guardianId: keep.id, merged: drop.id, children: mergedLinks(links).length },
			now,
		);
		return { ok: true };
	});
}

/** In the same slot for the same child, in the same shift, or each with a talk about the same child. */
async function bothHaveAPlace(db: Reader, schoolId: string, { keep, drop }: Pair): Promise<boolean> {
	for (const both of [bothSignedUp, bothHelp, bothTalk])
		if (await both(db, schoolId, [keep, drop])) return true;
	return false;
}

type GuardianRow = Tx['t']['guardian']['$inferSelect'];

async function readPair(db: Reader, schoolId: string, pair: Pair) {
	const { guardian, guardianship, child } = db.t;
	const ids = [pair.keep, pair.drop];
	const rows = await db
		.select()
		.from(guardian)
		.where(and(eq(guardian.schoolId, schoolId), inArray(guardian.id, ids)));
	const keep = rows.find(({ id }) => id === pair.keep);
	const drop = rows.find(({ id }) => id === pair.drop);
	if (!keep || !drop) return undefined;
	const links = await db
		.select({
			guardianId: guardianship.guardianId,
			childId: guardianship.childId,
			level: guardianship.level,
			ground: guardianship.ground,
			position: guardianship.position,
			givenName: child.givenName,
		})
		.from(guardianship)
		.innerJoin(child, and(eq(child.schoolId, guardianship.schoolId), eq(child.id, guardianship.childId)))
		.where(and(eq(guardianship.schoolId, schoolId), inArray(guardianship.guardianId, ids)))
		.orderBy(child.sortKey, child.id, guardianship.position);
	return { keep, drop, links };
}

type LinkRow = NonNullable<Awaited<ReturnType<typeof readPair>>>['links'][number];

function mergedRow(keep: GuardianRow, drop: GuardianRow) {
	// an address that somebody proved goes before one that is only on file
	const address = !keep.emailKey || (!keep.emailConfirmedAt && drop.emailConfirmedAt) ? drop : keep;
	const language = !keep.languageChosenAt && drop.languageChosenAt ? drop : keep;
	const name = keep.name ?? drop.name;
	return {
		name,
		searchKey: searchKeyOf(name),
		email: address.email,
		emailKey: address.emailKey,
		emailConfirmedAt: address.emailConfirmedAt,
		emailIsOwn: address.emailIsOwn,
		phone: keep.phone ?? drop.phone,
		locale: language.locale ?? keep.locale ?? drop.locale,
		writtenLanguage: language.writtenLanguage ?? keep.writtenLanguage ?? drop.writtenLanguage,
		spokenLanguage: language.spokenLanguage ?? keep.spokenLanguage ?? drop.spokenLanguage,
		listedLanguage: keep.listedLanguage ?? drop.listedLanguage,
		languageChosenAt: language.languageChosenAt,
		likesListening: keep.likesListening || drop.likesListening,
		easyView: keep.easyView || drop.easyView,
		needsInterpreter: keep.needsInterpreter || drop.needsInterpreter,
		enteredAt: earliest(keep.enteredAt, drop.enteredAt),
		toldAt: earliest(keep.toldAt, drop.toldAt),
	};
}

function earliest(a: Date | null, b: Date | null): Date | null {
	if (!a || !b) return a ?? b;
	return a < b ? a : b;
}

function strictest(own: readonly LinkRow[]): LinkRow {
	const [first, ...rest] = own;
	if (!first) throw new Error('a child without a link');
	return rest.reduce(
		(found, one) => (STRICTEST.indexOf(one.level) < STRICTEST.indexOf(found.level) ? one : found),
		first,
	);
}

function mergedLinks(links: readonly LinkRow[]): MergedChild[] {
	return [...Map.groupBy(links, ({ childId }) => childId)].map(([childId, own]) => {
		const { givenName, level } = strictest(own);
		return { childId, givenName, level, stricter: new Set(own.map((link) => link.level)).size > 1 };
	});
}

async function writeLinks(tx: Tx, schoolId: string, guardianId: string, links: readonly LinkRow[]) {
	const { guardianship } = tx.t;
	for (const [childId, own] of Map.groupBy(links, (link) => link.childId)) {
		const { level, ground, position } = strictest(own);
		await tx
			.insert(guardianship)
			.values({ schoolId, guardianId, childId, level, ground, position })
			.onConflictDoUpdate({
				target: [guardianship.schoolId, guardianship.guardianId, guardianship.childId],
				set: { level, ground },
			});
	}
}
