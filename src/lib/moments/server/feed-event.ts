import { ICalAlarmType, ICalEventStatus, type ICalCalendar } from 'ical-generator';
import type { ParentActor } from '#lib/accounts/server/actors.ts';
import type { Reader } from '#lib/database/store.ts';
import type { Locale } from '#lib/translation/locale.ts';

/** Minutes before the start at which the calendar itself rings. */
const ALARM_MINUTES = 60;

export interface FeedEvent {
	/** The same as in the file that comes by e-mail. */
	id: string;
	/** How often its time was changed. */
	revision: number;
	cancelled: boolean;
	startsAt: Date;
	endsAt: Date;
	summary: string;
	description: string | null;
	location: string;
	url: string;
}

/** Whose calendar it is, in which language, from which instant on. `origin`: the app's address, for the links. */
export interface FeedOf {
	whose: Pick<ParentActor, 'schoolId' | 'guardianId' | 'school'>;
	locale: Locale;
	origin: string;
	from: Date;
	now: Date;
}

/** Puts what another domain knows of a guardian into the calendar. */
export type FeedPart = (calendar: ICalCalendar, db: Reader, of: FeedOf) => Promise<void>;

/** An appointment of one's own: under the same name in every version, cancelled when the school called it off. */
export function addEvent(calendar: ICalCalendar, one: FeedEvent, now: Date): void {
	const event = calendar.createEvent({
		id: `${one.id}@schoolbrug`,
		sequence: one.cancelled ? one.revision + 1 : one.revision,
		stamp: now,
		start: one.startsAt,
		end: one.endsAt,
		summary: one.summary,
		description: one.description,
		location: one.location,
		url: one.url,
		status: one.cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
	});
	if (!one.cancelled) event.createAlarm({ type: ICalAlarmType.display, trigger: ALARM_MINUTES * 60 });
}
