// One moment in words, for one of the guardian's children: made on the server, so that a phone needs no date code.
import { m } from '#lib/paraglide/messages.js';
import {
	calendarDay,
	formatDay,
	formatTime,
	formatTimeRange,
	shortTimeRange,
} from '#lib/translation/dates.ts';
import { formatDayRange } from '#lib/translation/when.ts';
import type { ShownText } from '#lib/translation/content.ts';
import { languageName } from '#lib/translation/languages.ts';
import type { Direction, Locale } from '#lib/translation/locale.ts';
import { howWords } from '#lib/translation/shown-words.ts';
import { understoodBy, voiceViews, type VoiceView } from '#lib/files/voice-view.ts';
import { kindTexts } from './kind-texts.ts';
import { childWords, kindWords } from './kind-words.ts';
import { kinds } from './kinds.ts';
import { ownText } from './own-texts.ts';
import { sharePath } from './paths.ts';
import type { Appointment } from './server/appointments.ts';
import type { ChildOnPage, MomentPage, SlotOnPage } from './server/for-parent.ts';
import { slotText } from './slot-texts.ts';
import { overlaps, type SlotState, type Span } from './slots.ts';
import { appointmentCard, isolated, lookOf, whereOf, type Words } from './words.ts';

export interface SlotView {
	slotId: string;
	/** `8.30 – 9.00` */
	time: string;
	/** What the bar says when it is chosen: day and start. */
	chosen: string;
	capacity: number;
	taken: number;
	left: number;
	state: SlotState;
	places: string;
	nextNumber: number;
	/** This child's sign-up is in it. */
	mine: boolean;
	/** In words, the guardian's appointment at the same time. */
	clash: string | null;
	/** In words, what they promised others for that time: it can be chosen all the same. */
	promised: string | null;
	canChoose: boolean;
}

/** A text that the school wrote, with how it came about, and as it was written. */
export interface NoteView {
	text: string;
	lang: string;
	dir: Direction;
	/** In words; null where it stands as it was written, in the reader's language. */
	how: string | null;
	original: { label: string; text: string; lang: string; dir: Direction; open: boolean } | null;
}

export interface MomentView {
	momentId: string;
	look: ReturnType<typeof lookOf>;
	title: string;
	/** Language and direction of a title that the school wrote; null: that of the page. */
	titleIn: { lang: string; dir: Direction } | null;
	where: string | null;
	/** Language and direction of `where` when it is not the page's. */
	whereIn: { lang: string; dir: Direction } | null;
	/** What it is and where, said by somebody at school in a language that this guardian understands. */
	voices: VoiceView[];
	/** Why we do this, what to bring, and whether children come along. */
	about: { icon: 'heart' | 'backpack' | 'child'; text: string }[];
	/** The line of the teacher, as this guardian can read it best. */
	note: NoteView | null;
	/** Not open for all yet: what to know, in words. */
	opening: { title: string; text: string | null } | null;
	/** They come at a time at which they promised others something: what, what to do, and where. */
	promised: { title: string; text: string; label: string; path: string } | null;
	cancelled: boolean;
	sharePath: string;
	steps: { icon: (typeof kinds)[keyof typeof kinds]['stepIcons'][number]; text: string }[];
	confirm: string;
	/** The children that it is for; the chosen one is marked. */
	children: { childId: string; givenName: string; chosen: boolean; arranged: boolean }[];
	child: { childId: string; givenName: string; declined: boolean; maySignUp: boolean; information: boolean };
	appointments: (ReturnType<typeof appointmentCard> & {
		adults: number;
		interpreter: string | null;
		mayAskParent: boolean;
		/** How the wish for an interpreter stands, in words. */
		interpreting: string | null;
		note: string;
		open: boolean;
		/** Of a series: the button that says "not this one time", or takes that back. */
		skip: { value: 'yes' | 'no'; label: string; text: string | null } | null;
	})[];
	days: { day: string; slots: SlotView[] }[];
	/** A pill of the page's choice: the days differ, or only the hours do. */
	severalDays: boolean;
	/**
	 * Chosen from the start, so that one tap is enough: all of a series, or the next free time after the school called
	 * one's own off, for as many as came.
	 */
	proposed: { slotId: string; adults: number } | null;
	/** The meetings of a series to come, in words; null where each time stands for itself. */
	series: { title: string; meetings: string[]; cancel: string } | null;
	mostAdults: number;
	/** Whether every adult takes a place: then the picture of the seats grows with the counter. */
	perAdult: boolean;
	interpreter: {
		offered: boolean;
		tag: string | null;
		name: string | null;
		needed: boolean;
		/** "The school may ask another parent", beside the wish: in words, as a question and its answers. */
		agree: { label: string; hint: string; question: string; yes: string; no: string };
	};
}

