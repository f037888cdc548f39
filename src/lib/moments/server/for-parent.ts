// What the parent's pages show. Each is at most three queries, beside the two of the session and one of the school.
import { and, asc, count, eq, sql } from 'drizzle-orm';
import type { ParentActor } from '#lib/accounts/server/actors.ts';
import type { VoiceNow } from '#lib/files/server/voices.ts';
import type { Reader, Store } from '#lib/database/store.ts';
import { compiled } from '#lib/platform/server/database/compiled.ts';
import { interpreterLanguage } from '#lib/translation/languages.ts';
import { kinds, type MomentKind } from '../kinds.ts';
import { isFirstForSome, opensFor } from '../opening.ts';
import {
	closesAt,
	findOverlap,
	isSeries,
	placesLeft,
	slotState,
	type SlotState,
	type Span,
} from '../slots.ts';
import { findAppointments, type Appointment } from './appointments.ts';
import { findInvitations, isHeld, type Invitation } from './invitations.ts';
import { findNamed } from './find-moment.ts';
import { whoWasHere } from './was-here.ts';
import type { MomentTranslations, OwnTexts } from '../own-texts.ts';
import { momentTranslations, withOwnTexts } from './translations.ts';
import { MOMENT_VOICES, voicesOfMoment } from './voices.ts';

/** The one thing to do now: answer an offer, else choose a time. */
export type NextStep = { do: 'answer'; offer: OwnAppointment } | { do: 'choose'; invitation: OwnInvitation };

/** With its title and place in other languages. */
export type OwnAppointment = Appointment & OwnTexts;
export type OwnInvitation = Invitation & OwnTexts;

export interface StartPage {
	next: NextStep | undefined;
	/** Confirmed, waiting and called off, in order of time; without the offer that is the next step. */
	appointments: OwnAppointment[];
	/** What else can be chosen, soonest to close first; what is full comes last. */
	more: OwnInvitation[];
}

/** Start: the next step first. Two queries, three where the school wrote a title or a place of its own. */
export async function startPage(store: Store, parent: ParentActor, now: Date): Promise<StartPage> {
	const { appointments, invitations } = await joinPage(store, parent, now);
	const offer = appointments.find(({ offered }) => offered);
	const toChoose = choosable(invitations);
	const first = toChoose.find(({ state }) => state === 'open');
	const next: NextStep | undefined = offer
		? { do: 'answer', offer }
		: first && { do: 'choose', invitation: first };
	return {
		next,
		appointments: appointments.filter((one) => one !== offer),
		more: toChoose.filter((one) => offer !== undefined || one !== first),
	};
}

/** What can still be chosen, soonest to close first, full ones last: also "and for your other child?" after a sign-up. */
export function choosable<I extends Invitation>(invitations: readonly I[]): I[] {
	const of = (state: Invitation['state']) =>
		invitations
			.filter((one) => one.state === state)
			.sort((a, b) => (a.closesAt?.getTime() ?? 0) - (b.closesAt?.getTime() ?? 0));
	return [...of('open'), ...of('full')];
}

export interface JoinPage {
	/** In order of time. */
	appointments: OwnAppointment[];
	/** Every moment with slots to come, in order of the first slot, whatever its state. */
	invitations: OwnInvitation[];
}

/** Join: all that the guardian can take part in. Two queries, three where the school wrote a title or a place of its own. */
export async function joinPage(store: Store, parent: ParentActor, now: Date): Promise<JoinPage> {
	const all = await findAppointments(store.read, parent, now);
	const invitations = await findInvitations(store.read, parent, all, now);
	return withOwnTexts(store.read, parent, { appointments: nextOfSeries(all), invitations });
}

/** Of a series only the next meeting: the others are on its page. Those that are called off stay. */
function nextOfSeries(all: readonly Appointment[]): Appointment[] {
	const seen = new Set<string>();
	const keyOf = ({ momentId, childId }: Appointment) => `${momentId} ${childId}`;
	// one that they don't come to is shown only where there is no other
	const comesTo = new Set(all.filter(({ cancelled, skips }) => !cancelled && !skips).map(keyOf));
	return all.filter((one) => {
		const { meetings, cancelled, skips } = one;
		if (meetings < 2 || cancelled) return true;
		const key = keyOf(one);
		if (skips && comesTo.has(key)) return false;
		const isNext = !seen.has(key);
		seen.add(key);
		return isNext;
	});
}

