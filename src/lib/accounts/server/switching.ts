// Going on as oneself elsewhere, in the same browser: another school, or from staff to parent and back.
import { and, eq } from 'drizzle-orm';
import type { Reader, Store } from '#lib/database/store.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { fold } from '#lib/platform/fold.ts';
import type { Actor } from './actors.ts';
import { arrive } from './arrival.ts';
import { otherSelves } from './other-selves.ts';
import type { PersonOfAddress } from './people-of-address.ts';
import { keyOf } from './sign-in.ts';

/**
 * Whom the person of this session can go on as, without a code: staff before parents, by school. As staff only where they
 * have a passkey: the first one is made after a code that was typed just now, never in a session that is months old, or
 * on the phone whose loss was the reason to take the passkeys away.
 */
export async function whomToSwitchTo(db: Reader, actor: Actor, now: Date): Promise<PersonOfAddress[]> {
	const { session } = db.t;
	const [own] = await db
		.select({ emailKey: session.emailKey, switchId: session.switchId })
		.from(session)
		.where(and(eq(session.schoolId, actor.schoolId), eq(session.id, actor.sessionId)));
	if (!own?.emailKey) return [];
	const self = { schoolId: actor.schoolId, person: personOf(actor), emailKey: own.emailKey };
	const people = await otherSelves(db, self, now);
	const proved = await Promise.all(people.map((one) => isBehindPasskey(db, one, own.switchId)));
	const others = people.filter((_, at) => proved[at]);
	const order = ({ kind, schoolName }: PersonOfAddress) => `${kind === 'staff' ? 0 : 1} ${fold(schoolName)}`;
	return others.sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

/** A guardian; or staff with a passkey, or who used one in a session that this browser keeps aside. */
async function isBehindPasskey(
	db: Reader,
	{ kind, schoolId, id }: PersonOfAddress,
	switchId: string | null,
): Promise<boolean> {
	if (kind === 'guardian') return true;
	const { passkey, session } = db.t;
	const keys = await db.$count(passkey, and(eq(passkey.schoolId, schoolId), eq(passkey.staffId, id)));
	if (keys > 0 || switchId === null) return keys > 0;
	const used = and(
		eq(session.schoolId, schoolId),
		eq(session.staffId, id),
		eq(session.switchId, switchId),
		eq(session.passkey, true),
	);
	return (await db.$count(session, used)) > 0;
}

/** True when this actor, of a session that the browser kept aside, is the person who was chosen. */
export function isPerson(actor: Actor | undefined, { kind, schoolId, id }: PersonOfAddress): boolean {
	if (!actor || actor.kind !== kind || actor.schoolId !== schoolId) return false;
	return (actor.kind === 'guardian' ? actor.guardianId : actor.staffId) === id;
}

/**
 * Starts a session as somebody of `whomToSwitchTo`, named by `keyOf`. It proves what the address proves: no family data
 * of a school before a passkey of that school was used. Undefined for who is not, or no longer, of them.
 */
export async function startSwitched(
	store: Store,
	actor: Actor,
	{ person, device }: { person: string; device: string },
	now: Date,
): Promise<{ cookie: string } | undefined> {
	return store.transact(async (tx) => {
		const { session } = tx.t;
		const others = await whomToSwitchTo(tx, actor, now);
		const chosen = others.find((one) => keyOf(one) === person);
		if (!chosen) return undefined;
		const own = and(eq(session.schoolId, actor.schoolId), eq(session.id, actor.sessionId));
		const [before] = await tx
			.select({ emailKey: session.emailKey, switchId: session.switchId })
			.from(session)
			.where(own);
		const switchId = before?.switchId ?? newId();
		await tx.update(session).set({ switchId }).where(own);
		const { schoolId, kind, id, strength } = chosen;
		const { cookie } = await arrive(tx, {
			schoolId,
			person: kind === 'guardian' ? { guardianId: id } : { staffId: id },
			strength,
			device,
			emailKey: before?.emailKey ?? null,
			switchId,
			way: 'switch',
			now,
		});
		return { cookie };
	});
}

function personOf(actor: Actor): { guardianId: string } | { staffId: string } {
	return actor.kind === 'guardian' ? { guardianId: actor.guardianId } : { staffId: actor.staffId };
}
