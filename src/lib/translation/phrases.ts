// The phrase book: ready sentences of the school. What they are about and what is filled in; their texts are the
// server's business (server/phrase-text.ts), and messages/<tag>/phrases.json has them in every language.

/** Good news about a child first, by what it is about; then what a school tells and asks. In the order of a list. */
export const phraseThemes = [
	'effort',
	'reading',
	'maths',
	'dutch',
	'kindness',
	'courage',
	'together',
	'creative',
	'sport',
	'growing',
	'helping',
	'sweet',
	'remind',
	'bring',
	'thanks',
	'sorry',
	'invite',
	'closed',
	'changed',
	'contact',
	'first_days',
	'health',
	'help_wanted',
	'celebrate',
] as const;
export type PhraseTheme = (typeof phraseThemes)[number];

/** Themes of good news about one child. */
export const goodNewsThemes: readonly PhraseTheme[] = phraseThemes.slice(0, phraseThemes.indexOf('remind'));

/** What is filled in. `days` is a first and a last day, `endTime` comes with `time`, `otherDay` with `day`. */
export const blanks = [
	'child',
	'day',
	'otherDay',
	'days',
	'time',
	'endTime',
	'thing',
	'things',
	'place',
	'count',
	'group',
	'staff',
] as const;
export type Blank = (typeof blanks)[number];

/** How a sentence speaks of a child. `unsaid` is right for every child: it says "your child". */
export const genders = ['unsaid', 'girl', 'boy'] as const;
export type Gender = (typeof genders)[number];

/** Things that a child takes along or leaves behind, in the order of a list: clothes, food, for learning, from home. */
export const phraseThings = [
	'gym_bag',
	'gym_clothes',
	'gym_shoes',
	'swimming_things',
	'towel',
	'coat',
	'raincoat',
	'rain_boots',
	'slippers',
	'hat',
	'gloves',
	'scarf',
	'cap',
	'sunscreen',
	'spare_clothes',
	'old_shirt',
	'sweater',
	'shoes',
	'fruit',
	'packed_lunch',
	'water_bottle',
	'lunch_box',
	'cup',
	'snack',
	'treat',
	'vegetables',
	'home_dish',
	'school_bag',
	'library_book',
	'reading_book',
	'exercise_book',
	'pencil_case',
	'coloured_pencils',
	'scissors',
	'glue',
	'ruler',
	'headphones',
	'folder',
	'newspapers',
	'magazines',
	'egg_cartons',
	'boxes',
	'toilet_rolls',
	'bottles',
	'jars',
	'fabric',
	'buttons',
	'wool',
	'leaves',
	'chestnuts',
	'shells',
	'baby_photo',
	'family_photo',
	'cuddly_toy',
	'favourite_book',
	'toy',
	'instrument',
	'signed_slip',
	'form',
	'bicycle',
	'helmet',
	'lantern',
	'umbrella',
] as const;
export type PhraseThing = (typeof phraseThings)[number];

/** Where something is at school, in the order of a list. */
export const phrasePlaces = [
	'classroom',
	'hall',
	'playground',
	'gym',
	'library',
	'gate',
	'front_door',
	'office',
	'parents_room',
	'staff_room',
	'kitchen',
	'school_garden',
	'bicycle_shed',
	'bus_stop',
	'park',
	'swimming_pool',
] as const;
export type PhrasePlace = (typeof phrasePlaces)[number];

/** What was filled in, by field; a phrase has the fields of its own blanks only. Can be kept as JSON. */
export interface Filled {
	/** First name. */
	child?: string;
	gender?: Gender;
	/** Calendar days, `YYYY-MM-DD`. */
	day?: string;
	otherDay?: string;
	firstDay?: string;
	lastDay?: string;
	/** Times of day, `HH:MM`. */
	time?: string;
	endTime?: string;
	thing?: PhraseThing;
	things?: PhraseThing[];
	place?: PhrasePlace;
	count?: number;
	/** As the school calls the group. */
	group?: string;
	/** As parents know them. */
	staff?: string;
}
export type FilledField = keyof Filled;

