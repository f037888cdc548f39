// Invitations and appointments in words, ready to show: made on the server, so that a phone needs no date code.
import type { ShownText } from '#lib/translation/content.ts';
import { directionOf, type Direction, type Locale } from '#lib/translation/locale.ts';
import { calendarDay, dateLeaf, formatDay, formatList, formatTimeRange } from '#lib/translation/dates.ts';
import { inOneBreath, type Said } from '#lib/ui/speech.ts';
import { formatDayRange } from '#lib/translation/when.ts';
import { m } from '#lib/paraglide/messages.js';
import { kindTexts } from './kind-texts.ts';
import { kinds, type MomentKind } from './kinds.ts';
import { calendarPath, momentPath } from './paths.ts';
import { ownText, type OwnTexts } from './own-texts.ts';
import type { Appointment } from './server/appointments.ts';
import type { Invitation, InvitationState } from './server/invitations.ts';

export interface Words {
	locale: Locale;
	timeZone: string;
}

/** How a kind shows itself: icon, tint and name. */
export interface KindLook {
	icon: (typeof kinds)[MomentKind]['icon'] | 'interpreter';
	tint: (typeof kinds)[MomentKind]['tint'];
	name: string;
}

export interface InvitationCard {
	momentId: string;
	childId: string;
	path: string;
	look: KindLook;
	title: string;
	/** Language and direction of a title that the school wrote; null: that of the page. */
	titleIn: TextIn | null;
	/** Days on which there are slots that are not over. */
	days: string;
	/** The time, where all slots have the same one; null otherwise. */
	time: string | null;
	where: string | null;
	whereIn: TextIn | null;
	choose: string;
	state: InvitationState;
	/** From when one can sign up, in words, where that is later. */
	opens: string | null;
	/** How many places are free, while one can sign up. */
	left: string | null;
	children: string;
	/** What voices read of it, each part in its own language. */
	aloud: Said[];
}

/** Of a text that the school wrote. */
export interface TextIn {
	lang: string;
	dir: Direction;
}

export interface AppointmentCard {
	signUpId: string;
	slotId: string;
	momentId: string;
	path: string;
	calendar: string;
	look: KindLook;
	title: string;
	titleIn: TextIn | null;
	day: string;
	/** Instant of the start, for machines. */
	datetime: string;
	leaf: { weekday: string; day: string; month: string };
	time: string;
	where: string | null;
	whereIn: TextIn | null;
	aloud: Said[];
	childName: string;
	status: 'confirmed' | 'waiting' | 'cancelled';
	/** In words, that they don't come to this meeting of a series. */
	skipped: string | null;
	/** In words, with which number they wait, or for what else; null: they have a place. */
	waits: string | null;
	offered: boolean;
}

export function lookOf(kind: MomentKind, locale: Locale): KindLook {
	const { icon, tint } = kinds[kind];
	return { icon, tint, name: kindTexts[kind].name({ locale }) };
}

export function invitationCard(
	invitation: Invitation & OwnTexts,
	{ locale, timeZone }: Words,
): InvitationCard {
	const { kind, slots, groups, children } = invitation;
	const names = formatList(
		children.map(({ givenName }) => isolated(givenName, locale)),
		locale,
	);
	const times = new Set(
		slots.map(({ startsAt, endsAt }) => formatTimeRange(startsAt, endsAt, locale, timeZone)),
	);
	const [first] = slots;
	const days = first
		? formatDayRange(first.startsAt, slots.at(-1)?.startsAt ?? first.startsAt, locale, timeZone)
		: '';
	const several = new Set(slots.map(({ startsAt }) => calendarDay(startsAt, timeZone))).size > 1;
	const look = lookOf(kind, locale);
	const title = ownText(invitation, 'title', locale);
	const place = ownText(invitation, 'place', locale);
	const card = {
		momentId: invitation.momentId,
		childId: invitation.childId,
		path: momentPath(invitation.momentId),
		look,
		title: title?.text ?? kindTexts[kind].title(names, { locale }),
		titleIn: textIn(title),
		days: invitation.series
			? m.momentnotices_series_days({ days, count: slots.length }, { locale })
			: several
				? m.join_pick_one({ days }, { locale })
				: days,
		time: times.size === 1 ? ([...times][0] ?? null) : null,
		where: whereOf(kind, place?.text ?? null, groups, locale),
		whereIn: textIn(place),
		choose: kindTexts[kind].choose({ locale }),
		state: invitation.state,
		opens:
			invitation.opensAt &&
			m.momentnotices_opens({ day: formatDay(invitation.opensAt, locale, timeZone) }, { locale }),
		left:
			invitation.state === 'open'
				? m.moments_places_left({ count: invitation.placesLeft }, { locale })
				: null,
		children: names,
	};
	return {
		...card,
		aloud: spoken(
			[
				look.name,
				{ text: card.title, in: card.titleIn },
				card.days,
				card.time,
				{ text: card.where, in: card.whereIn },
				card.left,
			],
			locale,
		),
	};
}