export interface SlotOnPage extends Span {
	slotId: string;
	capacity: number;
	/** Places taken, for the picture of the seats. */
	taken: number;
	/** Places that a newcomer can take. */
	left: number;
	state: SlotState;
	closesAt: Date;
	/** The number that the waiting list would give. */
	nextNumber: number;
	/** The guardian's own sign-ups in it. */
	mine: Appointment[];
	/** The guardian's appointment at the same time, which makes this slot impossible. */
	clash: Appointment | null;
}

export interface ChildOnPage {
	childId: string;
	givenName: string;
	level: 'full' | 'information';
	/** "I can't come" was said. */
	declined: boolean;
	/** Sign-ups for this moment; where families come once, whichever child they name. */
	appointments: Appointment[];
	/** Whether another sign-up is possible: full rights, and the limit of the moment not reached. */
	maySignUp: boolean;
}

export interface MomentPage {
	momentId: string;
	kind: MomentKind;
	/** In the school's words, Dutch. */
	title: string | null;
	place: string | null;
	note: string | null;
	/** What there is of these three in other languages. */
	translations: MomentTranslations;
	/** The language that the guardian reads; null: not known. */
	written: string | null;
	/** The language that they speak; null: not known. */
	spoken: string | null;
	/** What it is and where, said aloud. */
	voices: VoiceNow[];
	/** The groups of the guardian's children that it is for; none where it is for the whole school. */
	groups: { groupId: string; name: string; teachers: string[] }[];
	adultsPerChild: number;
	slotsPerChild: number;
	/** Who signs up comes to all its slots. */
	series: boolean;
	cancelled: boolean;
	/** Not open for all yet: from when for this guardian (null: it is), and for all. */
	opening: { forMe: Date | null; forAll: Date | null } | null;
	shareToken: string;
	/** One for each child that it is for. Where families come once: one, that stands for all. */
	children: ChildOnPage[];
	slots: SlotOnPage[];
	interpreter: {
		offered: boolean;
		/** The language to propose: what they speak, else what they read; null when that is Dutch or unknown. */
		language: string | null;
		/** The guardian said under Me that they need one. */
		needed: boolean;
	};
}

const findHead = compiled<{ school: string; moment: string; guardian: string }>('moment_page_head')((
	db: Reader,
	p,
) => {
	const { moment, momentGroup, group, groupTeacher, staffMember, school, guardian, storedFile } = db.t;
	const said = db
		.select({ count: count() })
		.from(storedFile)
		.where(
			and(
				eq(storedFile.schoolId, p.school),
				eq(storedFile.ownerKind, MOMENT_VOICES),
				eq(storedFile.ownerId, p.moment),
			),
		);
	return db
		.select({
			momentId: moment.id,
			kind: moment.kind,
			wholeSchool: moment.wholeSchool,
			named: moment.named,
			meetings: moment.meetings,
			title: moment.title,
			place: moment.place,
			note: moment.note,
			adultsPerChild: moment.adultsPerChild,
			slotsPerChild: moment.slotsPerChild,
			closesHoursBefore: moment.closesHoursBefore,
			schoolYearId: moment.schoolYearId,
			opensAt: moment.opensAt,
			openForAllAt: moment.openForAllAt,
			signUpClosesAt: moment.signUpClosesAt,
			interpreterOffered: moment.interpreterOffered,
			shareToken: moment.shareToken,
			publishedAt: moment.publishedAt,
			cancelledAt: moment.cancelledAt,
			timeZone: school.timeZone,
			written: guardian.writtenLanguage,
			spoken: guardian.spokenLanguage,
			needsInterpreter: guardian.needsInterpreter,
			/** Recordings; some databases count in text. */
			said: sql<number | string>`(${said})`,
			groupId: group.id,
			groupName: group.name,
			teacherName: staffMember.name,
			teacherCalled: staffMember.calledName,
		})
		.from(moment)
		.innerJoin(school, eq(school.id, moment.schoolId))
		.innerJoin(guardian, and(eq(guardian.schoolId, moment.schoolId), eq(guardian.id, p.guardian)))
		.leftJoin(
			momentGroup,
			and(eq(momentGroup.schoolId, moment.schoolId), eq(momentGroup.momentId, moment.id)),
		)
		.leftJoin(group, and(eq(group.schoolId, momentGroup.schoolId), eq(group.id, momentGroup.groupId)))
		.leftJoin(
			groupTeacher,
			and(eq(groupTeacher.schoolId, group.schoolId), eq(groupTeacher.groupId, group.id)),
		)
		.leftJoin(
			staffMember,
			and(
				eq(staffMember.schoolId, groupTeacher.schoolId),
				eq(staffMember.id, groupTeacher.staffId),
				eq(staffMember.status, 'active'),
			),
		)
		.where(and(eq(moment.schoolId, p.school), eq(moment.id, p.moment)));
});

