import { expect, test } from 'vitest';
import type { ContactView } from '../contact-view.ts';
import { explainContacts } from './view.ts';

function contact(topics: string[], forTopics: string[] = []): ContactView {
	return {
		forWhom: '',
		person: null,
		substitute: null,
		topics: topics.map((text) => ({ topic: 'costs', text })),
		standsIn: false,
		away: null,
		forTopics: forTopics.map((topic) => ({ topic, name: 'Jo', phone: null, email: null, photo: null })),
	};
}

test('a word of a contact’s card leads to its explanation, once on the page; everyday words are left alone', () => {
	const cards = explainContacts(
		[
			contact(['Geld: schoolreis, spullen'], ['Over groep 4 en de juf']),
			contact(['schoolreis', 'ziek melden']),
		],
		'nl',
	);
	expect(cards.map(({ words }) => words)).toEqual([
		[{ href: '/school/words?word=schoolreis#schoolreis', ask: 'Wat betekent “schoolreis”?' }],
		[{ href: '/school/words?word=ziek-melden#ziek-melden', ask: 'Wat betekent “ziek melden”?' }],
	]);
});
