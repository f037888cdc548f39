// @ts-nocheck
import { openBrowser } from './tests/support/browser.ts';
import { weigh } from './bench/support/weigh.ts';
const origin = 'http://localhost:4245';
const people = await (await fetch(origin + '/demo/people.json')).json();
const p = people.find((x) => x.role === 'parent' && x.locale === 'tr');
const r = await fetch(origin + '/demo/sign-in', { method: 'POST', body: new URLSearchParams({ person: p.id }), headers: { origin }, redirect: 'manual' });
const cookie = r.headers.getSetCookie().map((c) => c.split(';')[0]).filter(c=>!c.endsWith('=')).join('; ');
const b = await openBrowser();
for (const path of process.argv.slice(2)) { const w = await weigh(b, origin, cookie, path); console.log(path, w.js.toFixed(1), w.all.toFixed(1), w.requests); }
await b.close();
