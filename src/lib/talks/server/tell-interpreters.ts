// A parent who interprets hears of it: at which talks, when one is at another time, and when they are not needed any more.
import { and, eq, inArray } from 'drizzle-orm';
import type { Tx } from '#lib/database/store.ts';
import { findRecipients } from '#lib/families/server/recipients.ts';
import { askPath } from '#lib/moments/paths.ts';
import type { CalendarEntry } from '#lib/notifications/calendar.ts';
import { paceOfChange } from '#lib/notifications/kinds.ts';
import { inBothLanguages } from '#lib/notifications/server/in-dutch.ts';
import { queueNotices, type NewNotice } from '#lib/notifications/server/queue.ts';
import { m } from '#lib/paraglide/messages.js';
import { formatDay, formatTimeRange } from '#lib/translation/dates.ts';
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
	const all = [...booked, ...freed];
	if (all.length === 0) return;
	const names = await calledNames(
		tx,
		round.school.schoolId,
		all.flatMap(({ talk }) => talk.staffIds),
	);
	const people = await findRecipients(
		tx,
		round.school.schoolId,
		all.map(({ guardianId }) => guardianId),
	);
	const say = (kind: Said['kind'], theirs: readonly Theirs[]) =>
		[...Map.groupBy(theirs, ({ guardianId }) => guardianId)].flatMap(([guardianId, own]) => {
			const locale = people.get(guardianId)?.locale;
			const talks = own.map((one) => interpretingOf(one, names)).sort((a, b) => +a.startsAt - +b.startsAt);
			return locale ? [noticeOf({ round, kind, to: { guardianId, locale }, talks, now })] : [];
		});
	await queueNotices(tx, [...say('booked', booked), ...say('freed', freed)], now);
}

interface Theirs {
	guardianId: string;
	byPhone: boolean;
	talk: AgreedTalk;
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
	kind: 'booked' | 'freed';
	to: { guardianId: string; locale: Locale };
	talks: readonly InterpretingTalk[];
	now: Date;
}

function noticeOf({ round, kind, to, talks, now }: Said): NewNotice {
	const { school } = round;
	const { timeZone } = school;
	const [first] = talks;
	const last = talks.at(-1);
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
				...(kind === 'booked'
					? [languageName(one.language ?? '', locale), interpretingWhere(one, locale)]
					: []),
			].join(' · '),
		);
		return {
			locale,
			title:
				kind === 'booked'
					? m.interpreting_notice_accepted({ day }, into)
					: m.interpreting_notice_closed({ day }, into),
			lines: [...lines, m.interpreting_thanks({}, into)],
			action: { label: m.momentnotices_view({}, into), path: askPath() },
			calendar: entryOf({ round, kind, talks, now }, locale),
		};
	};
	return {
		schoolId: school.schoolId,
		to: { guardianId: to.guardianId },
		kind: `talks.interpreter_${kind}`,
		pace: first && paceOfChange(first.startsAt, now),
		route: 'both',
		onceKey: `talks.interpreter_${kind}:${first?.talkId ?? ''}:${to.guardianId}:${first?.revision ?? 0}:${now.getTime()}`,
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
