// Runs other programs and says how long each took.
import { spawn } from 'node:child_process';

export interface Outcome {
	name: string;
	ok: boolean;
	seconds: number;
	output: string;
}

/** Runs a command and keeps what it says; `live` shows it while it runs. */
export async function step(
	name: string,
	command: [string, ...string[]],
	{ live = false, env = {} }: { live?: boolean; env?: Record<string, string> } = {},
): Promise<Outcome> {
	const started = performance.now();
	const [program, ...args] = command;
	const child = spawn(program, args, {
		stdio: live ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
		env: { ...process.env, ...env },
	});
	let output = '';
	child.stdout?.on('data', (part: Buffer) => (output += part.toString()));
	child.stderr?.on('data', (part: Buffer) => (output += part.toString()));
	const ok = await new Promise<boolean>((resolve) => {
		child.on('error', (error) => {
			output += `${program}: ${error.message}\n`;
			resolve(false);
		});
		child.on('close', (code, signal) => {
			if (signal) output += `${program}: ended by ${signal}\n`;
			resolve(code === 0);
		});
	});
	return { name, ok, seconds: (performance.now() - started) / 1000, output };
}

/** One line for an outcome, and what the command said when it failed. */
export function report({ name, ok, seconds, output }: Outcome): void {
	console.log(`${ok ? '✓' : '✗'} ${name.padEnd(28)} ${seconds.toFixed(1).padStart(6)} s`);
	if (!ok && output) console.log(output.trimEnd().replace(/^/gm, '    '));
}
