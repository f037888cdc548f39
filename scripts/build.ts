// npm run build: the app that server.js serves.
import { build } from './support/build.ts';
import { report } from './support/steps.ts';

const outcomes = await build({ live: true });
for (const outcome of outcomes) report(outcome);
process.exitCode = outcomes.every(({ ok }) => ok) ? 0 : 1;
