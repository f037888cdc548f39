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
	'swimming_things',
	'rain_boots',
	'library_book',
	'fruit',
	'packed_lunch',
	'newspapers',
	'egg_cartons',
	'baby_photo',
	'signed_slip',
] as const;
export type PhraseThing = (typeof phraseThings)[number];

/** Where something is at school, in the order of a list. */
export const phrasePlaces = ['classroom', 'hall', 'playground', 'gym', 'library', 'gate'] as const;
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
	reading_first_page: good('reading'),
	maths_explained: good('maths'),
	kindness_comforted: good('kindness'),
	courage_told_group: good('courage', 'group'),
	remind_bring_back: many('remind', 'thing', 'day'),
	bring_things: many('bring', 'things', 'day'),
	bring_left_at_school: child('bring', 'thing'),
	thanks_came: many('thanks', 'count'),
	invite_see: many('invite', 'group', 'day', 'time', 'endTime', 'place'),
	closed_day: many('closed', 'day'),
	closed_days: many('closed', 'days'),
	changed_start: many('changed', 'day', 'time'),
	contact_staff: child('contact', 'staff'),
	help_hands: many('help_wanted', 'count', 'day'),
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