/** Helping or interpreting that a guardian promised: when, what it is in words, where it is given back. */
export interface Promised extends Span {
	what: string;
	path: string;
}

/**
 * The page for `childId`. Without, or where that child is not of this moment (any more), and where one comes for the whole
 * family: for the first with something to choose. Undefined: no child of theirs is.
 */
export function momentView(
	page: MomentPage,
	childId: string | null,
	words: Words,
	now: Date,
	promised: readonly Promised[] = [],
): MomentView | undefined {
	const child =
		page.children.find((one) => one.childId === childId) ??
		page.children.find(({ maySignUp, declined }) => maySignUp && !declined) ??
		page.children[0];
	if (!child) return undefined;
	const { locale } = words;
	const { kind } = page;
	const name = isolated(child.givenName, locale);
	const perChild = kinds[kind].comeFor === 'child';
	const toCome = page.slots.filter(({ state }) => state !== 'started');
	const meetings = page.series ? toCome.filter(({ state }) => state !== 'cancelled') : [];
	const slots = page.series ? together(meetings) : toCome;
	const days = Map.groupBy(slots, ({ startsAt }) => calendarDay(startsAt, words.timeZone));
	const { language, offered, needed } = page.interpreter;
	const title = ownText(page, 'title', locale);
	const place = ownText(page, 'place', locale);
	return {
		momentId: page.momentId,
		look: lookOf(kind, locale),
		title: title?.text ?? kindTexts[kind].title(perChild ? name : undefined, { locale }),
		titleIn: title && { lang: title.language, dir: title.direction },
		where: whereOf(kind, place?.text ?? null, page.groups, locale),
		whereIn: place && place.language !== locale ? { lang: place.language, dir: place.direction } : null,
		voices: voiceViews(understoodBy(page.voices, { locale, ...page }), locale),
		about: [
			{ icon: 'heart', text: kindWords[kind].why({ locale }) },
			{ icon: 'backpack', text: kindWords[kind].bring({ locale }) },
			{ icon: 'child', text: childWords(kind, { locale }) },
		],
		note: noteView(ownText(page, 'note', locale), locale),
		opening: openingWords(page, words),
		promised: keptPromise(child.appointments, promised, now, locale),
		cancelled: page.cancelled,
		sharePath: sharePath(page.shareToken),
		steps: kindTexts[kind].steps.map((step, index) => ({
			icon: kinds[kind].stepIcons[index as 0 | 1 | 2],
			text: step({ locale }),
		})),
		confirm: kindTexts[kind].confirm({ locale }),
		children: page.children.map((one) => ({
			childId: one.childId,
			givenName: one.givenName,
			chosen: one === child,
			arranged: one.appointments.some(({ cancelled }) => !cancelled) || one.declined,
		})),
		child: {
			childId: child.childId,
			givenName: child.givenName,
			declined: child.declined,
			maySignUp: child.maySignUp,
			information: child.level === 'information',
		},
		appointments: child.appointments.map((one) => ({
			...appointmentCard({ ...one, translations: page.translations, written: page.written }, words),
			adults: one.adults,
			interpreter: one.interpreter,
			mayAskParent: one.mayAskParent,
			interpreting: interpretingWords(one, now, locale),
			note: one.note ?? '',
			open: !one.cancelled && now < one.startsAt,
			skip: skipWords(page, one, now, locale),
		})),
		days: [...days].map(([day, ofDay]) => ({
			day: page.series ? seriesDays(meetings, words) : formatDay(day, locale, words.timeZone),
			slots: ofDay.map((slot) => ({
				...slotView(slot, child, words),
				promised: saidPromise(promisedAt(page.series ? meetings : [slot], promised), locale),
				...(page.series && wholeSeries(meetings, words)),
			})),
		})),
		severalDays: days.size > 1,
		proposed: proposedSlot(page, slots, child, now),
		series: page.series ? seriesWords(meetings, words) : null,
		mostAdults: page.adultsPerChild,
		perAdult: kinds[kind].placeIs === 'adult',
		interpreter: {
			offered,
			tag: language,
			name: language && languageName(language, locale),
			needed,
			agree: agreeWords(locale),
		},
	};
}

