import { expect, test } from 'vitest';
import type { SectionView } from './card-view.ts';
import { markForPaper } from './paper-marks.ts';

const section = (id: string, how?: SectionView['how'], blocks: SectionView['blocks'] = []): SectionView => ({
	...{ id, kind: 'own', icon: 'info', tint: 'brand', title: id, blocks },
	...(how && { how }),
});

test('paper says how each text came about, and what the marks mean, in the language of the card', () => {
	const note = { is: 'text' as const, text: 'Elke week.', how: 'not_yet' as const };
	const { sections, notes } = markForPaper(
		[
			section('Bisikletler', 'person'),
			section('Gezi', 'machine'),
			section('Okul saatleri', undefined, [note]),
			section('Telefon'),
		],
		'tr',
	);
	expect(sections.map(({ title }) => title)).toEqual([
		'Bisikletler *',
		'Gezi **',
		'Okul saatleri ***',
		'Telefon',
	]);
	expect(notes).toEqual([
		{ sign: '*', text: 'Okuldan biri çevirdi' },
		{ sign: '**', text: 'Otomatik çevrildi' },
		{ sign: '***', text: 'Bunu okul Hollandaca yazdı. Henüz çevrilmedi.' },
	]);
});

test('as the school wrote it: no mark, nothing at the foot', () => {
	const own = [section('Fietsen', 'original'), section('Telefoon')];
	expect(markForPaper(own, 'nl')).toEqual({ sections: own, notes: [] });
});
