// page-vs-node: the parent's start page against node:http with the same queries, both uncompressed, in the same run.
import { spawn } from 'node:child_process';
import http from 'node:http';
import { startDemoServer } from '../tests/support/running-demo.ts';
import { atLeast, median, type BenchResult } from './support/result.ts';

const BUDGET = 0.08;
const AT_ONCE = 8;
const WARM_UP = 100;
const REQUESTS = { page: 400, bare: 3000 };
const ROUNDS = 3;

export async function run(): Promise<BenchResult[]> {
	const server = await startDemoServer();
	const bare = await startBare(server.dataDir);
	try {
		const cookie = await server.signIn(({ role, locale }) => role === 'parent' && locale === 'tr');
		const page = `${server.origin}/start`;
		await load(page, cookie, WARM_UP);
		await load(bare.origin, cookie, WARM_UP);
		const rounds: { page: number; bare: number }[] = [];
		// in turn, so that a noisy moment of the machine hits both
		for (let n = 0; n < ROUNDS; n++)
			rounds.push({
				page: await load(page, cookie, REQUESTS.page),
				bare: await load(bare.origin, cookie, REQUESTS.bare),
			});
		const ours = median(rounds.map((round) => round.page));
		const limit = median(rounds.map((round) => round.bare));
		return [atLeast('page-vs-node', ours, limit, BUDGET, 'pages/s')];
	} finally {
		bare.stop();
		await server.stop();
	}
}

/** Requests a second, so many at a time over kept connections. */
async function load(url: string, cookie: string, requests: number): Promise<number> {
	const agent = new http.Agent({ keepAlive: true, maxSockets: AT_ONCE });
	let left = requests;
	const started = performance.now();
	await Promise.all(
		Array.from({ length: AT_ONCE }, async () => {
			while (left-- > 0) await get(url, cookie, agent);
		}),
	);
	agent.destroy();
	return requests / ((performance.now() - started) / 1000);
}

function get(url: string, cookie: string, agent: http.Agent): Promise<void> {
	return new Promise((resolve, reject) => {
		http
			.get(url, { agent, headers: { cookie, 'accept-encoding': 'identity' } }, (response) => {
				if (response.statusCode !== 200) reject(new Error(`${url} answered ${response.statusCode}`));
				response.resume();
				response.on('end', resolve);
			})
			.on('error', reject);
	});
}

async function startBare(dataDir: string): Promise<{ origin: string; stop(): void }> {
	const port = 4900 + (process.pid % 90);
	const child = spawn(process.execPath, ['bench/support/bare-server.ts'], {
		env: { ...process.env, DATA_DIR: dataDir, SCHOOLBRUG_DEMO: '1', PORT: String(port) },
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	await new Promise((ready) => child.stdout.once('data', ready));
	return { origin: `http://localhost:${port}`, stop: () => child.kill() };
}