const findSlots = compiled<{ school: string; moment: string; guardian: string }>('moment_page_slots')((
	db: Reader,
	p,
) => {
	const { slot, decline } = db.t;
	return db
		.select({
			slotId: slot.id,
			momentId: slot.momentId,
			startsAt: slot.startsAt,
			endsAt: slot.endsAt,
			capacity: slot.capacity,
			taken: slot.taken,
			waiting: slot.waiting,
			cancelledAt: slot.cancelledAt,
			declinedFor: decline.childId,
		})
		.from(slot)
		.leftJoin(
			decline,
			and(
				eq(decline.schoolId, slot.schoolId),
				eq(decline.momentId, slot.momentId),
				eq(decline.guardianId, p.guardian),
			),
		)
		.where(and(eq(slot.schoolId, p.school), eq(slot.momentId, p.moment)))
		.orderBy(asc(slot.startsAt), asc(slot.id));
});

/**
 * A moment with its slots as this guardian sees them: what is free, what is theirs, what can't be. Undefined when for
 * this guardian there is no such moment (a route answers 404). Three queries, one more where the school wrote a text of its
 * own, and one where it was said aloud.
 */
export async function momentPage(
	store: Store,
	parent: ParentActor,
	momentId: string,
	now: Date,
): Promise<MomentPage | undefined> {
	const of = { school: parent.schoolId, moment: momentId, guardian: parent.guardianId };
	const heads = await findHead(store.read, of);
	const [planned] = heads;
	if (!planned?.publishedAt) return undefined;
	const ofMoment = heads.flatMap(({ groupId }) => groupId ?? []);
	const named = planned.named ? await findNamed(store.read, parent.schoolId, momentId) : null;
	const children = [...parent.children.values()].filter(
		({ childId, groupIds }) =>
			(named?.has(childId) ?? true) && (planned.wholeSchool || groupIds.some((id) => ofMoment.includes(id))),
	);
	if (children.length === 0) return undefined;
	const { guardianId, schoolId } = parent;
	const here = isFirstForSome(planned, now)
		? await whoWasHere(store.read, { schoolId, schoolYearId: planned.schoolYearId }, [guardianId])
		: new Set<string>();
	const head = { ...planned, opensAt: opensFor(planned, here.has(guardianId)) };
	const rows = await findSlots(store.read, of);
	const own = await findAppointments(store.read, parent, now, momentId);
	const declined = new Set(rows.flatMap(({ declinedFor }) => declinedFor ?? []));
	return {
		momentId,
		kind: head.kind,
		title: head.title,
		place: head.place,
		note: head.note,
		translations: await momentTranslations(store.read, schoolId, head),
		written: head.written,
		spoken: head.spoken,
		voices: Number(head.said) > 0 ? await voicesOfMoment(store.read, schoolId, head) : [],
		groups: groupsOf(
			heads,
			children.flatMap(({ groupIds }) => groupIds),
		),
		adultsPerChild: head.adultsPerChild,
		slotsPerChild: head.slotsPerChild,
		series: isSeries(head),
		cancelled: head.cancelledAt !== null,
		opening: openingOf(head, now),
		shareToken: head.shareToken,
		children: childrenOnPage(head, children, own, declined, now),
		slots: [...new Map(rows.map((row) => [row.slotId, row])).values()].map((row) =>
			slotOnPage(row, head, own, now),
		),
		interpreter: {
			offered: head.interpreterOffered,
			language: proposedInterpreter(head),
			needed: head.needsInterpreter,
		},
	};
}

