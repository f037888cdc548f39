// What sending push messages costs at the least, in a process of its own that yields to others as the app's sending thread
// does: the cryptography alone, and the same bytes over as many connections with no encryption and no book-keeping. Its
// argument: the push service's host. Asked with any message, it answers with both, in messages a second.
import { readFileSync } from 'node:fs';
import https from 'node:https';
import os from 'node:os';
import { encryptByHand, newBrowserKeys } from './browser-keys.ts';

export interface BareRates {
	crypto: number;
	transport: number;
}

const MESSAGES = 3_000;
/** As many as the app has (push-request.ts). */
const CONNECTIONS = 64;
const TEXT = 'x'.repeat(500);

os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL);

const host = process.argv[2] ?? '';
const keys = newBrowserKeys();
const body = encryptByHand(keys, TEXT);
const ca = readFileSync('tests/support/certificate/certificate.pem');

process.on('message', () => {
	void (async () => {
		const rates: BareRates = { crypto: encryptAll(), transport: await postAll() };
		process.send?.(rates);
	})();
});

function encryptAll(): number {
	const started = performance.now();
	for (let count = 0; count < MESSAGES; count++) encryptByHand(keys, TEXT);
	return MESSAGES / ((performance.now() - started) / 1000);
}

async function postAll(): Promise<number> {
	const agent = new https.Agent({ keepAlive: true, maxSockets: CONNECTIONS, ca });
	const started = performance.now();
	let left = MESSAGES;
	await Promise.all(
		Array.from({ length: CONNECTIONS }, async () => {
			while (left-- > 0) await post(agent);
		}),
	);
	agent.destroy();
	return MESSAGES / ((performance.now() - started) / 1000);
}

function post(agent: https.Agent): Promise<void> {
	return new Promise((resolve, reject) => {
		const headers = {
			...{ Authorization: `vapid t=${'x'.repeat(200)}, k=${'x'.repeat(87)}`, TTL: 259_200 },
			...{ Urgency: 'normal', Topic: 'x'.repeat(20), 'Content-Encoding': 'aes128gcm' },
			'Content-Length': body.length,
		};
		const request = https.request(`https://${host}/bare`, { method: 'POST', agent, headers });
		request.on('error', reject);
		request.on('response', (response) => {
			response.resume();
			response.on('end', resolve);
		});
		request.end(body);
	});
}
