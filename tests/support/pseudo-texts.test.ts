import { expect, test } from 'vitest';
import { lengthened, pseudoChunk, pseudoServer, turned } from './pseudo-texts.ts';

const ours = new URL('./pseudo-texts.ts', import.meta.url);
const asModule = (code: string) => `data:text/javascript,${encodeURIComponent(code)}`;

test.each([
	'Ja',
	'Opslaan',
	'Zet mij op de wachtlijst',
	'Tienminutengesprekkenronde',
	'Wij bellen na 3 dagen terug.',
])('%s is at least 40% longer, and in brackets', (text) => {
	const long = lengthened(text);
	expect([...long].length).toBeGreaterThanOrEqual(Math.ceil(text.length * 1.4));
	expect([...long].length).toBeLessThanOrEqual(Math.ceil(text.length * 1.4) + 4);
	expect(long).toMatch(/^\[.*[^\p{ASCII}].*\]$/u);
});

test('no word grows longer than words are', () => {
	const words = lengthened('Aanmeldingsformulieren voor tienminutengesprek').split(/[\s[\]]/);
	expect(Math.max(...words.map((word) => word.length))).toBe('Aanmeldingsformulieren'.length);
});

test('numbers, addresses and what has no letters stay as they are', () => {
	expect(lengthened('8.30 – 9.00')).toBe('8.30 – 9.00');
	const long = lengthened('Kijk op https://school.example/i/ABC12 of mail naar juf@school.example');
	expect(long).toContain('https://school.example/i/ABC12');
	expect(long).toContain('juf@school.example');
});

test('a text within a text is lengthened once', () => {
	const inner = lengthened('wachtlijst');
	expect(lengthened(`Zet mij op de ${inner}`)).toContain(inner);
});

test('the server’s Dutch is lengthened, its Arabic is that from right to left, the others stay', async () => {
	const message = (name: string, text: string) => `var ${name} = (i) => {\n\treturn \`${text}\`;\n};\n`;
	const code = [
		'// src/lib/paraglide/messages/nl.js\n',
		'var app_go$2 = () => {\n\treturn `Ga door`;\n};\n',
		message('app_hello$2', 'Dag ${i?.name}'),
		'// src/lib/paraglide/messages/en.js\n',
		message('app_hello$1', 'Hello ${i?.name}'),
		'// src/lib/paraglide/messages/ar.js\n',
		message('app_go', 'متابعة'),
		message('app_hello', 'أهلًا ${i?.name}'),
		'// src/lib/paraglide/messages/_index.js\n',
		'export const said = [app_go$2(), app_hello$2({ name: "4" }), app_hello$1({ name: "4" }), app_go(), app_hello({ name: "4" })];',
	].join('');
	const { said } = (await import(
		/* @vite-ignore */ asModule(
			(pseudoServer(code, ours) ?? '').replace(
				/^import .*\n/,
				`const pseudoLengthened = ${lengthened.toString()}; const pseudoTurned = ${turned.toString()};\n`,
			),
		)
	)) as { said: string[] };
	const [go, hello] = [lengthened('Ga door'), lengthened('Dag 4')];
	expect(said).toEqual([go, hello, 'Hello 4', turned(go), turned(hello)]);
	expect(pseudoServer('export const other = 1;', ours)).toBeUndefined();
});

test('a chunk of the browser gives the same texts', async () => {
	const chunk = 'var e=[()=>`Ga door`,i=>`Dag ${i?.name}`];export{e as default};';
	const load = async (code: string) =>
		((await import(/* @vite-ignore */ asModule(code))) as { default: ((inputs: object) => string)[] })
			.default;
	const said = (await load(pseudoChunk(chunk, 'ltr'))).map((text) => text({ name: '4' }));
	expect(said).toEqual([lengthened('Ga door'), lengthened('Dag 4')]);
	const back = (await load(pseudoChunk(chunk, 'rtl'))).map((text) => text({ name: '4' }));
	expect(back).toEqual(said.map(turned));
	expect(() => pseudoChunk('export const other = 1;', 'ltr')).toThrow('looks different');
});
