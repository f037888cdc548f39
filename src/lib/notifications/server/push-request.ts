// Plain Node, no app: this runs in the push worker's thread.
import dns from 'node:dns';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import webpush from 'web-push';
import { retryAfterMs } from './backoff.ts';
import type { Outcome } from './outbox.ts';
import { isPublicAddress, isPushEndpoint, mayBePrivate } from './push-hosts.ts';

export interface PushTask {
	endpoint: string;
	p256dh: string;
	auth: string;
	payload: string;
	short: string;
	ttlSeconds: number;
	urgency: 'normal' | 'high';
	/** At most 32 characters of base64url (RFC 8030 section 5.4). */
	topic: string;
}

export interface PushSettings {
	/** `mailto:` or `https:` (RFC 8292 section 2.1). */
	subject: string;
	vapid: { publicKey: string; privateKey: string };
	hosts: string[];
	/** A certificate to trust besides the system's (tests). */
	ca?: string;
	/** How long a service may take to answer. */
	timeoutMs?: number;
}

/** From question to answer, so that two tries fit into what the outbox allows. */
const TIMEOUT_MS = 15_000;
/** A header lives 12 hours (RFC 8292: at most 24) and is renewed an hour before. */
const VAPID_SECONDS = 12 * 60 * 60;
const RENEW_SECONDS = 60 * 60;

/** The `Authorization` header by push service, signed once in eleven hours instead of once a message. */
export function openVapid({
	subject,
	vapid,
}: Pick<PushSettings, 'subject' | 'vapid'>): (endpoint: string) => string {
	const kept = new Map<string, { header: string; renewAt: number }>();
	return (endpoint) => {
		const { origin } = new URL(endpoint);
		const seconds = Math.floor(Date.now() / 1000);
		const found = kept.get(origin);
		if (found && found.renewAt > seconds) return found.header;
		const { Authorization: header } = webpush.getVapidHeaders(
			origin,
			subject,
			vapid.publicKey,
			vapid.privateKey,
			'aes128gcm',
			seconds + VAPID_SECONDS,
		);
		kept.set(origin, { header, renewAt: seconds + VAPID_SECONDS - RENEW_SECONDS });
		return header;
	};
}

/** The body of a push request (RFC 8291). Throws when the subscription's keys are no keys. */
export function encrypt({ p256dh, auth }: Pick<PushTask, 'p256dh' | 'auth'>, payload: string): Buffer {
	return webpush.encrypt(p256dh, auth, payload, 'aes128gcm').cipherText;
}

/** Sends push messages over kept connections: https to known public hosts, and no redirect is followed. */
export function openPushRequests(settings: PushSettings): {
	send(task: PushTask): Promise<Outcome>;
	close(): void;
} {
	const vapid = openVapid(settings);
	const options = { keepAlive: true, maxSockets: 64, ca: settings.ca };
	const publicAgent = new https.Agent({ ...options, lookup: publicLookup });
	const ownAgent = new https.Agent(options);

	function post(task: PushTask, body: Buffer): Promise<Answer> {
		const { promise, resolve, reject } = Promise.withResolvers<Answer>();
		const request = https.request(task.endpoint, {
			method: 'POST',
			agent: mayBePrivate(task.endpoint, settings.hosts) ? ownAgent : publicAgent,
			signal: AbortSignal.timeout(settings.timeoutMs ?? TIMEOUT_MS),
			headers: {
				Authorization: vapid(task.endpoint),
				TTL: task.ttlSeconds,
				Urgency: task.urgency,
				Topic: task.topic,
				'Content-Encoding': 'aes128gcm',
				'Content-Type': 'application/octet-stream',
				'Content-Length': body.length,
			},
		});
		request.on('error', reject);
		request.on('response', (response) => {
			// its head says everything; the rest is read so that the connection can be used again, and may stay away
			resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'] });
			response.on('error', () => {});
			response.resume();
		});
		request.end(body);
		return promise;
	}

	return {
		async send(task) {
			if (!isPushEndpoint(task.endpoint, settings.hosts)) return { did: 'failed', failure: 'push_host' };
			const body = tryToEncrypt(task);
			// keys that are no keys: nothing will ever arrive there
			if (!body) return { did: 'failed', failure: 'push_keys', gone: true };
			try {
				const answer = await post(task, body);
				return outcomeOf(answer.status === 413 ? await post(task, encrypt(task, task.short)) : answer);
			} catch (error) {
				return outcomeOfError(error as NodeJS.ErrnoException);
			}
		},
		close() {
			publicAgent.destroy();
			ownAgent.destroy();
		},
	};
}

interface Answer {
	status: number;
	retryAfter: string | undefined;
}

/** What a push service's answer means (RFC 8030 sections 5 and 8.4). */
export function outcomeOf({ status, retryAfter }: Answer): Outcome {
	if (status >= 200 && status < 300) return { did: 'sent' };
	const failure = `push_${status}`;
	if (status === 404 || status === 410) return { did: 'failed', failure, gone: true };
	if (status === 429 || status >= 500) {
		const afterMs = retryAfterMs(retryAfter, new Date());
		return { did: 'later', failure, ...(afterMs !== undefined && { afterMs }) };
	}
	return { did: 'failed', failure };
}

function outcomeOfError({ code, name }: NodeJS.ErrnoException): Outcome {
	if (code === 'PRIVATE_ADDRESS') return { did: 'failed', failure: 'push_private' };
	return { did: 'later', failure: code === 'ABORT_ERR' ? 'push_timeout' : `push_${code ?? name}` };
}

function tryToEncrypt(task: PushTask): Buffer | undefined {
	try {
		return encrypt(task, task.payload);
	} catch {
		return undefined;
	}
}

/** A known name that leads into this machine's own network is refused when the connection is made. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
	dns.lookup(hostname, { ...options, all: true }, (error, addresses) => {
		if (error) return callback(error, []);
		const open = addresses.filter(({ address }) => isPublicAddress(address));
		const [first] = open;
		if (!first)
			return callback(
				Object.assign(new Error('the push host has no public address'), { code: 'PRIVATE_ADDRESS' }),
				[],
			);
		if (options.all) callback(null, open);
		else callback(null, first.address, first.family);
	});
};
