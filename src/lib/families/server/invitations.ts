import { and, asc, eq, gt, inArray, isNull } from 'drizzle-orm';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { audit } from '#lib/accounts/server/audit.ts';
import type { Reader, Store, Tx } from '#lib/database/store.ts';
import { chunks } from '#lib/platform/chunks.ts';
import { hmac, newId, randomText } from '#lib/platform/server/ids.ts';
import { codeAlphabet, codeLength } from '../code.ts';
import { invitationState, needsLetter, type InvitationState } from '../invitation-state.ts';
import { findAddressees, type Addressee, type Among } from './addressees.ts';

/** Codes of one guardian that work at the same time: a letter may lie in a bag while the next one is printed. */
const OPEN_AT_MOST = 3;
const DAY = 24 * 60 * 60 * 1000;

/** One guardian; a group or all, everybody or only who has no working letter. */
export type Invited = Among & { who: 'all' | 'without_letter' };

export interface MadeInvitation {
	addressee: Addressee;
	/** In clear: only here, only once, for the letter. */
	code: string;
	expiresAt: Date;
}

export type InviteResult =
	| { ok: true; made: MadeInvitation[] }
	/** Nobody in this choice whom this staff member may invite, or all of them are in already. */
	| { ok: false; refusal: 'nobody' };

/**
 * Makes one code for each guardian of the choice, valid for the days that the school set. Codes that were printed before
 * go on working, up to three a guardian: of more the oldest is closed. The number of statements grows by one in 500
 * guardians.
 */
export async function makeInvitations(
	store: Store,
	key: Buffer,
	staff: StaffActor,
	{ who, ...among }: Invited,
	now: Date,
): Promise<InviteResult> {
	return store.transact(async (tx) => {
		const everybody = await findAddressees(tx, staff, among, dayOf(now));
		const sent = await sentInvitations(tx, staff.schoolId, among.guardianId);
		const addressees = everybody.filter(
			({ guardianId, enteredAt }) =>
				who === 'all' || needsLetter(invitationState(enteredAt, sent.get(guardianId) ?? [], now)),
		);
		if (addressees.length === 0) return { ok: false, refusal: 'nobody' };

		const surplus = addressees.flatMap(({ guardianId }) => {
			const open = (sent.get(guardianId) ?? []).filter(
				({ closedAt, expiresAt }) => !closedAt && expiresAt > now,
			);
			return open.slice(0, Math.max(0, open.length + 1 - OPEN_AT_MOST)).map(({ id }) => id);
		});
		await close(tx, staff.schoolId, surplus, 'replaced', now);

		const expiresAt = new Date(now.getTime() + (await daysValid(tx, staff.schoolId)) * DAY);
		const made = addressees.map((addressee) => ({
			addressee,
			code: randomText(codeLength, codeAlphabet),
			expiresAt,
		}));
		const rows = made.map(({ addressee, code }) => ({
			schoolId: staff.schoolId,
			id: newId(),
			guardianId: addressee.guardianId,
			codeHash: hmac(key, code),
			createdAt: now,
			expiresAt,
		}));
		for (const part of chunks(rows)) await tx.insert(tx.t.invitation).values(part);
		const about = {
			count: made.length,
			groupId: among.groupId ?? null,
			guardianId: among.guardianId ?? null,
		};
		await audit(tx, staff, 'families.invited', about, now);
		return { ok: true, made };
	});
}

/** Closes the open codes of a guardian whose letter was lost. False when this staff member may not. */
export async function withdrawInvitations(
	store: Store,
	staff: StaffActor,
	guardianId: string,
	now: Date,
): Promise<boolean> {
	return store.transact(async (tx) => {
		const [addressee] = await findAddressees(tx, staff, { guardianId }, dayOf(now));
		if (!addressee) return false;
		const { invitation } = tx.t;
		const closed = await tx
			.update(invitation)
			.set({ closedAt: now, closedBecause: 'withdrawn' })
			.where(
				and(
					eq(invitation.schoolId, staff.schoolId),
					eq(invitation.guardianId, guardianId),
					isNull(invitation.closedAt),
					gt(invitation.expiresAt, now),
				),
			)
			.returning({ id: invitation.id });
		await audit(tx, staff, 'families.invitations_withdrawn', { guardianId, count: closed.length }, now);
		return true;
	});
}

