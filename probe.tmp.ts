import { addMatrixMoment, matrix } from './tests/support/access-matrix.ts';
import { actorNames, startNamedSchool } from './tests/support/named-school-server.ts';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
const P: any = {
	'[token]': 'x',
	'[code]': 'ABCDEFGHJK',
	'[lang]': 'nl',
	'[moment]': 'matrix-moment',
	'[signUp]': 'x',
	'[child]': 'elif',
	'[guardian]': 'ayse',
	'[place]': 'group.zonnebloem',
	'[staff]': 'marieke',
	'[address]': 'x',
	'[size]': '256',
	'[id]': 'matrix-moment',
	'[file]': 'x',
	'[slot]': 'matrix-slot',
	'[draft]': 'x',
};
const server = await startNamedSchool(addMatrixMoment);
const root = 'src/routes';
const names = [
	...new Set(
		readdirSync(root, { recursive: true, encoding: 'utf8' })
			.filter((f) => /\+(page\.svelte|page\.server\.ts|server\.ts)$/.test(f))
			.flatMap((file) => {
				const route = `/${path.dirname(file).replaceAll(/(^|\/)\([^)]+\)/g, '')}`.replace(/^\/(\.|\/)?/, '/');
				const src = readFileSync(path.join(root, file), 'utf8');
				const body = /export const actions[^=]*=\s*\{([\s\S]*?)\n\};/.exec(src)?.[1] ?? '';
				return [route, ...[...body.matchAll(/^\t(\w+):/gm)].map(([, n]) => `${route} ?/${n}`)];
			}),
	),
];
const have = new Set(matrix.map(({ route, action }) => (action ? `${route} ?/${action}` : route)));
const onlyNew = process.argv[2] !== 'all';
console.log(actorNames.map((n) => n.slice(0, 12).padEnd(13)).join(''));
for (const n of names.sort()) {
	if (onlyNew && have.has(n)) continue;
	if (n.startsWith('/sign-out ?')) continue;
	const [route, action] = n.split(' ?/');
	const url = route!.replace(/\[\w+\]/g, (m) => P[m] ?? 'x');
	const out = [];
	for (const a of actorNames) {
		const r = await fetch(server.origin + url + (action && action !== 'default' ? `?/${action}` : ''), {
			method: action ? 'POST' : 'GET',
			redirect: 'manual',
			headers: { cookie: server.cookies[a], origin: server.origin, accept: 'text/html' },
			body: action ? new URLSearchParams({}) : undefined,
		});
		const to = r.headers.get('location') ?? '';
		out.push(`${r.status}${to ? '>' + to.replace(server.origin, '').slice(0, 9) : ''}`.padEnd(13));
	}
	console.log(out.join('') + ' ' + n);
}
await server.stop();
