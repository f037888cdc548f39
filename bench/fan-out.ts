// fanout-15000, page-during-fanout: a head tells a school of ten thousand guardians, who read six languages, that it is
// closed tomorrow. How fast it goes out to their fifteen thousand phones, and what it costs who reads a page meanwhile.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { newToken } from '#lib/platform/server/ids.ts';
import { startDemoServer, type DemoServer } from '../tests/support/running-demo.ts';
import type { BareRates } from './support/bare-sender.ts';
import { atLeast, median, type BenchResult } from './support/result.ts';
import { addTenThousand, DEVICES } from './support/ten-thousand.ts';

/** Pushes a second, against encrypting and sending one after the other with nothing else to do. */
const FAN_OUT_BUDGET = 0.3;
/** A page's median time meanwhile, against the same page in quiet. */
const PAGE_BUDGET = 1.5;
const QUIET_MS = 4_000;
/** A Tuesday in the school year. */
const CLOCK = '2026-10-06T09:00:00+02:00';

export async function run(): Promise<BenchResult[]> {
	const sink = fork('bench/support/push-sink.ts');
	const [port] = (await once(sink, 'message')) as [number];
	const host = `localhost:${port}`;
	const bare = fork('bench/support/bare-sender.ts', [host]);
	process.env.PUSH_HOSTS = host;
	process.env.NODE_EXTRA_CA_CERTS = path.resolve('tests/support/certificate/certificate.pem');
	const server = await startDemoServer(CLOCK);
	try {
		await addTenThousand(server.dataDir, host, new Date(CLOCK));
		const head = await server.signIn(({ role }) => role === 'head');
		// before and after: others may use the machine too
		const before = await ratesOf(bare);
		const sent = await fanOut(server, head, sink);
		const after = await ratesOf(bare);
		const page = await pageMeanwhile(server, () => fanOut(server, head, sink));
		return [fanOutResult(sent, [before, after]), page];
	} finally {
		agent.destroy();
		await server.stop();
		sink.kill();
		bare.kill();
	}
}

interface FanOut {
	pushesPerSecond: number;
	/** Seconds from the button to the answer. */
	answered: number;
	/** Phones that got it twice. */
	again: number;
}

async function ratesOf(bare: ChildProcess): Promise<BareRates> {
	bare.send('go');
	const [rates] = (await once(bare, 'message')) as [BareRates];
	return rates;
}

function fanOutResult({ pushesPerSecond, answered, again }: FanOut, bare: BareRates[]): BenchResult {
	const crypto = median(bare.map((rates) => rates.crypto));
	const transport = median(bare.map((rates) => rates.transport));
	const both = 1 / (1 / crypto + 1 / transport);
	const share = (rate: number) => `${Math.round(rate)}/s (${(pushesPerSecond / rate).toFixed(2)})`;
	const note = `crypto alone ${share(crypto)}, transport alone ${share(transport)}; ${DEVICES} phones, ${again} told twice; the head waits ${answered.toFixed(1)} s`;
	const result = atLeast('fanout-15000', pushesPerSecond, both, FAN_OUT_BUDGET, 'pushes/s', note);
	return { ...result, ok: result.ok && again === 0 };
}

/** Sends to the whole school, as the head's page does, and waits until every phone has it. */
async function fanOut({ origin }: DemoServer, cookie: string, sink: ChildProcess): Promise<FanOut> {
	sink.send(DEVICES);
	await once(sink, 'message');
	const all = once(sink, 'message') as Promise<[{ again: number }]>;
	const started = performance.now();
	const response = await fetch(`${origin}/staff/say?to=school&/send`, {
		method: 'POST',
		redirect: 'manual',
		headers: { cookie, origin, accept: 'text/html' },
		body: new URLSearchParams({
			...{ key: newToken(), p0_phrase: 'closed_tomorrow', urgent: 'on', sure: 'on' },
		}),
	});
	if (response.status !== 303) throw new Error(`sending answered ${response.status}`);
	const answered = (performance.now() - started) / 1000;
	const [{ again }] = await all;
	return { pushesPerSecond: DEVICES / ((performance.now() - started) / 1000), answered, again };
}

/** Start of a parent: its median time while `work` is under way, against just before. */
async function pageMeanwhile(server: DemoServer, work: () => Promise<FanOut>): Promise<BenchResult> {
	const cookie = await server.signIn(({ role, locale }) => role === 'parent' && locale === 'tr');
	const read = () => timeOf(`${server.origin}/start`, cookie);
	for (let index = 0; index < 100; index++) await read();
	const quiet = await timesUntil(read, pause(QUIET_MS));
	const working = work();
	const meanwhile = await timesUntil(read, working);
	const { pushesPerSecond } = await working;
	const [ours, limit] = [median(meanwhile), median(quiet)];
	const ratio = ours / limit;
	const note = `while ${Math.round(pushesPerSecond)} pushes/s went out; the slowest took ${Math.round(Math.max(...meanwhile))} ms`;
	return {
		...{ name: 'page-during-fanout', ours, limit, ratio, budget: PAGE_BUDGET, ok: ratio <= PAGE_BUDGET },
		...{ unit: 'ms', note },
	};
}

async function timesUntil(read: () => Promise<number>, end: Promise<unknown>): Promise<number[]> {
	let over = false;
	const ending = end.finally(() => (over = true));
	const times: number[] = [];
	while (!over) times.push(await read());
	await ending;
	return times;
}

const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

/** Milliseconds from the question to the end of the answer. */
function timeOf(url: string, cookie: string): Promise<number> {
	const started = performance.now();
	return new Promise((resolve, reject) => {
		http
			.get(url, { agent, headers: { cookie, 'accept-encoding': 'identity' } }, (response) => {
				response.resume();
				response.on('end', () => resolve(performance.now() - started));
			})
			.on('error', reject);
	});
}
