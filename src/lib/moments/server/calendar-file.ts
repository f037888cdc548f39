// The calendar file of one own sign-up, for the button "put it in my calendar".
import { and, eq, isNull } from 'drizzle-orm';
import type { ParentActor } from '#lib/accounts/server/actors.ts';
import type { Store } from '#lib/database/store.ts';
import { calendarFile } from '#lib/notifications/server/calendar.ts';
import type { Locale } from '#lib/translation/locale.ts';
import { momentOfChildPath } from '../paths.ts';
import { findMoment, mayKnow } from './find-moment.ts';
import { calendarOf } from './notices.ts';
import { momentTranslations } from './translations.ts';

/**
 * The file's text in the language of the page. Undefined when it is not an own, confirmed sign-up, it is called
 * off, or they don't come to this meeting of a series (a route answers 404). `origin`: the app's address, for the link in it.
 */
export async function ownCalendarFile(
	store: Store,
	parent: ParentActor,
	{ signUpId, locale, origin, now }: { signUpId: string; locale: Locale; origin: string; now: Date },
): Promise<string | undefined> {
	const { schoolId, guardianId } = parent;
	const { signUp, slot } = store.t;
	const [found] = await store.read
		.select({
			childId: signUp.childId,
			slotId: slot.id,
			momentId: slot.momentId,
			startsAt: slot.startsAt,
			endsAt: slot.endsAt,
			revision: slot.revision,
			cancelledAt: slot.cancelledAt,
		})
		.from(signUp)
		.innerJoin(slot, and(eq(slot.schoolId, signUp.schoolId), eq(slot.id, signUp.slotId)))
		.where(
			and(
				eq(signUp.schoolId, schoolId),
				eq(signUp.id, signUpId),
				eq(signUp.guardianId, guardianId),
				eq(signUp.status, 'confirmed'),
				isNull(signUp.skipsAt),
			),
		);
	const child = parent.children.get(found?.childId ?? '');
	const moment = found && (await findMoment(store.read, schoolId, found.momentId));
	if (!found || !child || found.cancelledAt || !mayKnow(moment, parent) || moment.cancelledAt)
		return undefined;
	const to = { signUpId, guardianId, childId: child.childId, childName: child.givenName, locale };
	const texts = { translations: await momentTranslations(store.read, schoolId, moment) };
	const url = `${origin}${momentOfChildPath(moment.momentId, child.childId)}`;
	return calendarFile(calendarOf({ moment, slot: found, to, now, texts }, url));
}