/** The fields of a form that fill a blank. */
export function fieldsOf(blank: Blank): readonly FilledField[] {
	if (blank === 'child') return ['child', 'gender'];
	return blank === 'days' ? ['firstDay', 'lastDay'] : [blank];
}

/** `child`: only for guardians who may get messages about that child. `many`: for a group, a moment, the school. */
export type PhraseAbout = 'child' | 'many';

interface Row {
	theme: PhraseTheme;
	about: PhraseAbout;
	blanks: readonly Blank[];
}

const good = (theme: PhraseTheme, ...more: Blank[]): Row => ({
	theme,
	about: 'child',
	blanks: ['child', ...more],
});
const child = good;
const many = (theme: PhraseTheme, ...blanks: Blank[]): Row => ({ theme, about: 'many', blanks });

const table = {
	effort_kept_trying: good('effort'),
	effort_started_over: good('effort'),
	effort_finished_work: good('effort'),
	effort_asked_help: good('effort'),
	effort_practised: good('effort'),
	effort_concentrated: good('effort'),
	reading_first_page: good('reading'),
	reading_first_words: good('reading'),
	reading_aloud: good('reading'),
	reading_own_book: good('reading'),
	reading_to_younger: good('reading'),
	reading_retold: good('reading'),
	maths_explained: good('maths'),
	maths_tables: good('maths'),
	maths_own_way: good('maths'),
	maths_clock: good('maths'),
	maths_counting: good('maths'),
	dutch_longer_sentences: good('dutch'),
	dutch_asked_word: good('dutch'),
	dutch_spoke_up: good('dutch'),
	dutch_wrote_story: good('dutch'),
	dutch_new_words: good('dutch'),
	dutch_home_language: good('dutch'),
	kindness_comforted: good('kindness'),
	kindness_shared: good('kindness'),
	kindness_new_child: good('kindness'),
	kindness_played_along: good('kindness'),
	kindness_card: good('kindness'),
	kindness_compliment: good('kindness'),
	courage_told_group: good('courage', 'group'),
	courage_tried_new: good('courage'),
	courage_said_stop: good('courage'),
	courage_raised_hand: good('courage'),
	courage_was_honest: good('courage'),
	courage_animal: good('courage'),
	together_listened: good('together'),
	together_built: good('together'),
	together_tidied: good('together'),
	together_divided_tasks: good('together'),
	together_solved: good('together'),
	together_new_partner: good('together'),
	creative_drawing: good('creative'),
	creative_built: good('creative'),
	creative_song: good('creative'),
	creative_idea: good('creative'),
	creative_story: good('creative'),
	creative_theatre: good('creative'),
	sport_under_water: good('sport'),
	sport_whole_pool: good('sport'),
	sport_climbed: good('sport'),
	sport_fair: good('sport'),
	sport_team: good('sport'),
	sport_rope: good('sport'),
	growing_coat: good('growing'),
	growing_laces: good('growing'),
	growing_walked_in: good('growing'),
	growing_remembered: good('growing'),
	growing_plan: good('growing'),
	growing_tasted: good('growing'),
	helping_younger: good('helping'),
	helping_tidied: good('helping'),
	helping_plants: good('helping'),
	helping_translated: good('helping'),
	helping_fetched_help: good('helping'),
	helping_handed_out: good('helping'),
	sweet_laughed: good('sweet'),
	sweet_about_home: good('sweet'),
	sweet_outside: good('sweet'),
	sweet_back_again: good('sweet'),
	sweet_game: good('sweet'),
	remind_bring_back: many('remind', 'thing', 'day'),
	remind_meeting: many('remind', 'day', 'time', 'place'),
	remind_on_time: many('remind', 'time'),
	remind_collect: many('remind', 'day', 'time'),
	remind_answer: many('remind', 'day'),
	remind_names: many('remind'),
	remind_sick: many('remind'),
	remind_outside: many('remind'),
	bring_things: many('bring', 'things', 'day'),
	bring_left_at_school: child('bring', 'thing'),
	bring_every_day: many('bring'),
	bring_trip: many('bring', 'things', 'day'),
	bring_craft: many('bring', 'things', 'day'),
	bring_gym: many('bring', 'day'),
	bring_forgot: child('bring', 'thing'),
	bring_nothing: many('bring', 'day'),
	bring_spare: many('bring'),
	thanks_came: many('thanks', 'count'),
	thanks_helped: many('thanks', 'day'),
	thanks_brought: many('thanks'),
	thanks_told: child('thanks'),
	thanks_food: many('thanks'),
	thanks_year: many('thanks'),
	sorry_late_answer: many('sorry'),
	sorry_wrong_day: many('sorry', 'day', 'time'),
	sorry_lost: child('sorry', 'thing'),
	sorry_broken: child('sorry', 'thing'),
	sorry_wrong_message: many('sorry'),
	invite_see: many('invite', 'group', 'day', 'time', 'endTime', 'place'),
	invite_talk: child('invite', 'staff', 'day', 'time', 'place'),
	invite_coffee: many('invite', 'day', 'time', 'place'),
	invite_read: many('invite', 'day'),
	invite_look_in: many('invite', 'day', 'time'),
	invite_new_parents: many('invite', 'day', 'time', 'place'),
	invite_job: many('invite', 'group'),
	closed_day: many('closed', 'day'),
	closed_days: many('closed', 'days'),
	closed_tomorrow: many('closed'),
	closed_heating: many('closed', 'day'),
	closed_training: many('closed', 'day'),
	closed_teacher_ill: many('closed', 'group', 'day'),
	closed_open_again: many('closed', 'day'),
	changed_start: many('changed', 'day', 'time'),
	changed_end: many('changed', 'day', 'time'),
	changed_place: many('changed', 'day', 'place'),
	changed_day: many('changed', 'day', 'otherDay'),
	changed_cancelled: many('changed', 'day'),
	changed_late_back: many('changed', 'time'),
	changed_gym: many('changed', 'day'),
	contact_staff: child('contact', 'staff'),
	contact_call: child('contact'),
	contact_come_by: child('contact'),
	contact_interpreter: child('contact'),
	contact_number: many('contact'),
	contact_absent: child('contact'),
	contact_time: child('contact'),
	first_settled: child('first_days'),
	first_goodbye: child('first_days'),
	first_friend: child('first_days'),
	first_welcome: many('first_days', 'group', 'day', 'time'),
	first_stay: many('first_days', 'time'),
	first_tired: many('first_days'),
	first_meet: many('first_days', 'staff', 'day', 'place'),
	health_lice: many('health', 'group'),
	health_lice_check: many('health', 'group', 'day'),
	health_fell: child('health', 'place'),
	health_pick_up: child('health'),
	health_get_well: child('health'),
	health_chickenpox: many('health', 'group'),
	health_sun: many('health'),
	health_clothes: child('health'),
	help_hands: many('help_wanted', 'count', 'day'),
	help_trip: many('help_wanted', 'group', 'count', 'day'),
	help_garden: many('help_wanted', 'day', 'time'),
	help_cook: many('help_wanted', 'day'),
	help_interpret: many('help_wanted', 'day'),
	celebrate_birthday: child('celebrate'),
	celebrate_feast: many('celebrate', 'day', 'time', 'endTime', 'place'),
	celebrate_wish: many('celebrate'),
	celebrate_performance: many('celebrate', 'group', 'day', 'time', 'place'),
} satisfies Record<string, Row>;

export type PhraseId = keyof typeof table;
export interface Phrase extends Row {
	id: PhraseId;
}

/** All sentences, theme by theme. */
export const phrases: readonly Phrase[] = Object.entries<Row>(table).map(([id, row]) => ({
	id: id as PhraseId,
	...row,
}));

export function isPhraseId(id: unknown): id is PhraseId {
	return typeof id === 'string' && Object.hasOwn(table, id);
}

export function phraseOf(id: PhraseId): Phrase {
	return { id, ...table[id] };
}
