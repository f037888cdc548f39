// npm run dev: the app from its sources, on PORT and HOST.
import { spawn } from 'node:child_process';

const { PORT = '3000', HOST = '127.0.0.1' } = process.env;
const vite = spawn(
	'vite',
	['dev', '--strictPort', '--port', PORT, '--host', HOST, ...process.argv.slice(2)],
	{
		stdio: 'inherit',
	},
);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => vite.kill(signal));
vite.on('close', (code) => process.exit(code ?? 1));
