import { expect, test } from 'vitest';
import type { Block, SectionView } from '../card-view.ts';
import { explainWords } from './explain-words.ts';

function section(id: string, blocks: Block[]): SectionView {
	return { id, kind: 'own', icon: 'gym', tint: 'brand', title: 'Gym', blocks };
}

function wordsOf(view: ReturnType<typeof explainWords>) {
	return view.sections.map(({ words = {} }) =>
		Object.fromEntries(
			Object.entries(words).map(([text, marks]) => [text, marks.map(({ word }) => word.id)]),
		),
	);
}

test('in a section that nobody translated, Dutch words are explained in the reader’s language', () => {
	const steps: Block = {
		is: 'steps',
		steps: [
			{ title: 'Neem de gymtas mee', text: 'Ook op kamp', how: 'not_yet', in: { lang: 'nl', dir: 'ltr' } },
		],
	};
	const view = explainWords({ sections: [section('a', [steps])] }, { locale: 'tr', reader: 'tr' });
	expect(wordsOf(view)).toEqual([{ 'Neem de gymtas mee': ['gymtas'], 'Ook op kamp': ['kamp'] }]);
	expect(view.sections[0]?.words?.['Neem de gymtas mee']?.[0]?.word.text).toContain('Beden eğitimi');
});

test('each section has its own first place', () => {
	const text = (text: string): Block => ({ is: 'text', text, how: 'original' });
	const view = explainWords(
		{
			sections: [
				section('a', [text('De gymtas.'), text('Vergeet de gymtas niet.')]),
				section('b', [text('Is de gymtas kwijt?')]),
				section('c', [text('Niets te zeggen.')]),
			],
		},
		{ locale: 'nl', reader: 'nl' },
	);
	expect(wordsOf(view)).toEqual([{ 'De gymtas.': ['gymtas'] }, { 'Is de gymtas kwijt?': ['gymtas'] }, {}]);
});

test('numbers, roles and papers are looked at too; what means something else in Turkish is not Dutch there', () => {
	const blocks: Block[] = [
		{ is: 'facts', facts: [{ icon: 'sun', text: 'Yaz kamp programı' }] },
		{ is: 'numbers', numbers: [{ name: 'Okul sonrası bakım (BSO)', phone: '1', href: 'tel:1' }] },
		{
			is: 'people',
			people: [
				{
					name: 'Juf Jo',
					calledName: null,
					role: 'intern begeleider',
					in: { lang: 'nl', dir: 'ltr' },
					groups: [],
					photo: null,
				},
			],
		},
		{
			is: 'files',
			files: [
				{
					kind: 'pdf',
					href: '/files/a',
					title: 'Schoolgids',
					in: { lang: 'nl', dir: 'ltr' },
					about: 'PDF',
					ratio: 1,
				},
			],
		},
	];
	const view = explainWords({ sections: [section('a', blocks)] }, { locale: 'tr', reader: 'tr' });
	expect(wordsOf(view)).toEqual([
		{ 'Okul sonrası bakım (BSO)': ['bso'], 'intern begeleider': ['ib-er'], Schoolgids: ['schoolgids'] },
	]);
});