function promisedAt(spans: readonly Span[], promised: readonly Promised[]): Promised | undefined {
	return promised.find((one) => spans.some((span) => overlaps(span, one)));
}

function saidPromise(one: Promised | undefined, locale: Locale): string | null {
	return one ? m.join_clash({ what: one.what }, { locale }) : null;
}

/** A place is theirs, and so is something else at that time: one of the two is to be given back. */
function keptPromise(
	appointments: readonly Appointment[],
	promised: readonly Promised[],
	now: Date,
	locale: Locale,
): MomentView['promised'] {
	const to = { locale };
	const here = appointments.filter(
		({ status, cancelled, skips, endsAt }) => status === 'confirmed' && !cancelled && !skips && now < endsAt,
	);
	const one = promisedAt(here, promised);
	return one
		? {
				title: m.join_clash({ what: one.what }, to),
				text: m.momentnotices_promised_text({}, to),
				label: m.join_change({}, to),
				path: one.path,
			}
		: null;
}

/** Only of a meeting to come that they have a place in. */
function skipWords(
	{ series }: MomentPage,
	{ status, cancelled, startsAt, skips }: Appointment,
	now: Date,
	locale: Words['locale'],
): MomentView['appointments'][number]['skip'] {
	if (!series || status !== 'confirmed' || cancelled || now >= startsAt) return null;
	const to = { locale };
	if (!skips) return { value: 'yes', label: m.momentnotices_skip({}, to), text: null };
	return { value: 'no', label: m.momentnotices_skip_undo({}, to), text: m.momentnotices_skip_text({}, to) };
}

function agreeWords(locale: Locale): MomentView['interpreter']['agree'] {
	const to = { locale };
	return {
		label: m.interpreting_wish_label({}, to),
		hint: m.interpreting_wish_hint({}, to),
		question: m.interpreting_wish_question({}, to),
		yes: m.interpreting_wish_yes({}, to),
		no: m.interpreting_wish_no({}, to),
	};
}

/** Who interprets, or that one is looked for; only of a place to come to. */
function interpretingWords(one: Appointment, now: Date, locale: Locale): string | null {
	if (!one.interpreter || one.status !== 'confirmed' || one.cancelled || one.skips) return null;
	if (now >= one.endsAt) return null;
	const to = { locale };
	const language = languageName(one.interpreter, locale);
	const { interpreterName: name } = one;
	if (name) return m.interpreting_status_parent({ name: isolated(name, locale), language }, to);
	return one.interpreterFound
		? m.interpreting_status_arranged({ language }, to)
		: m.interpreting_status_looking({ language }, to);
}

/** A line of the school, in the best that there is for the reader. */
export function noteView(shown: ShownText | null, locale: Locale): NoteView | null {
	if (!shown) return null;
	return {
		text: shown.text,
		lang: shown.language,
		dir: shown.direction,
		how: howWords(shown, locale),
		original: shown.original && {
			label: m.momentnotices_text_original({}, { locale }),
			text: shown.original.text,
			lang: shown.original.language,
			dir: shown.original.direction,
			open: shown.outOfDate,
		},
	};
}

