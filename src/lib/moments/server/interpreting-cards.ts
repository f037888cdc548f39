// What a parent is asked to interpret, or said yes to, in words: for the own page, and among the own appointments.
import type { ParentActor } from '#lib/accounts/server/actors.ts';
import type { Reader } from '#lib/database/store.ts';
import { fillText } from '#lib/notifications/server/written.ts';
import { m } from '#lib/paraglide/messages.js';
import { dateLeaf, formatDay, formatTimeRange } from '#lib/translation/dates.ts';
import { ownText, type OwnText } from '../own-texts.ts';
import { askPath, calendarPath } from '../paths.ts';
import { spoken, type AppointmentCard, type InvitationCard, type KindLook, type Words } from '../words.ts';
import { findOwnAsks, type AskView, type FoundAsk } from './interpreter-answers.ts';
import { wordsFor } from './interpreter-notices.ts';
import { momentTranslations } from './translations.ts';

export interface AskWords {
	askId: string;
	view: AskView;
	languages: string;
	/** The kind of moment, and its title where it may be said. */
	what: string;
	day: string;
	time: string;
	minutes: string;
	/** Null: by telephone. */
	where: string | null;
	/** First name of who wished for it; null until this parent said yes. */
	for: string | null;
	calendar: string;
}

/** One ask in words. A query where the moment has texts of its own. */
export async function askWords(
	db: Reader,
	parent: ParentActor,
	{ ask, view, moment, for: name }: FoundAsk,
	{ locale, timeZone }: Words,
	now: Date,
): Promise<AskWords> {
	const translations = await momentTranslations(db, parent.schoolId, moment);
	const own = (field: string) => ownText({ ...moment, translations }, field as OwnText, locale)?.text ?? '';
	const words = wordsFor({ moment, to: { ...ask, locale }, now });
	return {
		askId: ask.askId,
		view,
		languages: words.languages,
		what: fillText(words.what, own),
		day: formatDay(ask.startsAt, locale, timeZone),
		time: formatTimeRange(ask.startsAt, ask.endsAt, locale, timeZone),
		minutes: words.minutes,
		where: words.place && fillText(words.place, own),
		for: name,
		calendar: calendarPath(moment.momentId, ask.askId),
	};
}

export interface InterpretingCards {
	/** To answer. */
	asked: InvitationCard[];
	/** Said yes to, or called off since. */
	appointments: AppointmentCard[];
}

/** For the lists of what one can join and of own appointments. One query for who is asked nothing. */
export async function interpretingCards(
	db: Reader,
	parent: ParentActor,
	words: Words,
	now: Date,
): Promise<InterpretingCards> {
	const found = await findOwnAsks(db, parent, { locale: words.locale, now });
	const all = await Promise.all(
		found.map(async (one) => ({ one, said: await askWords(db, parent, one, words, now) })),
	);
	const theirs = all.filter(({ one }) => one.ask.state === 'accepted');
	const open = all.filter(({ one }) => one.view === 'asked');
	return {
		asked: open.map(({ said }) => questionCard(said, words)),
		appointments: theirs.map(({ one, said }) => appointmentOf(one, said, words)),
	};
}

function look({ locale }: Words): KindLook {
	return { icon: 'interpreter', tint: 'talk', name: m.interpreting_name({}, { locale }) };
}

function questionCard(said: AskWords, words: Words): InvitationCard {
	const to = { locale: words.locale };
	return {
		momentId: said.askId,
		childId: '',
		path: askPath(said.askId),
		look: look(words),
		title: m.interpreting_ask_title({}, to),
		titleIn: null,
		days: said.day,
		time: said.time,
		where: said.where,
		whereIn: null,
		choose: m.interpreting_notice_answer({}, to),
		state: 'open',
		opens: null,
		left: null,
		children: said.languages,
		aloud: spoken([m.interpreting_ask_title({}, to), said.languages, said.day, said.time], words.locale),
	};
}

function appointmentOf({ ask, view }: FoundAsk, said: AskWords, words: Words): AppointmentCard {
	const of = look(words);
	return {
		signUpId: ask.askId,
		slotId: ask.slotId,
		momentId: ask.askId,
		path: askPath(ask.askId),
		calendar: said.calendar,
		look: of,
		title: of.name,
		titleIn: null,
		day: said.day,
		datetime: ask.startsAt.toISOString(),
		leaf: dateLeaf(ask.startsAt, words.locale, words.timeZone),
		time: said.time,
		where: said.where,
		whereIn: null,
		aloud: spoken([of.name, said.languages, said.day, said.time], words.locale),
		childName: said.languages,
		status: view === 'called_off' ? 'cancelled' : 'confirmed',
		skipped: null,
		waits: null,
		offered: false,
	};
}
