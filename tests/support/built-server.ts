// The built app, as `npm start` runs it, on a data folder that a test made.
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';

export interface BuiltServer {
	origin: string;
	/** Stops it and removes the data folder. */
	stop(): Promise<void>;
}

/** Starts it on a free port, without the demo and on the real clock. */
export async function startBuilt(dataDir: string, smtpUrl: string): Promise<BuiltServer> {
	const port = await freePort();
	const origin = `http://localhost:${port}`;
	const server = spawn(process.execPath, ['server.js'], {
		env: {
			...process.env,
			SCHOOLBRUG_DEMO: '',
			CLOCK_START: '',
			DATA_DIR: dataDir,
			PORT: String(port),
			ORIGIN: origin,
			SMTP_URL: smtpUrl,
			LOG_LEVEL: 'fatal',
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