/** See `MomentView.proposed`. */
function proposedSlot(
	page: MomentPage,
	slots: readonly SlotOnPage[],
	child: ChildOnPage,
	now: Date,
): MomentView['proposed'] {
	const [lead] = slots;
	if (page.series) return lead ? { slotId: lead.slotId, adults: 1 } : null;
	const off = child.appointments.find(({ cancelled, endsAt }) => cancelled && endsAt > now);
	if (!off || child.appointments.some(({ cancelled }) => !cancelled)) return null;
	const next = slots.find(({ state, left, clash }) => state === 'open' && left >= off.places && !clash);
	return next ? { slotId: next.slotId, adults: off.adults } : null;
}

/** A series is one thing to choose: its first open meeting, as free as the fullest. */
function together(meetings: SlotOnPage[]): SlotOnPage[] {
	const open = meetings.filter(({ state }) => state !== 'closed');
	const lead = open[0] ?? meetings[0];
	if (!lead) return [];
	const left = Math.min(...open.map((slot) => slot.left), lead.left);
	const capacity = Math.min(...open.map((slot) => slot.capacity), lead.capacity);
	const full = lead.state === 'open' && left === 0;
	return [{ ...lead, left, capacity, taken: capacity - left, state: full ? 'full' : lead.state }];
}

/** Instead of the time of the one that stands for them all. */
function wholeSeries({ length: count }: SlotOnPage[], { locale }: Words): Pick<SlotView, 'time' | 'chosen'> {
	const all = m.momentnotices_series_all({ count }, { locale });
	return { time: all, chosen: all };
}

function seriesDays(meetings: SlotOnPage[], { locale, timeZone }: Words): string {
	const [first] = meetings;
	const last = meetings.at(-1);
	if (!first || !last) return '';
	const days = formatDayRange(first.startsAt, last.startsAt, locale, timeZone);
	return m.momentnotices_series_days({ days, count: meetings.length }, { locale });
}

function seriesWords(meetings: SlotOnPage[], { locale, timeZone }: Words): MomentView['series'] {
	const to = { locale };
	return {
		title: m.momentnotices_series_title({ count: meetings.length }, to),
		meetings: meetings.map(({ startsAt, endsAt }) => {
			const day = formatDay(startsAt, locale, timeZone);
			return m.momentnotices_when({ day, time: formatTimeRange(startsAt, endsAt, locale, timeZone) }, to);
		}),
		cancel: m.momentnotices_series_cancel({}, to),
	};
}

/** From when one can sign up, and the rule where some are let in first: the same words for all, and what it means now. */
function openingWords({ opening }: MomentPage, { locale, timeZone }: Words): MomentView['opening'] {
	if (!opening) return null;
	const to = { locale };
	const { forMe, forAll } = opening;
	const rule = forAll && m.momentnotices_opens_first({ day: formatDay(forAll, locale, timeZone) }, to);
	if (forMe)
		return { title: m.momentnotices_opens({ day: formatDay(forMe, locale, timeZone) }, to), text: rule };
	return { title: m.momentnotices_opens_you({}, to), text: rule };
}

function slotView(
	slot: SlotOnPage,
	child: ChildOnPage,
	{ locale, timeZone }: Words,
): Omit<SlotView, 'promised'> {
	const { startsAt, endsAt, clash } = slot;
	const mine = slot.mine.some(({ childId }) => childId === child.childId);
	const day = formatDay(startsAt, locale, timeZone);
	return {
		slotId: slot.slotId,
		time: shortTimeRange(startsAt, endsAt, locale, timeZone),
		chosen: m.join_done_text({ day, time: formatTime(startsAt, locale, timeZone) }, { locale }),
		capacity: slot.capacity,
		taken: slot.taken,
		left: slot.left,
		state: slot.state,
		places: slotText(slot.state, slot.left),
		nextNumber: slot.nextNumber,
		mine,
		clash:
			clash &&
			`${lookOf(clash.kind, locale).name}, ${formatTimeRange(clash.startsAt, clash.endsAt, locale, timeZone)}`,
		canChoose: !mine && !clash && (slot.state === 'open' || slot.state === 'full'),
	};
}
