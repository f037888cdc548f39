// What the school sees of how it reaches a guardian, in words for that guardian: all of it, and nothing else.
import type { ParentActor } from '#lib/accounts/server/actors.ts';
import type { Store } from '#lib/database/store.ts';
import { latestNotices } from '#lib/notifications/server/inbox.ts';
import { proofs, type WaysNow } from '#lib/notifications/server/proof.ts';
import { m } from '#lib/paraglide/messages.js';
import { formatDay } from '#lib/translation/dates.ts';
import type { Locale } from '#lib/translation/locale.ts';
import type { NextStep } from '../next-step.ts';
import { failureText, wayText } from '../texts.ts';
import { DEFAULT_QUIET_DAYS } from '../why.ts';
import { reachOfOwn } from './not-reached.ts';

const DAY = 24 * 60 * 60 * 1000;
const KEPT_DAYS = 366;
/** How many of the last messages are shown one by one. */
const SHOWN = 20;

export interface ReachSeen {
	/** Each in a sentence: by which ways they are reached, what the school is going to do. */
	lines: string[];
	messages: { id: string; title: string; lang: string; day: string; ways: string[]; opened: string }[];
}

export async function reachSeen(
	store: Store,
	parent: ParentActor,
	locale: Locale,
	now: Date,
): Promise<ReachSeen> {
	const own = await reachOfOwn(store.read, parent, { days: DEFAULT_QUIET_DAYS, now });
	const from = new Date(now.getTime() - KEPT_DAYS * DAY);
	const known = await proofs(store.read, parent.schoolId, { from, now, only: [parent.guardianId] }, SHOWN);
	const notices = await latestNotices(store, parent, { now });
	const words = { locale };
	const dated = (at: Date) => formatDay(at, locale, parent.school.timeZone);
	return {
		lines: [
			...wayLines(own, dated, locale),
			...(own.whys.includes('not_opened') ? [m.inbox_seen_not_opened({}, words)] : []),
			...(own.step ? [stepLine(own.step, dated, locale)] : []),
		],
		messages: known.flatMap(({ noticeId, toldAt, openedAt, ways }) => {
			const notice = notices.find(({ id }) => id === noticeId);
			if (!notice) return [];
			return {
				id: noticeId,
				title: notice.title,
				lang: notice.locale,
				day: dated(toldAt),
				ways: ways.map((way) => [wayText(way, words), failureText(way, words)].filter(Boolean).join(': ')),
				opened: openedAt
					? m.inbox_seen_opened({ day: dated(openedAt) }, words)
					: m.inbox_seen_unopened({}, words),
			};
		}),
	};
}

function wayLines(
	{ address, ways }: { address: string | null; ways: WaysNow },
	dated: (at: Date) => string,
	locale: Locale,
): string[] {
	const words = { locale };
	const mail =
		address === null
			? m.inbox_seen_mail_none({}, words)
			: ways.emailLost
				? m.inbox_seen_mail_lost({ address, day: dated(ways.emailLost) }, words)
				: ways.wantsEmail
					? m.inbox_seen_mail_ok({ address }, words)
					: m.inbox_seen_mail_off({}, words);
	const push =
		ways.devices > 0
			? m.inbox_seen_devices({ count: ways.devices }, words)
			: ways.pushLost
				? m.inbox_seen_push_lost({ day: dated(ways.pushLost) }, words)
				: m.inbox_seen_no_device({}, words);
	return [mail, push];
}

function stepLine(
	{ step, who, doneAt }: { step: NextStep; who: string | null; doneAt: Date | null },
	dated: (at: Date) => string,
	locale: Locale,
): string {
	const words = { locale };
	const texts: Record<NextStep, () => string> = {
		letter: () => m.inbox_seen_step_letter({}, words),
		call: () => m.inbox_seen_step_call({}, words),
		door: () => m.inbox_seen_step_door({}, words),
		interpreter: () => m.inbox_seen_step_interpreter({}, words),
		key_parent: () => m.inbox_seen_step_key_parent({}, words),
	};
	return [
		texts[step](),
		...(who ? [m.reach_step_by({ name: who }, words)] : []),
		...(doneAt ? [m.reach_step_done({ day: dated(doneAt) }, words)] : []),
	].join(' · ');
}