/** Language and direction of a text that the school wrote. */
export function textIn(shown: ShownText | null): TextIn | null {
	return shown && { lang: shown.language, dir: shown.direction };
}

/** Words of the app in the language of the page, those of the school in their own. */
export function spoken(
	pieces: readonly (string | null | { text: string | null; in: TextIn | null })[],
	locale: Locale,
): Said[] {
	const said = pieces.map((piece) =>
		piece === null || typeof piece === 'string'
			? { text: piece ?? '', lang: locale }
			: { text: piece.text ?? '', lang: piece.in?.lang ?? locale },
	);
	return inOneBreath(said, '. ');
}

export function appointmentCard(
	appointment: Appointment & OwnTexts,
	{ locale, timeZone }: Words,
): AppointmentCard {
	const { kind, startsAt, endsAt, momentId, signUpId } = appointment;
	const look = lookOf(kind, locale);
	const title = ownText(appointment, 'title', locale);
	const place = ownText(appointment, 'place', locale);
	const card = {
		signUpId,
		slotId: appointment.slotId,
		momentId,
		path: momentPath(momentId),
		calendar: calendarPath(momentId, signUpId),
		look,
		title: title?.text ?? look.name,
		titleIn: textIn(title),
		day: formatDay(startsAt, locale, timeZone),
		datetime: startsAt.toISOString(),
		leaf: dateLeaf(startsAt, locale, timeZone),
		time: formatTimeRange(startsAt, endsAt, locale, timeZone),
		where: appointmentPlace(appointment, place?.text ?? null, locale),
		whereIn: textIn(place),
		childName: appointment.childName,
		status: appointment.cancelled ? ('cancelled' as const) : appointment.status,
		skipped: appointment.skips ? m.momentnotices_skipped({}, { locale }) : null,
		waits: appointment.number === null ? null : m.join_waiting({ number: appointment.number }, { locale }),
		offered: appointment.offered,
	};
	return {
		...card,
		aloud: spoken(
			[
				card.titleIn?.lang !== locale && card.titleIn ? look.name : null,
				{ text: card.title, in: card.titleIn },
				card.day,
				card.time,
				{ text: card.where, in: card.whereIn },
			],
			locale,
		),
	};
}

/** Where it is, as the school wrote it, else as the kind has it: at home, in the classroom, or anywhere in school (null). */
export function whereOf(
	kind: MomentKind,
	place: string | null,
	groups: Invitation['groups'],
	locale: Locale,
): string | null {
	if (place) return place;
	if (kinds[kind].at === 'home') return m.momentnotices_at_home({}, { locale });
	if (kinds[kind].at === 'school') return null;
	const [group] = groups;
	if (groups.length !== 1 || !group) return null;
	const name = isolated(group.name, locale);
	if (group.teachers.length === 0) return name;
	const teachers = formatList(
		group.teachers.map((teacher) => isolated(teacher, locale)),
		locale,
	);
	return m.join_with({ group: name, teachers }, { locale });
}

function appointmentPlace(
	{ kind, groupName }: Appointment,
	place: string | null,
	locale: Locale,
): string | null {
	if (place) return place;
	if (kinds[kind].at === 'home') return m.momentnotices_at_home({}, { locale });
	return kinds[kind].at === 'classroom' ? groupName : null;
}

/** Names in Latin letters keep their own direction in a line from right to left (FSI … PDI). */
export function isolated(name: string, locale: Locale): string {
	return directionOf(locale) === 'rtl' ? `\u2068${name}\u2069` : name;
}
