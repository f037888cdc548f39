import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Clock } from '#lib/platform/server/clock.ts';
import type { Keys } from '#lib/platform/server/keys.ts';
import { log } from '#lib/platform/server/log.ts';
import type { Settings } from '#lib/platform/server/settings.ts';
import type { Channel, Outcome } from './outbox.ts';
import type { Parcel } from './parcels.ts';
import { pushPayload } from './push-payload.ts';
import type { PushSettings, PushTask } from './push-request.ts';
import type { PushAnswer, PushQuestion } from './push-worker.ts';

export type PushSender = Channel & { close(): Promise<void> };

/** What a notice without an end is worth: three days on a phone that is off. */
const TTL_SECONDS = 3 * 24 * 60 * 60;
/** With less than this to go, and what is urgent, a phone that saves power should still show (RFC 8030 section 5.3). */
const HURRY_SECONDS = 2 * 60 * 60;

/** Every entry (server.js, scripts, tests) runs from the project's root, where the sources are. */
const WORKER = path.resolve('src/lib/notifications/server/push-worker.ts');

/** The push channel. Encrypts and sends in a thread that starts with the first message. */
export function openPushSender(
	{ origin, pushSubject, pushHosts }: Pick<Settings, 'origin' | 'pushSubject' | 'pushHosts'>,
	{ vapid }: Pick<Keys, 'vapid'>,
	clock: Clock,
	{ ca, timeoutMs }: Pick<PushSettings, 'ca' | 'timeoutMs'> = {},
): PushSender {
	const settings: PushSettings = {
		...{ subject: pushSubject, vapid, hosts: pushHosts },
		...(ca && { ca }),
		...(timeoutMs && { timeoutMs }),
	};
	const waiting = new Map<number, (outcome: Outcome) => void>();
	let worker: Worker | undefined;
	let lastId = 0;

	function start(): Worker {
		const started = new Worker(WORKER, { workerData: settings });
		started.on('message', ({ id, outcome }: PushAnswer) => answer(id, outcome));
		started.on('error', (error) => log.error({ err: error }, 'the push worker stopped'));
		started.on('exit', () => {
			if (worker === started) worker = undefined;
			for (const id of waiting.keys()) answer(id, { did: 'later', failure: 'push_worker' });
		});
		return started;
	}

	function answer(id: number, outcome: Outcome): void {
		waiting.get(id)?.(outcome);
		waiting.delete(id);
	}

	return {
		async send(parcel) {
			if (!parcel.subscription) return { did: 'failed', failure: 'no_subscription' };
			const id = ++lastId;
			const outcome = new Promise<Outcome>((resolve) => waiting.set(id, resolve));
			worker ??= start();
			worker.postMessage({ id, task: taskOf(parcel, origin, clock.now()) } satisfies PushQuestion);
			return warnOfSettings(await outcome, parcel.subscription.endpoint);
		},
		async close() {
			await worker?.terminate();
		},
	};
}

function taskOf(parcel: Parcel, origin: string, now: Date): PushTask {
	const { content, expiresAt, subscription, discreet, unread } = parcel;
	if (!subscription) throw new Error('a push needs a subscription');
	const left = expiresAt ? Math.floor((expiresAt.getTime() - now.getTime()) / 1000) : TTL_SECONDS;
	// the same for every try, so that a service that still holds the first replaces it
	const id = parcel.noticeId ?? parcel.id;
	const topic = parcel.topic ?? id;
	return {
		...subscription,
		...pushPayload(content, { origin, tag: topic, id, discreet, unread }),
		ttlSeconds: Math.max(0, Math.min(left, TTL_SECONDS)),
		urgency: parcel.sort === 'urgent' || left < HURRY_SECONDS ? 'high' : 'normal',
		topic,
	};
}

/** 400, 401 and 403 say that we ask wrongly: the subscription stays, whoever runs this must look. */
function warnOfSettings(outcome: Outcome, endpoint: string): Outcome {
	if (outcome.did === 'failed' && /^push_(400|401|403|host|private)$/.test(outcome.failure))
		log.error(
			{ failure: outcome.failure, service: new URL(endpoint).host },
			'the push service refuses us: check PUSH_SUBJECT, PUSH_HOSTS, the clock and keys.json',
		);
	return outcome;
}
