// A parent who interprets hears of it: at which talks, when one is at another time, when they are not needed any more, and once more
// before.
import { and, eq, inArray } from 'drizzle-orm';
import type { Tx } from '#lib/database/store.ts';
import { findRecipients } from '#lib/families/server/recipients.ts';
import { askPath } from '#lib/moments/paths.ts';
import type { CalendarEntry } from '#lib/notifications/calendar.ts';
import { paceOfChange } from '#lib/notifications/kinds.ts';
import { inBothLanguages } from '#lib/notifications/server/in-dutch.ts';
import { queueNotices, type NewNotice } from '#lib/notifications/server/queue.ts';
import { m } from '#lib/paraglide/messages.js';
import { formatDay, formatTime, formatTimeRange } from '#lib/translation/dates.ts';
import { languageName } from '#lib/translation/languages.ts';
import type { Locale } from '#lib/translation/locale.ts';
import { formatDayRange } from '#lib/translation/when.ts';
import { roomName } from '../rooms.ts';
import type { FoundRound } from './find-round.ts';
import type { InterpretingTalk } from './interpreted.ts';
import { interpretingEvent, interpretingWhere } from './interpreting-cards.ts';
import { calledNames, type AgreedTalk } from './schedule.ts';

/** A talk as it was and as it is; null: there was none, or it is off. */
export interface ChangedTalk {
	before: AgreedTalk | null;
	after: AgreedTalk | null;
}

/**
 * Queues what these changes mean for the parents who interpret, each in their language and all of one change in one message,
 * with the calendar file. Nothing for talks that began, and nothing of the family. No query where no interpreter is concerned.
 */
export async function tellInterpreters(
	tx: Tx,
	round: FoundRound,
	changes: readonly ChangedTalk[],
	now: Date,
): Promise<void> {
	const ids = changes.flatMap(({ before, after }) => [
		...(before?.interpreterId ? [before.interpreterId] : []),
		...(after?.interpreterId ? [after.interpreterId] : []),
	]);
	const parents = ids.length > 0 ? await parentsOf(tx, round, [...new Set(ids)]) : undefined;
	if (!parents || parents.size === 0) return;
	const booked: Theirs[] = [];
	const freed: Theirs[] = [];
	for (const { before, after } of changes) {
		const was = parents.get(before?.interpreterId ?? '');
		const is = parents.get(after?.interpreterId ?? '');
		const same = was?.guardianId === is?.guardianId;
		if (after && is && after.startsAt > now && !(same && before && isAlike(before, after)))
			booked.push({ ...is, talk: after });
		if (before && was && before.startsAt > now && !same)
			freed.push({ ...was, talk: { ...before, revision: (after ?? before).revision + 1 } });
	}
	const said = new Map([
		['booked', booked],
		['freed', freed],
	] as const);
	await queueNotices(tx, await noticesOf(tx, round, said, now), now);
}

/** Reminds the parents who interpret at these talks, all of one parent in one message. */
export async function interpreterReminders(
	tx: Tx,
	round: FoundRound,
	{ talks, which, now }: { talks: readonly AgreedTalk[]; which: 'day' | 'hour'; now: Date },
): Promise<NewNotice[]> {
	const ids = talks.flatMap(({ interpreterId }) => interpreterId ?? []);
	const parents = ids.length > 0 ? await parentsOf(tx, round, [...new Set(ids)]) : undefined;
	const theirs = talks.flatMap((talk) => {
		const one = parents?.get(talk.interpreterId ?? '');
		return one ? [{ ...one, talk }] : [];
	});
	return noticesOf(tx, round, new Map<Said['kind'], Theirs[]>([[`reminder_${which}`, theirs]]), now);
}

interface Theirs {
	guardianId: string;
	byPhone: boolean;
	talk: AgreedTalk;
}

/** One message for each parent and kind. Two queries where there are any. */
async function noticesOf(
	tx: Tx,
	round: FoundRound,
	said: ReadonlyMap<Said['kind'], readonly Theirs[]>,
	now: Date,
): Promise<NewNotice[]> {
	const { schoolId } = round.school;
	const all = [...said.values()].flat();
	if (all.length === 0) return [];
	const staffIds = all.flatMap(({ talk }) => talk.staffIds);
	const names = await calledNames(tx, schoolId, staffIds);
	const whose = all.map(({ guardianId }) => guardianId);
	const people = await findRecipients(tx, schoolId, whose);
	return [...said].flatMap(([kind, theirs]) =>
		[...Map.groupBy(theirs, ({ guardianId }) => guardianId)].flatMap(([guardianId, own]) => {
			const locale = people.get(guardianId)?.locale;
			const talks = own.map((one) => interpretingOf(one, names)).sort((a, b) => +a.startsAt - +b.startsAt);
			return locale ? [noticeOf({ round, kind, to: { guardianId, locale }, talks, now })] : [];
		}),
	);
}

