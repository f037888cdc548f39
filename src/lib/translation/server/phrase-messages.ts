// Which text says what, for every language: only the server has these.
import { m } from '#lib/paraglide/messages.js';
import type { FilledField, Gender, PhraseId, PhrasePlace, PhraseTheme, PhraseThing } from '../phrases.ts';
import type { Locale } from '../locale.ts';

/** What a sentence can ask for; a text takes what it needs. Each form of a day, a time, a thing has its own name. */
export interface PhraseInputs {
	child: string;
	gender: Gender;
	/** `on Tuesday 3 November`, as the language says when. */
	onDay: string;
	/** From that day on. */
	fromDay: string;
	/** On that day at the latest. */
	byDay: string;
	onOtherDay: string;
	/** From one day to another, or on that day. */
	onDays: string;
	atTime: string;
	fromTime: string;
	tillTime: string;
	/** From one time to another. */
	times: string;
	/** As the object of bringing, giving, looking for. */
	thing: string;
	/** As the subject: a particular one. */
	theThing: string;
	/** What goes with the thing as the subject, in the words of the language: singular, żeński, مؤنث. */
	thingIs: string;
	/** A list, each as `thing`. */
	things: string;
	inPlace: string;
	toPlace: string;
	count: number;
	group: string;
	staff: string;
}

interface In {
	locale: Locale;
}
type Say<Inputs> = (inputs: Inputs, options: In) => string;
type Name = Say<Record<string, never>>;

export const sentences: Record<PhraseId, Say<PhraseInputs>> = {
	effort_kept_trying: m.phrases_effort_kept_trying,
	reading_first_page: m.phrases_reading_first_page,
	maths_explained: m.phrases_maths_explained,
	kindness_comforted: m.phrases_kindness_comforted,
	courage_told_group: m.phrases_courage_told_group,
	remind_bring_back: m.phrases_remind_bring_back,
	bring_things: m.phrases_bring_things,
	bring_left_at_school: m.phrases_bring_left_at_school,
	thanks_came: m.phrases_thanks_came,
	invite_see: m.phrases_invite_see,
	closed_day: m.phrases_closed_day,
	closed_days: m.phrases_closed_days,
	changed_start: m.phrases_changed_start,
	contact_staff: m.phrases_contact_staff,
	help_hands: m.phrases_help_hands,
};

export const themeNames: Record<PhraseTheme, Name> = {
	effort: m.phrases_theme_effort,
	reading: m.phrases_theme_reading,
	maths: m.phrases_theme_maths,
	dutch: m.phrases_theme_dutch,
	kindness: m.phrases_theme_kindness,
	courage: m.phrases_theme_courage,
	together: m.phrases_theme_together,
	creative: m.phrases_theme_creative,
	sport: m.phrases_theme_sport,
	growing: m.phrases_theme_growing,
	helping: m.phrases_theme_helping,
	sweet: m.phrases_theme_sweet,
	remind: m.phrases_theme_remind,
	bring: m.phrases_theme_bring,
	thanks: m.phrases_theme_thanks,
	sorry: m.phrases_theme_sorry,
	invite: m.phrases_theme_invite,
	closed: m.phrases_theme_closed,
	changed: m.phrases_theme_changed,
	contact: m.phrases_theme_contact,
	first_days: m.phrases_theme_first_days,
	health: m.phrases_theme_health,
	help_wanted: m.phrases_theme_help_wanted,
	celebrate: m.phrases_theme_celebrate,
};

/** `agrees` says what verbs and adjectives go with. */
export const thingForms: Record<PhraseThing, Say<{ form: 'subject' | 'object' | 'agrees' }>> = {
	gym_bag: m.phrases_thing_gym_bag,
	swimming_things: m.phrases_thing_swimming_things,
	rain_boots: m.phrases_thing_rain_boots,
	library_book: m.phrases_thing_library_book,
	fruit: m.phrases_thing_fruit,
	packed_lunch: m.phrases_thing_packed_lunch,
	newspapers: m.phrases_thing_newspapers,
	egg_cartons: m.phrases_thing_egg_cartons,
	baby_photo: m.phrases_thing_baby_photo,
	signed_slip: m.phrases_thing_signed_slip,
};

export const placeForms: Record<PhrasePlace, Say<{ form: 'in' | 'to' }>> = {
	classroom: m.phrases_place_classroom,
	hall: m.phrases_place_hall,
	playground: m.phrases_place_playground,
	gym: m.phrases_place_gym,
	library: m.phrases_place_library,
	gate: m.phrases_place_gate,
};

export const fieldNames: Record<FilledField, Name> = {
	child: m.phrases_blank_child,
	gender: m.phrases_blank_gender,
	day: m.phrases_blank_day,
	otherDay: m.phrases_blank_other_day,
	firstDay: m.phrases_blank_first_day,
	lastDay: m.phrases_blank_last_day,
	time: m.phrases_blank_time,
	endTime: m.phrases_blank_end_time,
	thing: m.phrases_blank_thing,
	things: m.phrases_blank_things,
	place: m.phrases_blank_place,
	count: m.phrases_blank_count,
	group: m.phrases_blank_group,
	staff: m.phrases_blank_staff,
};

export const genderNames: Record<Gender, Name> = {
	unsaid: m.phrases_gender_unsaid,
	girl: m.phrases_gender_girl,
	boy: m.phrases_gender_boy,
};
