// Places, topics and times in words. On the server with a language; so also in notices and feeds.
import { m } from '#lib/paraglide/messages.js';
import { weekdayName } from '#lib/translation/dates.ts';
import type { Locale } from '#lib/translation/locale.ts';
import type { DayPart, FreeTime, MeetingPlace, Topic } from './profile.ts';

type Into = { locale: Locale };
type Words<Code extends string> = Record<Code, (inputs: Record<string, never>, into: Into) => string>;

const placeTexts: Words<MeetingPlace> = {
	gate: m.buddynotices_place_gate,
	playground: m.buddynotices_place_playground,
	library: m.buddynotices_place_library,
	call: m.buddynotices_place_call,
	moment: m.buddynotices_place_moment,
};
const topicTexts: Words<Topic> = {
	school: m.buddynotices_topic_school,
	letters: m.buddynotices_topic_letters,
	dutch: m.buddynotices_topic_dutch,
	first_time: m.buddynotices_topic_first_time,
	pick_up: m.buddynotices_topic_pick_up,
	play: m.buddynotices_topic_play,
};
const partTexts: Words<DayPart> = {
	morning: m.buddynotices_part_morning,
	afternoon: m.buddynotices_part_afternoon,
	evening: m.buddynotices_part_evening,
};

export const placeText = (place: MeetingPlace, into: Into): string => placeTexts[place]({}, into);
export const topicText = (topic: Topic, into: Into): string => topicTexts[topic]({}, into);
export const partText = (part: DayPart, into: Into): string => partTexts[part]({}, into);

/** `woensdag: ’s middags` */
export function freeTimeText(time: FreeTime, into: Into): string {
	const [day, part] = time.split('-') as [string, DayPart];
	const weekday = weekdayName(Number(day), into.locale);
	return m.buddynotices_free_time({ weekday, part: partText(part, into) }, into);
}
