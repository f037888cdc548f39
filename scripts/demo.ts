// npm run demo: builds when the sources changed, makes the demo school when there is none, and starts.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { build, isBuilt } from './support/build.ts';
import { report, step } from './support/steps.ts';

const env = { ...process.env, SCHOOLBRUG_DEMO: '1' };

if (!isBuilt()) {
	console.log('Building …');
	const outcomes = await build();
	for (const outcome of outcomes) report(outcome);
	if (outcomes.some(({ ok }) => !ok)) process.exit(1);
}
const school = await step('demo school', ['node', 'scripts/demo-school.ts'], { env });
report(school);
if (!school.ok) process.exit(1);

const server = spawn('node', ['server.js'], { stdio: ['ignore', 'pipe', 'inherit'], env });
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => server.kill(signal));
server.on('close', (code) => process.exit(code ?? 1));

for await (const line of createInterface(server.stdout)) {
	console.log(line);
	const [, origin] = /^Listening on (\S+)/.exec(line) ?? [];
	if (origin) console.log(welcome(origin));
}

function welcome(origin: string): string {
	return `
The demo runs at ${origin}
Sign in as one of its people, with one tap: ${origin}/demo
Ctrl+C stops it. To install it on a real phone it needs https: docs/operations.md says how.
`;
}
