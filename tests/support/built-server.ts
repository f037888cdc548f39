// The built app, as `npm start` runs it, on a data folder that a test made.
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { today } from './people.ts';

export interface BuiltServer {
	origin: string;
	/** Stops it and removes the data folder. */
	stop(): Promise<void>;
}

/** Node's options, and what the environment needs, for a process that lives on the day of the tests. */
export const onTheDayOfTheTests = {
	options: ['--import', './tests/support/shifted-clock.ts'],
	env: { TEST_CLOCK_START: today.toISOString() },
};

/** Starts it on a free port, without the demo; its day is that of the named people, whatever today is. */
export async function startBuilt(
	dataDir: string,
	smtpUrl: string,
	env: Record<string, string> = {},
): Promise<BuiltServer> {
	const port = await freePort();
	const origin = `http://localhost:${port}`;
	const server = spawn(process.execPath, [...onTheDayOfTheTests.options, 'server.js'], {
		env: {
			...process.env,
			...onTheDayOfTheTests.env,
			SCHOOLBRUG_DEMO: '',
			CLOCK_START: '',
			DATA_DIR: dataDir,
			PORT: String(port),
			ORIGIN: origin,
			SMTP_URL: smtpUrl,
			LOG_LEVEL: 'fatal',
			...env,
		},
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	await new Promise<void>((resolve, reject) => {
		server.stdout.on('data', (text: Buffer) => text.includes('Listening') && resolve());
		server.once('exit', (code) => reject(new Error(`the server stopped with ${code}`)));
	});
	return {
		origin,
		async stop() {
			server.kill('SIGTERM');
			await new Promise((done) => server.once('exit', done));
			rmSync(dataDir, { recursive: true, force: true });
		},
	};
}

async function freePort(): Promise<number> {
	const probe = createServer();
	await new Promise<void>((ready) => probe.listen(0, '127.0.0.1', ready));
	const address = probe.address();
	await new Promise((done) => probe.close(done));
	if (!address || typeof address === 'string') throw new Error('no free port');
	return address.port;
}
