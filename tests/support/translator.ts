// A real HTTP server that answers as LibreTranslate 1.9 or DeepL (API 3.11) does, and can be told to fail as they do.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

export interface AskedFor {
	path: string;
	authorization: string | undefined;
	body: Record<string, unknown>;
}

export interface TranslationService {
	url: string;
	asked: AskedFor[];
	/** Answers so many requests for translations with this status, and Retry-After when given. */
	fail(status: number, times?: number, retryAfter?: number): void;
	/** Says nothing at all, and hangs up, so many times. */
	hangUp(times?: number): void;
	/** How it puts a text into another language; `[tr] text` unless told otherwise. */
	speak(say: (text: string, target: string) => string): void;
	close(): Promise<void>;
}

export async function startTranslationService(kind: 'libretranslate' | 'deepl'): Promise<TranslationService> {
	const asked: AskedFor[] = [];
	const failures: { status: number; retryAfter?: number | undefined }[] = [];
	let say = (text: string, target: string) => `[${target.toLowerCase().slice(0, 2)}] ${text}`;
	const answers = { libretranslate: libreTranslate, deepl };

	const server = createServer((request, response) => {
		void handle(request, response);
	});

	async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const body = await readBody(request);
		const path = request.url ?? '';
		asked.push({ path, authorization: request.headers.authorization, body });
		const failure = path === '/languages' ? undefined : failures.shift();
		if (failure?.status === 0) {
			request.socket.destroy();
			return;
		}
		const [status, answer] = failure
			? [failure.status, kind === 'deepl' ? { message: 'no' } : { error: 'no' }]
			: answers[kind](path, body, request.headers.authorization, say);
		if (failure?.retryAfter) response.setHeader('retry-after', failure.retryAfter);
		response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
	}

	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		asked,
		fail(status, times = 1, retryAfter) {
			for (let n = 0; n < times; n++) failures.push({ status, retryAfter });
		},
		hangUp(times = 1) {
			for (let n = 0; n < times; n++) failures.push({ status: 0 });
		},
		speak(how) {
			say = how;
		},
		async close() {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}

type Say = (text: string, target: string) => string;
type Reply = [status: number, answer: unknown];

const LIBRE = ['nl', 'en', 'tr', 'ar', 'pl', 'uk'];

function libreTranslate(path: string, body: Record<string, unknown>, _: unknown, say: Say): Reply {
	if (path === '/languages')
		return [200, LIBRE.map((code) => ({ code, name: code, targets: LIBRE.filter((to) => to !== code) }))];
	const { q, source, target, format, api_key: key } = body;
	if (key !== undefined && key !== 'right') return [403, { error: 'Invalid API key' }];
	if (!LIBRE.includes(String(source)) || !LIBRE.includes(String(target)))
		return [400, { error: `${String(target)} is not supported` }];
	if (format !== 'html' || !Array.isArray(q)) return [400, { error: 'Invalid request' }];
	return [200, { translatedText: q.map((text) => say(String(text), String(target))) }];
}

function deepl(_: string, body: Record<string, unknown>, authorization: unknown, say: Say): Reply {
	if (authorization !== 'DeepL-Auth-Key right') return [403, {}];
	const { text, target_lang: target, source_lang: source, tag_handling: tags } = body;
	if (!Array.isArray(text) || tags !== 'xml' || typeof target !== 'string')
		return [400, { message: 'Bad request' }];
	const translations = text.map((one) => ({
		detected_source_language: source,
		text: say(String(one), target),
	}));
	return [200, { translations }];
}

async function readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	const text = Buffer.concat(chunks).toString('utf8');
	return text ? (JSON.parse(text) as Record<string, unknown>) : {};
}
