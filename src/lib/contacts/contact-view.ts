import type { Direction } from '#lib/translation/locale.ts';
import type { BestWay } from './schemas.ts';
import type { Topic } from './topics.ts';

/** A contact person in the words of one reader; made on the server, so that the page holds one language only. */
export interface PersonView {
	staffId: string;
	name: string;
	firstName: string;
	/** `juf Marieke` */
	calledName: string | null;
	saidAs: string | null;
	/** Where the name can be heard, as the person says it. */
	spoken: string | null;
	role: string;
	/** Language and direction of the role, where it is in the school's words and not in the language of the page. */
	roleIn: { lang: string; dir: Direction } | null;
	/** How the school's words for it came to the reader's language, and what the school wrote. */
	roleHow: { words: string | null; dutch: string } | null;
	groups: string[];
	/** `Nederlands, Engels, een beetje Turks` */
	languages: string;
	/** Monday to Friday, with short names. */
	days: { label: string; in: boolean }[];
	/** `Er op maandag en dinsdag.`, when to call, when at the gate: what is known of it, a sentence each. */
	when: string[];
	gate: string | null;
	/** `Bellen werkt het best.` */
	best: { way: BestWay; text: string } | null;
	phone: { words: string; href: string } | null;
	email: string | null;
	/** Address of the portrait. */
	photo: string | null;
}

export interface ContactView {
	/** `Voor Elif en Emre` */
	forWhom: string;
	/** Null: the family turns to the office. */
	person: PersonView | null;
	substitute: PersonView | null;
	topics: { topic: Topic; text: string }[];
	standsIn: boolean;
	/** `Marieke Koster is er niet tot en met vrijdag 16 oktober.`, with who helps meanwhile. */
	away: string | null;
	/** Who is there for one topic. */
	forTopics: {
		topic: string;
		name: string;
		phone: string | null;
		email: string | null;
		photo: string | null;
	}[];
}

/** Address of a portrait, 256 px wide, or 512 for where it is large. */
export function portraitHref(address: string, size: 256 | 512 = 256): string {
	return `/portraits/${address}/${size}`;
}
