// Whom to call: those who will not understand a message, or the invitation to a moment.
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import type { Reader } from '#lib/database/store.ts';
import { familiesOf } from '#lib/families/family.ts';
import { callsAbout, type CalledAbout } from '#lib/families/server/calls.ts';
import type { GuardianOf } from '#lib/families/server/guardians-of.ts';
import { heardIn } from '#lib/files/server/voices.ts';
import { notUnderstood, type NotUnderstood } from '#lib/families/understanding.ts';
import { findMoment } from '#lib/moments/server/find-moment.ts';
import { mayRun } from '#lib/moments/server/policy.ts';
import { voicesOfMoment } from '#lib/moments/server/voices.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { languageName } from '#lib/translation/languages.ts';
import { locales, type Locale } from '#lib/translation/locale.ts';
import { guardiansAt } from './audience.ts';
import { tagsIn } from './said.ts';
import { messageForStaff } from './sent.ts';
import { voicesOfMessage } from './voices.ts';

/** The languages of a call list, with how many families of each are on it. */
export function notUnderstoodOf(list: readonly ToCall[], locale: Locale) {
	return [...Map.groupBy(list, ({ tag, why }) => `${tag} ${why}`).values()].flatMap((same) => {
		const [first] = same;
		if (!first) return [];
		const { tag, why } = first;
		const families = new Set(same.map(({ family }) => family)).size;
		return [{ tag, why, families, name: languageName(tag, locale) }];
	});
}

export interface ToCall {
	/** Which family: the same for those who share a child. */
	family: string;
	guardianId: string;
	/** Null when the school gave none. */
	name: string | null;
	/** First names of the children that it is about. */
	children: string[];
	phone: string | null;
	/** Tag of their language, and of the one that they speak best if they said so. */
	tag: string;
	spoken: string | null;
	why: NotUnderstood['why'];
	called: { at: Date; by: string | null } | null;
}

/** By language, then by child. Undefined: not there, or not theirs to write about. */
export async function callList(
	db: Reader,
	staff: StaffActor,
	about: CalledAbout,
	now: Date,
): Promise<ToCall[] | undefined> {
	const found =
		about.kind === 'message'
			? await ofMessage(db, staff, about.id, now)
			: await ofMoment(db, staff, about.id, now);
	if (!found) return undefined;
	const calls = await callsAbout(db, staff.schoolId, about);
	const families = familiesOf(found.audience);
	const rows = Map.groupBy(found.audience, ({ guardianId }) => guardianId);
	return notUnderstood(found.audience, found).flatMap(({ why, guardianIds }) =>
		guardianIds.flatMap((guardianId) => {
			const own = rows.get(guardianId) ?? [];
			const [first] = own;
			if (!first) return [];
			return [
				{
					family: families.find((members) => members.includes(guardianId))?.[0] ?? guardianId,
					guardianId,
					name: first.name,
					children: own.map(({ childName }) => childName),
					phone: first.phone,
					tag: first.reads,
					spoken: first.spoken,
					why,
					called: calls.get(guardianId) ?? null,
				},
			];
		}),
	);
}

interface Asked {
	audience: GuardianOf[];
	inWriting: readonly string[];
	/** Languages in which somebody said it aloud. */
	heard: readonly string[];
}

async function ofMessage(db: Reader, staff: StaffActor, id: string, now: Date): Promise<Asked | undefined> {
	const message = await messageForStaff(db, staff, id, now);
	if (!message) return undefined;
	const heard = heardIn(await voicesOfMessage(db, staff.schoolId, id, message));
	return { audience: message.audience, inWriting: tagsIn(message, message.stored), heard };
}

/** An invitation is a text of the app, and goes to who may sign up. Of a draft: to whom it would go. */
async function ofMoment(db: Reader, staff: StaffActor, id: string, now: Date): Promise<Asked | undefined> {
	if (!staff.passkey) return undefined;
	const moment = await findMoment(db, staff.schoolId, id);
	const groupIds = moment?.groups.map(({ groupId }) => groupId) ?? [];
	if (!moment || moment.cancelledAt || !mayRun(staff, groupIds)) return undefined;
	const audience = await guardiansAt(db, moment, dayOf(now, staff.school.timeZone));
	const heard = heardIn(await voicesOfMoment(db, staff.schoolId, moment));
	return { audience: audience.filter(({ level }) => level === 'full'), inWriting: locales, heard };
}