export interface InvitedAddressee extends Addressee {
	state: InvitationState;
	/** When the newest letter was printed. */
	invitedAt: Date | null;
	/** Codes that work at this moment. */
	openCodes: number;
}

/** Everybody of the choice with how far they are. Three queries, however many they are. */
export async function listInvited(
	db: Reader,
	staff: StaffActor,
	among: Among,
	now: Date,
): Promise<InvitedAddressee[]> {
	const addressees = await findAddressees(db, staff, among, dayOf(now));
	const sent = await sentInvitations(db, staff.schoolId, among.guardianId);
	return addressees.map((addressee) => {
		const own = sent.get(addressee.guardianId) ?? [];
		return {
			...addressee,
			state: invitationState(addressee.enteredAt, own, now),
			invitedAt: own.at(-1)?.createdAt ?? null,
			openCodes: own.filter(({ closedAt, expiresAt }) => !closedAt && expiresAt > now).length,
		};
	});
}

export interface LetterOfGuardian {
	state: InvitationState;
	/** When the newest letter was printed. */
	invitedAt: Date | null;
	/** Until when the newest working code works. */
	validUntil: Date | null;
	/** Codes that work at this moment. */
	openCodes: number;
}

/** How far these guardians are with their letters. One query. */
export async function lettersOf(
	db: Reader,
	schoolId: string,
	guardians: readonly { guardianId: string; enteredAt: Date | null }[],
	now: Date,
): Promise<Map<string, LetterOfGuardian>> {
	const sent = await sentInvitations(
		db,
		schoolId,
		guardians.map(({ guardianId }) => guardianId),
	);
	return new Map(
		guardians.map(({ guardianId, enteredAt }) => {
			const own = sent.get(guardianId) ?? [];
			const open = own.filter(({ closedAt, expiresAt }) => !closedAt && expiresAt > now);
			return [
				guardianId,
				{
					state: invitationState(enteredAt, own, now),
					invitedAt: own.at(-1)?.createdAt ?? null,
					validUntil: open.at(-1)?.expiresAt ?? null,
					openCodes: open.length,
				},
			];
		}),
	);
}

/** By guardian, the oldest first; of everybody, of one, or of some. */
async function sentInvitations(db: Reader, schoolId: string, of: string | readonly string[] | undefined) {
	const { invitation } = db.t;
	const rows = await db
		.select({
			id: invitation.id,
			guardianId: invitation.guardianId,
			createdAt: invitation.createdAt,
			expiresAt: invitation.expiresAt,
			wrongTries: invitation.wrongTries,
			closedAt: invitation.closedAt,
		})
		.from(invitation)
		.where(
			and(
				eq(invitation.schoolId, schoolId),
				of === undefined
					? undefined
					: inArray(invitation.guardianId, typeof of === 'string' ? [of] : [...of, '']),
			),
		)
		.orderBy(asc(invitation.createdAt), asc(invitation.id));
	return Map.groupBy(rows, (row) => row.guardianId);
}

async function close(tx: Tx, schoolId: string, ids: string[], because: 'replaced', now: Date): Promise<void> {
	const { invitation } = tx.t;
	for (const part of chunks(ids))
		await tx
			.update(invitation)
			.set({ closedAt: now, closedBecause: because })
			.where(and(eq(invitation.schoolId, schoolId), inArray(invitation.id, part)));
}

async function daysValid(tx: Tx, schoolId: string): Promise<number> {
	const { school } = tx.t;
	const [found] = await tx.select({ settings: school.settings }).from(school).where(eq(school.id, schoolId));
	if (!found) throw new Error('no such school');
	return found.settings.invitationDays;
}

/** As in sessions.ts: which children are there today. */
function dayOf(now: Date): string {
	return now.toISOString().slice(0, 10);
}