/** Null where it is open for everyone. `opensAt` is that of this guardian. */
function openingOf({ opensAt, openForAllAt }: Pick<Head, 'opensAt' | 'openForAllAt'>, now: Date) {
	const later = (at: Date | null) => (at && now < at ? at : null);
	const forMe = later(opensAt);
	const forAll = later(openForAllAt) ?? forMe;
	return forAll ? { forMe, forAll: later(openForAllAt) } : null;
}

/** What an interpreter would speak with this guardian; null for Dutch or unknown. */
function proposedInterpreter({ written, spoken }: Pick<Head, 'written' | 'spoken'>): string | null {
	return interpreterLanguage({ written, spoken, likesListening: false, needsInterpreter: true }) ?? null;
}

type Head = Awaited<ReturnType<typeof findHead>>[number];
type SlotRow = Awaited<ReturnType<typeof findSlots>>[number];

function groupsOf(heads: Head[], own: string[]): MomentPage['groups'] {
	const groups = Map.groupBy(
		heads.filter(({ groupId }) => groupId && own.includes(groupId)),
		({ groupId }) => groupId ?? '',
	);
	return [...groups].map(([groupId, rows]) => ({
		groupId,
		name: rows[0]?.groupName ?? '',
		teachers: rows.flatMap(({ teacherCalled, teacherName }) => teacherCalled ?? teacherName ?? []),
	}));
}

function childrenOnPage(
	head: Head,
	children: { childId: string; givenName: string; level: 'full' | 'information' }[],
	own: Appointment[],
	declined: Set<string>,
	now: Date,
): ChildOnPage[] {
	const ofMoment = own.filter(({ momentId }) => momentId === head.momentId);
	const series = isSeries(head);
	// who was at one meeting of a series can still come to the others
	const counts = (mine: Appointment[]) =>
		mine.filter(({ cancelled, endsAt }) => !cancelled && !(series && endsAt <= now)).length;
	const entry = (
		{ childId, givenName, level }: (typeof children)[number],
		mine: Appointment[],
		hasDeclined: boolean,
	): ChildOnPage => ({
		childId,
		givenName,
		level,
		declined: hasDeclined,
		appointments: mine,
		maySignUp: level === 'full' && !head.cancelledAt && counts(mine) < (series ? 1 : head.slotsPerChild),
	});
	if (kinds[head.kind].comeFor === 'child')
		return children.map((child) =>
			entry(
				child,
				ofMoment.filter(({ childId }) => childId === child.childId),
				declined.has(child.childId),
			),
		);
	const one = children.find(({ level }) => level === 'full') ?? children[0];
	return one ? [entry(one, ofMoment, declined.size > 0)] : [];
}

function slotOnPage(row: SlotRow, head: Head, own: Appointment[], now: Date): SlotOnPage {
	const mine = own.filter(({ slotId, cancelled }) => slotId === row.slotId && !cancelled);
	const elsewhere = own.filter(({ slotId, cancelled }) => slotId !== row.slotId && !cancelled);
	const held = isHeld(row, head.timeZone, now);
	const state = slotState(row, head, now);
	return {
		slotId: row.slotId,
		startsAt: row.startsAt,
		endsAt: row.endsAt,
		capacity: row.capacity,
		taken: Math.min(row.taken, row.capacity),
		left: held ? 0 : placesLeft(row),
		state: state === 'open' && held ? 'full' : state,
		closesAt: closesAt(row, head),
		nextNumber: row.waiting + 1,
		mine,
		clash: findOverlap(row, elsewhere) ?? null,
	};
}
