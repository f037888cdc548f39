// npm start: the built app behind compression, with the headers that no hook can set on static files.
import { existsSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { constants } from 'node:zlib';

/** @typedef {(request: http.IncomingMessage, response: http.ServerResponse, next: () => void) => void} Handler */

const NODE = 24;
const HUGE = 100 * 1024 * 1024;
const LARGE = 25 * 1024 * 1024;
const SMALL = 512 * 1024;
const STOP_AFTER_MS = 10_000;

// first, because everything below needs it: an older Node knows no .ts files, and the database crashes on it
if (Number(process.versions.node.split('.')[0]) !== NODE)
	refuse(`Schoolbrug needs Node ${NODE}, and this is ${process.version}. Start it with: npm start`);

const root = import.meta.dirname;
process.chdir(root); // migrations and build are found from here
const handlerFile = path.join(root, 'build/handler.js');

const { settings, handler } = await start();
const { default: compression } = await import('compression');
const compress = compression({
	threshold: 1024,
	brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
});

/** @type {Record<string, string>} */
const headers = {
	// pages bring their own, with a nonce; this one is for everything else
	'content-security-policy': "frame-ancestors 'none'; base-uri 'none'; object-src 'none'",
	'x-content-type-options': 'nosniff',
	// not no-referrer: with it, form posts would send `Origin: null` and be refused
	'referrer-policy': 'strict-origin-when-cross-origin',
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-resource-policy': 'same-origin',
	'permissions-policy': 'camera=(), microphone=(self), geolocation=(), payment=(), usb=()',
};
if (settings.secure) headers['strict-transport-security'] = 'max-age=63072000; includeSubDomains';
// a hashed file is no document and says nothing of anybody: what only documents and data need would be a third of a small
// file's weight
const ofHashedFiles = Object.entries(headers).filter(([name]) =>
	/nosniff|transport/.test(name + headers[name]),
);

const server = http.createServer((request, response) => {
	const isHashed = request.url?.startsWith('/_app/immutable/');
	for (const [name, value] of isHashed ? ofHashedFiles : Object.entries(headers))
		response.setHeader(name, value);
	if (isHashed) makeLean(response);
	if (isTooLarge(request) && !askPage(request, response)) {
		response.writeHead(413, { connection: 'close' }).end();
		return;
	}
	if (!process.env.ORIGIN) request.headers['x-forwarded-proto'] = 'http';
	nameMailProgram(request);
	// the browser asks for it at every start, and an old one would keep an old app alive
	if (request.url === '/service-worker.js') response.setHeader('cache-control', 'no-cache');
	compress(
		/** @type {import('express').Request} */ (request),
		/** @type {import('express').Response} */ (response),
		() => handler(request, response, () => response.writeHead(404).end()),
	);
});
server.headersTimeout = 20_000;
server.requestTimeout = 60_000; // a school's export of 20 MB over a slow line
server.keepAliveTimeout = 65_000; // longer than a proxy keeps its own
server.on('error', (/** @type {NodeJS.ErrnoException} */ error) => {
	const { host, port } = settings;
	if (error.code === 'EADDRINUSE') refuse(`Another program already uses port ${port} of ${host}. Set PORT.`);
	if (error.code === 'EACCES') refuse(`Port ${port} of ${host} may not be used by this user. Set PORT.`);
	throw error;
});
server.listen(settings.port, settings.host, () => console.log(`Listening on ${settings.origin}`));
for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => stop(signal));

/** Imports the built app, which reads the environment at that moment, opens the database and migrates it. */
async function start() {
	try {
		const { readSettings } = await import('./src/lib/platform/server/settings.ts');
		const settings = readSettings(process.env, { production: true });
		if (!existsSync(handlerFile)) refuse('There is no build yet. Make it with: npm run build');
		// without ORIGIN (demo, tests) Kit believes that it is on https and refuses every form post: tell it the truth
		if (!process.env.ORIGIN) process.env.PROTOCOL_HEADER = 'x-forwarded-proto';
		process.env.BODY_SIZE_LIMIT ??= String(LARGE);
		process.env.NODE_ENV ??= 'production';
		const built = await import(pathToFileURL(handlerFile).href);
		return { settings, handler: /** @type {Handler} */ (built.handler) };
	} catch (error) {
		if (error instanceof Error && error.name === 'RefusedStart') refuse(error.message);
		throw error;
	}
}

/**
 * A file whose name holds its hash never changes: nobody asks whether it did, and the page's own answer has said how
 * long the connection stays. Twenty small files are fetched with each first page: these lines would be 3 kB of them.
 */
function makeLean(/** @type {http.ServerResponse} */ response) {
	const writeHead = response.writeHead;
	response.writeHead = (/** @type {any[]} */ ...args) => {
		for (const name of ['etag', 'last-modified', 'connection']) response.removeHeader(name);
		return Reflect.apply(writeHead, response, args);
	};
}

/**
 * Only the school's side sends files. The pages of the import say in place what is too large, and read nothing of it; the
 * others take what they can read.
 */
function isTooLarge(/** @type {http.IncomingMessage} */ { headers, url = '' }) {
	const limit = url.startsWith('/staff/import') ? HUGE : url.startsWith('/staff/') ? LARGE : SMALL;
	return Number(headers['content-length'] ?? 0) > limit;
}

/**
 * A form that is too large becomes a question for the page that says so, answered as 413: nothing of the form is kept.
 * Node goes on taking in what still comes after the answer, for as long as a request may last: a browser shows an answer
 * only when it could send all. False for what no person reads.
 *
 * @param {http.IncomingMessage} request
 * @param {http.ServerResponse} response
 */
function askPage(request, response) {
	const { headers, url = '/' } = request;
	if (!headers.accept?.includes('text/html')) return false;
	// it has no body any more
	delete headers['content-length'];
	delete headers['content-type'];
	delete headers['transfer-encoding'];
	request.method = 'GET';
	request.url = `/too-large?from=${encodeURIComponent(url.split('?')[0] ?? '/')}`;
	const writeHead = response.writeHead;
	response.writeHead = (/** @type {any[]} */ ...args) =>
		Reflect.apply(writeHead, response, args[0] === 200 ? [413, ...args.slice(1)] : args);
	return true;
}

/**
 * A mail program that turns off e-mail (RFC 8058) is no page and names no origin, without which Kit takes a form post for
 * a foreign site's. That wall protects cookies, and this address reads none: its signed path is all that counts.
 */
function nameMailProgram(/** @type {http.IncomingMessage} */ { method, url = '', headers }) {
	if (method !== 'POST' || headers.origin !== undefined || !url.startsWith('/api/mail/')) return;
	headers.origin = process.env.ORIGIN ? settings.origin : `http://${headers.host}`;
}

/** Answers what was asked, lets the app close its database, and goes. */
function stop(/** @type {string} */ signal) {
	server.close(() => /** @type {NodeJS.EventEmitter} */ (process).emit('sveltekit:shutdown', signal));
	server.closeIdleConnections();
	setTimeout(() => process.exit(0), STOP_AFTER_MS).unref();
}

/** @returns {never} */
function refuse(/** @type {string} */ why) {
	console.error(why);
	process.exit(1);
}
