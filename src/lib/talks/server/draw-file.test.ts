// The file of a draw says what anybody needs to do it again, and to parents nothing of what others wished.
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { drawLots, lineUp, recordOf, type Lot } from '../lots.ts';
import { drawFile } from './draw-file.ts';
import { keyOf, sealOf } from './lot-keys.ts';

const seed = 'a'.repeat(64);
const lots = [1, 2, 3].map((number): Lot => ({
	...{ number, key: keyOf(seed, number), first: number === 3 },
	wishes: [['marieke 1'], ...(number === 2 ? [['marieke 2']] : [])],
}));
const draw = { seed, seal: sealOf(seed), record: recordOf(lots, drawLots(lots)) };
const sha = (text: string) => createHash('sha256').update(text).digest('hex');
const rows = (text: string) =>
	text.split('\r\n').flatMap((line) => (/^\d+( \*)?\t/.test(line) ? [line.split('\t')] : []));

test('before the draw there is none', () => {
	expect(drawFile({ title: 'Talks', draw: { ...draw, record: null }, locale: 'nl' })).toBeUndefined();
});

test('for parents: seal, number, the line and its keys, and nothing of anybody’s wishes', () => {
	const text = drawFile({ title: 'Talks', draw, locale: 'nl' }) ?? '';
	expect(text).toContain(sha(seed));
	expect(rows(text)).toEqual(
		lineUp(lots).map(({ number, first }, at) => [
			`${at + 1}${first ? ' *' : ''}`,
			String(number),
			sha(`${seed}:${number}`),
		]),
	);
	expect(text).not.toContain('marieke');
});

test('for who runs the round: also what came of each wish', () => {
	const text = drawFile({ title: 'Talks', draw, locale: 'nl', thing: (name) => `<${name}>` }) ?? '';
	const of = (number: string) => rows(text).find((row) => row[1] === number) ?? [];
	expect(of('3')[3]).toBe('Eerste wens');
	expect(of('2')[3]).toContain('Tweede wens; Eerste wens: ging naar lot 3');
	expect(of('2')[4]).toBe('1: <marieke 1> | 2: <marieke 2>');
	expect(of('1')[3]).toContain('Geen wens');
});