async function parentsOf(tx: Tx, { school }: FoundRound, interpreterIds: string[]) {
	const { talkInterpreter, talkInterpreterParent: parent } = tx.t;
	const rows = await tx
		.select({
			interpreterId: parent.interpreterId,
			guardianId: parent.guardianId,
			byPhone: talkInterpreter.byPhone,
		})
		.from(parent)
		.innerJoin(
			talkInterpreter,
			and(eq(talkInterpreter.schoolId, parent.schoolId), eq(talkInterpreter.id, parent.interpreterId)),
		)
		.where(and(eq(parent.schoolId, school.schoolId), inArray(parent.interpreterId, interpreterIds)));
	return new Map(rows.map(({ interpreterId, ...one }) => [interpreterId, one]));
}

/** At the same time and place, with the same teachers. */
const isAlike = (a: AgreedTalk, b: AgreedTalk) =>
	a.startsAt.getTime() === b.startsAt.getTime() &&
	a.place === b.place &&
	roomName(a.room) === roomName(b.room) &&
	[...a.staffIds].sort().join() === [...b.staffIds].sort().join();

function interpretingOf({ talk, byPhone }: Theirs, names: ReadonlyMap<string, string>): InterpretingTalk {
	const { talkId, startsAt, endsAt, place, videoAddress, revision } = talk;
	return {
		...{ talkId, startsAt, endsAt, place, videoAddress, revision, byPhone },
		roundId: '',
		language: talk.interpreter,
		room: roomName(talk.room),
		teachers: talk.staffIds.flatMap((id) => names.get(id) ?? []),
	};
}

interface Said {
	round: FoundRound;
	kind: 'booked' | 'freed' | 'reminder_day' | 'reminder_hour';
	to: { guardianId: string; locale: Locale };
	talks: readonly InterpretingTalk[];
	now: Date;
}

const titles: Record<
	Said['kind'],
	(said: { day: string; time: string }, into: { locale: Locale }) => string
> = {
	booked: m.interpreting_notice_accepted,
	freed: m.interpreting_notice_closed,
	reminder_day: m.interpreting_notice_tomorrow,
	reminder_hour: m.interpreting_notice_soon,
};

function noticeOf({ round, kind, to, talks, now }: Said): NewNotice {
	const { school } = round;
	const { timeZone } = school;
	const [first] = talks;
	const last = talks.at(-1);
	const isReminder = kind === 'reminder_day' || kind === 'reminder_hour';
	const about = `${first?.talkId ?? ''}:${to.guardianId}:${first?.revision ?? 0}`;
	const write = (locale: Locale) => {
		const into = { locale };
		const day = first && last ? formatDayRange(first.startsAt, last.startsAt, locale, timeZone) : '';
		const lines = talks.map((one) =>
			[
				m.momentnotices_when(
					{
						day: formatDay(one.startsAt, locale, timeZone),
						time: formatTimeRange(one.startsAt, one.endsAt, locale, timeZone),
					},
					into,
				),
				...(kind === 'freed'
					? []
					: [languageName(one.language ?? '', locale), interpretingWhere(one, locale)]),
			].join(' · '),
		);
		return {
			locale,
			title: titles[kind]({ day, time: first ? formatTime(first.startsAt, locale, timeZone) : '' }, into),
			lines: [...lines, m.interpreting_thanks({}, into)],
			action: { label: m.momentnotices_view({}, into), path: askPath() },
			...(!isReminder && { calendar: entryOf({ round, kind, talks, now }, locale) }),
		};
	};
	return {
		schoolId: school.schoolId,
		to: { guardianId: to.guardianId },
		kind: `talks.interpreter_${kind}`,
		...(isReminder
			? { route: 'one', expiresAt: first?.startsAt }
			: { route: 'both', pace: first && paceOfChange(first.startsAt, now) }),
		onceKey: `talks.interpreter_${kind}:${about}${isReminder ? '' : `:${now.getTime()}`}`,
		...inBothLanguages(to.locale, write),
	};
}

function entryOf({ round, kind, talks, now }: Omit<Said, 'to'>, locale: Locale): CalendarEntry {
	return {
		method: kind === 'booked' ? 'PUBLISH' : 'CANCEL',
		appointments: talks.map((one) => {
			const { id, startsAt, endsAt, ...event } = interpretingEvent(one, round.school, locale);
			const span = { startsAt: startsAt.getTime(), endsAt: endsAt.getTime() };
			return { ...event, ...span, signUpId: id, description: '' };
		}),
		stamp: now.getTime(),
	};
}
