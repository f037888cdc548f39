// What each notice is, for who chooses what to be told, and when it may come.

/** What a guardian can turn on and off by themselves. */
export const sorts = ['appointments', 'tasks', 'news', 'good_news', 'urgent'] as const;
export type Sort = (typeof sorts)[number];

/**
 * When it may come. `now`: at any hour, an answer to what the reader just did, or what can't wait. `day`: after the quiet
 * hours. `calm`: after the quiet hours and quiet Sundays too, and with the others of the day where the reader chose that.
 */
export type Pace = 'now' | 'day' | 'calm';

interface Kind {
	/** Null: the safety of the own account, which nobody turns off. */
	sort: Sort | null;
	pace: Pace;
}

export const noticeKinds = {
	'absence.leave_answered': { sort: 'appointments', pace: 'day' },
	'accounts.new_device': { sort: null, pace: 'now' },
	'accounts.passkeys_reset': { sort: null, pace: 'now' },
	'accounts.substitute': { sort: null, pace: 'now' },
	'buddies.asked_again': { sort: 'tasks', pace: 'calm' },
	'buddies.check': { sort: 'tasks', pace: 'calm' },
	'buddies.ended': { sort: 'appointments', pace: 'calm' },
	'buddies.found': { sort: 'appointments', pace: 'calm' },
	'buddies.go_on': { sort: 'tasks', pace: 'calm' },
	'buddies.key_asked': { sort: 'tasks', pace: 'calm' },
	'buddies.key_note': { sort: 'tasks', pace: 'calm' },
	'buddies.key_said': { sort: null, pace: 'day' },
	'buddies.looking_on': { sort: 'appointments', pace: 'calm' },
	'buddies.meeting': { sort: 'appointments', pace: 'day' },
	'buddies.meeting_off': { sort: 'appointments', pace: 'day' },
	'buddies.meeting_set': { sort: 'appointments', pace: 'day' },
	'buddies.reported': { sort: null, pace: 'day' },
	'buddies.suggested': { sort: 'tasks', pace: 'calm' },
	'buddies.together': { sort: 'appointments', pace: 'day' },
	'card.remind': { sort: 'news', pace: 'calm' },
	'contacts.handed_over': { sort: 'news', pace: 'calm' },
	'families.welcome': { sort: 'news', pace: 'calm' },
	'messages.child': { sort: 'news', pace: 'day' },
	'messages.good_news': { sort: 'good_news', pace: 'calm' },
	'messages.many': { sort: 'news', pace: 'calm' },
	'messages.urgent': { sort: 'urgent', pace: 'now' },
	'moments.cancelled': { sort: 'appointments', pace: 'day' },
	'moments.confirmed': { sort: 'appointments', pace: 'now' },
	'moments.interpreter_accepted': { sort: 'appointments', pace: 'now' },
	'moments.interpreter_asked': { sort: 'tasks', pace: 'day' },
	'moments.interpreter_called_off': { sort: 'appointments', pace: 'day' },
	'moments.interpreter_found': { sort: 'appointments', pace: 'day' },
	'moments.interpreter_gave_back': { sort: null, pace: 'now' },
	'moments.interpreter_lost': { sort: 'appointments', pace: 'day' },
	'moments.interpreter_moved': { sort: 'appointments', pace: 'day' },
	'moments.interpreter_not_needed': { sort: 'appointments', pace: 'day' },
	'moments.interpreter_offer_ended': { sort: 'tasks', pace: 'calm' },
	'moments.interpreter_place': { sort: 'appointments', pace: 'day' },
	'moments.interpreter_reminder_day': { sort: 'appointments', pace: 'day' },
	'moments.interpreter_reminder_hour': { sort: 'appointments', pace: 'now' },
	'moments.invited': { sort: 'news', pace: 'calm' },
	'moments.left': { sort: 'appointments', pace: 'now' },
	'moments.message_again': { sort: 'news', pace: 'calm' },
	'moments.message_remind': { sort: 'appointments', pace: 'day' },
	'moments.message_thanks': { sort: 'good_news', pace: 'calm' },
	'moments.message_waiting': { sort: 'appointments', pace: 'calm' },
	'moments.moved': { sort: 'appointments', pace: 'day' },
	'moments.offered': { sort: 'appointments', pace: 'day' },
	'moments.place_changed': { sort: 'appointments', pace: 'day' },
	'moments.promoted': { sort: 'appointments', pace: 'day' },
	'moments.reminder_day': { sort: 'appointments', pace: 'day' },
	'moments.reminder_hour': { sort: 'appointments', pace: 'now' },
	'moments.removed': { sort: 'appointments', pace: 'day' },
	'moments.waiting': { sort: 'appointments', pace: 'now' },
	'talks.agreed': { sort: 'appointments', pace: 'calm' },
	'talks.answered_for': { sort: 'appointments', pace: 'day' },
	'talks.cancelled': { sort: 'appointments', pace: 'day' },
	'talks.changed': { sort: 'appointments', pace: 'day' },
	'talks.confirmed': { sort: 'appointments', pace: 'now' },
	'talks.drawn': { sort: 'appointments', pace: 'day' },
	'talks.drew_nothing': { sort: 'appointments', pace: 'day' },
	'talks.interpreter_booked': { sort: 'appointments', pace: 'day' },
	'talks.interpreter_freed': { sort: 'appointments', pace: 'day' },
	'talks.interpreter_reminder_day': { sort: 'appointments', pace: 'day' },
	'talks.interpreter_reminder_hour': { sort: 'appointments', pace: 'now' },
	'talks.invited': { sort: 'news', pace: 'calm' },
	'talks.left': { sort: 'appointments', pace: 'now' },
	'talks.left_out': { sort: 'appointments', pace: 'day' },
	'talks.moved': { sort: 'appointments', pace: 'day' },
	'talks.not_answered_half': { sort: 'news', pace: 'calm' },
	'talks.not_answered_last': { sort: 'news', pace: 'calm' },
	'talks.on_our_way': { sort: 'appointments', pace: 'now' },
	'talks.opened': { sort: 'news', pace: 'now' },
	'talks.parent_changed': { sort: null, pace: 'now' },
	'talks.planned': { sort: 'appointments', pace: 'day' },
	'talks.reminder_day': { sort: 'appointments', pace: 'day' },
	'talks.reminder_hour': { sort: 'appointments', pace: 'now' },
	'tasks.asked_again': { sort: 'tasks', pace: 'calm' },
	'tasks.cancelled': { sort: 'appointments', pace: 'day' },
	'tasks.confirmed': { sort: 'appointments', pace: 'now' },
	'tasks.handed_over': { sort: 'appointments', pace: 'day' },
	'tasks.invited': { sort: 'tasks', pace: 'calm' },
	'tasks.left': { sort: 'appointments', pace: 'now' },
	'tasks.moved': { sort: 'appointments', pace: 'day' },
	'tasks.offered': { sort: 'appointments', pace: 'day' },
	'tasks.place_changed': { sort: 'appointments', pace: 'day' },
	'tasks.promoted': { sort: 'appointments', pace: 'day' },
	'tasks.reminder_day': { sort: 'appointments', pace: 'day' },
	'tasks.reminder_hour': { sort: 'appointments', pace: 'now' },
	'tasks.removed': { sort: 'appointments', pace: 'day' },
	'tasks.thanked': { sort: 'good_news', pace: 'calm' },
	'tasks.waiting': { sort: 'appointments', pace: 'now' },
} as const satisfies Record<string, Kind>;

