import type { Store } from '#lib/database/store.ts';
import { sendDueMessages } from '#lib/messages/server/send.ts';
import { moveOffers } from '#lib/moments/server/offers.ts';
import { queueReminders } from '#lib/moments/server/reminders.ts';
import { withdrawUnentitled } from '#lib/moments/server/withdraw.ts';
import { gatherDigests } from '#lib/notifications/server/digest.ts';
import { sendDue, type Outbox } from '#lib/notifications/server/outbox.ts';
import { sendTranslated } from '#lib/notifications/server/waiting.ts';
import { openMailer } from '#lib/notifications/server/mail.ts';
import { sendQueuedAhead } from '#lib/notifications/server/put-back.ts';
import { openPushSender } from '#lib/notifications/server/push.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { log } from '#lib/platform/server/log.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { remindUnanswered } from '#lib/talks/server/reminders.ts';
import { drawDue } from '#lib/talks/server/run-draw.ts';
import { queueTalkReminders } from '#lib/talks/server/talk-reminders.ts';
import { moveTaskOffers, queueTaskReminders, withdrawHelpers } from '#lib/tasks/server/minute.ts';
import { breaker } from '#lib/translation/server/breaker.ts';
import { openProvider } from '#lib/translation/server/open-provider.ts';
import { translateDue, type Translating } from '#lib/translation/server/translate-due.ts';
import type { App } from './app.ts';
import { takeJob } from './job-lease.ts';
import { namesOfSchool } from './names-of-school.ts';
import { filesOfNight, nightlyJobs } from './nightly.ts';

/** Work that nobody asks for with a request. Must be repeatable: a process may die half-way. */
export interface Job {
	name: string;
	run(store: Store, now: Date): Promise<unknown>;
}

/** Every minute, by one process. */
export const minuteJobs: Job[] = [
	{ name: 'withdraw sign-ups', run: withdrawUnentitled },
	{ name: 'waiting lists', run: moveOffers },
	{ name: 'reminders', run: queueReminders },
	{ name: 'withdraw helpers', run: withdrawHelpers },
	{ name: 'waiting lists of tasks', run: moveTaskOffers },
	{ name: 'reminders of tasks', run: queueTaskReminders },
	{ name: 'draws of talks', run: drawDue },
	{ name: 'rounds of talks', run: remindUnanswered },
	{ name: 'reminders of talks', run: queueTalkReminders },
	{ name: 'messages', run: sendDueMessages },
	{ name: 'messages of the day', run: gatherDigests },
	{ name: 'a clock put back', run: sendQueuedAhead },
];

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

/** Runs the minute's jobs, unless another process has this minute. */
export async function runMinuteJobs(
	store: Store,
	owner: string,
	now: Date,
	jobs = minuteJobs,
): Promise<void> {
	// a little less than a minute: a process that is late by a tick must not skip a turn
	const until = new Date(now.getTime() + 55 * SECOND);
	const lease = { owner: `${owner} ${now.getTime()}`, now, until, longestMs: MINUTE };
	if (await takeJob(store, 'minute', lease)) await runAll(store, now, jobs);
}

/**
 * Runs the night's jobs when the last night's are not done yet, also when the server was off at night. A process that
 * dies half-way is followed by another after ten minutes.
 */
export async function runNightlyJobs(
	store: Store,
	owner: string,
	now: Date,
	jobs: Job[] = nightlyJobs,
): Promise<void> {
	const holder = `${owner} ${now.getTime()}`;
	const until = new Date(now.getTime() + 10 * MINUTE);
	const lease = { owner: holder, now, longestMs: DAY };
	if (!(await takeJob(store, 'night', { ...lease, until }))) return;
	await runAll(store, now, jobs);
	await takeJob(store, 'night', { ...lease, until: nextNight(now) });
}

/** 01:30 UTC: half past two or three in the Netherlands, when nobody plans or signs up. */
function nextNight(now: Date): Date {
	const night = new Date(now);
	night.setUTCHours(1, 30, 0, 0);
	if (night <= now) night.setUTCDate(night.getUTCDate() + 1);
	return night;
}

/** One job that fails does not stop the others; it is tried again the next time. */
async function runAll(store: Store, now: Date, jobs: Job[]): Promise<void> {
	for (const job of jobs)
		try {
			await job.run(store, now);
		} catch (error) {
			log.error({ err: error, job: job.name }, 'job failed');
		}
}

/** Starts what runs beside the requests. `stop` answers when everything that was under way is finished and noted. */
export function startJobs({ store, settings, clock, keys }: App): { stop(): Promise<void> } {
	const owner = newId();
	const stopping = new AbortController();
	const mailer = openMailer(settings, keys, clock);
	const push = openPushSender(settings, keys, clock);
	const night = [...nightlyJobs, filesOfNight(settings.dataDir)];
	const outbox: Outbox = { store, email: mailer, push, clock, owner, gatherMs: 50 };
	const loops = [
		repeat(SECOND, stopping.signal, () => sendDue(outbox, stopping.signal)),
		repeat(20 * SECOND, stopping.signal, () => runMinuteJobs(store, owner, clock.now())),
		repeat(5 * MINUTE, stopping.signal, () => runNightlyJobs(store, owner, clock.now(), night)),
	];
	const translating = openTranslating({ store, settings, clock });
	if (translating)
		loops.push(
			repeat(5 * SECOND, stopping.signal, async () => {
				await translateDue(translating, clock.now());
				await sendTranslated(store, clock.now());
			}),
		);
	return {
		async stop() {
			stopping.abort();
			await Promise.all(loops);
			mailer.close();
			await push.close();
		},
	};
}

/** The service that translates what the school writes, if there is one. Dates are those of Dutch schools. */
function openTranslating({ store, settings, clock }: Pick<App, 'store' | 'settings' | 'clock'>) {
	if (!settings.translation) return undefined;
	return {
		store,
		provider: openProvider(settings.translation, () => clock.now()),
		breaker: breaker(),
		namesOf: (schoolId) => namesOfSchool(store.read, schoolId),
		dayOf: (now) => dayOf(now, 'Europe/Amsterdam'),
	} satisfies Translating;
}

/** Does `work` again and again, so many milliseconds after it finished; answers when `signal` ended it. */
async function repeat(everyMs: number, signal: AbortSignal, work: () => Promise<unknown>): Promise<void> {
	while (!signal.aborted) {
		try {
			await work();
		} catch (error) {
			log.error({ err: error }, 'work beside the requests failed');
		}
		await pause(everyMs, signal);
	}
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		if (signal.aborted) return resolve();
		const timer = setTimeout(done, ms);
		signal.addEventListener('abort', done, { once: true });
		function done() {
			clearTimeout(timer);
			signal.removeEventListener('abort', done);
			resolve();
		}
	});
}
