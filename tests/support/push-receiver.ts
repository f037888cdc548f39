// A push service and the browsers behind it: a real HTTPS server that decrypts what it gets, checks who sends, and
// answers what the test tells it to.
import { createECDH, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { decryptPush, verifyVapid, type BrowserKeys, type VapidClaims } from './web-push-crypto.ts';

const folder = new URL('./certificate/', import.meta.url);
/** Self-signed, for localhost; trusted by nobody but the tests. */
export const certificate = readFileSync(new URL('certificate.pem', folder), 'utf8');
const key = readFileSync(new URL('key.pem', folder), 'utf8');

export interface ReceivedPush {
	/** Name of the browser. */
	browser: string;
	headers: Record<string, string | undefined>;
	vapid: VapidClaims;
	/** Decrypted. */
	text: string;
	size: number;
}

export interface Answer {
	status: number;
	headers?: Record<string, string>;
	/**
	 * It does not end: no word comes (`silent`), the head comes letter by letter (`head`), the head comes and the rest does not
	 * (`body`), the line breaks (`breaks`).
	 */
	hangs?: 'silent' | 'head' | 'body' | 'breaks';
}

export interface PushReceiver {
	/** For PUSH_HOSTS: `localhost:<port>`. */
	host: string;
	pushes: ReceivedPush[];
	/** How often someone connected. */
	connections: number;
	/** What a browser gives the app when it subscribes. */
	subscribe(browser: string): { endpoint: string; p256dh: string; auth: string };
	/** Answers the next messages to this browser so; the last answer stays. */
	answer(browser: string, ...answers: Answer[]): void;
	/** Called for each message when it is kept, before the answer. */
	onPush: ((push: ReceivedPush) => void | Promise<void>) | undefined;
	close(): Promise<void>;
}

export async function startPushReceiver(port = 0): Promise<PushReceiver> {
	const browsers = new Map<string, BrowserKeys>();
	const answers = new Map<string, Answer[]>();
	const receiver: PushReceiver = {
		host: '',
		pushes: [],
		connections: 0,
		onPush: undefined,
		subscribe(browser) {
			const ecdh = createECDH('prime256v1');
			const keys = {
				publicKey: ecdh.generateKeys(),
				privateKey: ecdh.getPrivateKey(),
				auth: randomBytes(16),
			};
			browsers.set(browser, keys);
			answers.delete(browser);
			return {
				endpoint: `https://${receiver.host}/push/${browser}`,
				p256dh: keys.publicKey.toString('base64url'),
				auth: keys.auth.toString('base64url'),
			};
		},
		answer: (browser, ...next) => void answers.set(browser, next),
		close: () =>
			new Promise((done) => {
				server.close(() => done());
				server.closeAllConnections();
			}),
	};

	async function receive(request: IncomingMessage): Promise<Answer> {
		const browser = decodeURIComponent(request.url?.split('/').at(-1) ?? '');
		const parts: Buffer[] = [];
		for await (const part of request) parts.push(part as Buffer);
		const body = Buffer.concat(parts);
		const keys = browsers.get(browser);
		if (!keys) return { status: 404 };
		const next = answers.get(browser) ?? [];
		const answer = (next.length > 1 ? next.shift() : next[0]) ?? { status: 201 };
		if (body.length > 4096) return { status: 413 };
		if (answer.status >= 300) return answer;
		const push = {
			browser,
			headers: request.headers as ReceivedPush['headers'],
			vapid: verifyVapid(request.headers.authorization ?? ''),
			text: decryptPush(body, keys),
			size: body.length,
		};
		receiver.pushes.push(push);
		await receiver.onPush?.(push);
		return answer;
	}

	const server = https.createServer({ key, cert: certificate }, (request, response) => {
		receive(request).then(
			(answer: Answer) => give(answer, response),
			(error: Error) => response.writeHead(400).end(error.message),
		);
	});
	server.on('secureConnection', () => receiver.connections++);
	server.listen(port, '127.0.0.1');
	await once(server, 'listening');
	receiver.host = `localhost:${(server.address() as AddressInfo).port}`;
	return receiver;
}

function give({ status, headers, hangs }: Answer, response: ServerResponse): void {
	const { socket } = response;
	if (hangs === undefined) response.writeHead(status, headers).end();
	if (hangs === 'breaks') socket?.destroy();
	if (hangs === 'body') response.writeHead(status, { ...headers, 'content-length': '10' }).write('one');
	if (hangs !== 'head') return;
	socket?.write(`HTTP/1.1 ${status} Sent\r\nx-slow: `);
	const letters = setInterval(() => socket?.write('x'), 10);
	socket?.on('close', () => clearInterval(letters));
}