/** `<domain>.<what>`. A new one gets its line above. */
export type NoticeKind = keyof typeof noticeKinds;

/** Of what begins this soon, a change can't wait for the morning. */
const SOON_MS = 15 * 60 * 60 * 1000;

/** The pace of a change of something that begins then; undefined: as its kind has it. */
export function paceOfChange(startsAt: Date, now: Date): Pace | undefined {
	return startsAt.getTime() - now.getTime() < SOON_MS ? 'now' : undefined;
}

/** A sort by one way, as it is kept when it is not wanted: `news.email`. */
export type Unwanted = `${Sort}.${'push' | 'email'}`;

/** Every sort by every way. */
export const allByWay: readonly Unwanted[] = sorts.flatMap((sort) => [
	`${sort}.push` as const,
	`${sort}.email` as const,
]);

/** Whether the reader turned this sort off for this way. */
export function isUnwanted(
	unwanted: readonly string[] | null | undefined,
	sort: string | null,
	channel: 'push' | 'email',
): boolean {
	return sort !== null && (unwanted?.includes(`${sort}.${channel}`) ?? false);
}

/** What is between parents: no list of staff shows that it was told, nor whether it was opened. */
export const betweenParents = (Object.keys(noticeKinds) as NoticeKind[]).filter((kind) =>
	kind.startsWith('buddies.'),
);
