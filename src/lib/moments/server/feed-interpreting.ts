// What a guardian said yes to interpret, in their own calendar.
import { ICalAlarmType, ICalEventStatus, type ICalCalendar } from 'ical-generator';
import type { ParentActor } from '#lib/accounts/server/actors.ts';
import type { Reader } from '#lib/database/store.ts';
import { fillEntry } from '#lib/notifications/server/written.ts';
import type { Locale } from '#lib/translation/locale.ts';
import { ownText, type OwnText } from '../own-texts.ts';
import { askPath } from '../paths.ts';
import { findOwnAsks } from './interpreter-answers.ts';
import { interpretingEntry } from './interpreter-notices.ts';
import { momentTranslations } from './translations.ts';

/** Adds what is not over at `from`; what the school called off is in it as cancelled. `alarm`: seconds before the start. */
export async function addInterpreting(
	calendar: ICalCalendar,
	db: Reader,
	whose: Pick<ParentActor, 'schoolId' | 'guardianId' | 'school'>,
	{
		locale,
		origin,
		from,
		now,
		alarm,
	}: { locale: Locale; origin: string; from: Date; now: Date; alarm: number },
): Promise<void> {
	const asks = await findOwnAsks(db, whose, { locale, now: from });
	for (const { ask, view, moment } of asks.filter((one) => one.ask.state === 'accepted')) {
		const translations = await momentTranslations(db, whose.schoolId, moment);
		const own = (field: string) => ownText({ ...moment, translations }, field as OwnText, locale)?.text ?? '';
		const entry = interpretingEntry({ moment, to: ask, now }, `${origin}${askPath(ask.askId)}`);
		const [one] = fillEntry(entry, own).appointments;
		if (!one) continue;
		const isOff = view === 'called_off';
		const event = calendar.createEvent({
			// the same as in the file that comes by e-mail
			id: `${one.signUpId}@schoolbrug`,
			sequence: isOff ? one.revision + 1 : one.revision,
			stamp: now,
			start: ask.startsAt,
			end: ask.endsAt,
			summary: one.summary,
			description: one.description,
			location: one.location,
			url: one.url,
			status: isOff ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
		});
		if (!isOff) event.createAlarm({ type: ICalAlarmType.display, trigger: alarm });
	}
}
