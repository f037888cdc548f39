import type { VoiceView } from '#lib/files/voice-view.ts';
import type { MarkedTexts } from '#lib/translation/school-word.ts';
import type { Direction } from '#lib/translation/locale.ts';
import { inOneBreath, type Said } from '#lib/ui/speech.ts';
import type { IconName } from '#lib/ui/icon-names.ts';
import type { Tint } from '#lib/ui/tints.ts';
import type { SectionKind } from './sections.ts';
import type { HowWritten } from './wording.ts';

/**
 * The card as one reader gets it: all words put into their language on the server, so that the page that is kept
 * offline holds one language only, and the preview shows any language.
 */
export interface CardView {
	sections: SectionView[];
}

export interface SectionView {
	id: string;
	kind: SectionKind;
	icon: IconName;
	tint: Tint;
	title: string;
	/** How the title came to this language, of a section that the school wrote. */
	how?: HowWritten;
	titleIn?: TextIn;
	/** What the school wrote in it, in Dutch, where that is not what stands there. */
	original?: string[];
	/** Changed after this reader read the card. */
	isNew?: boolean;
	/** `Voor Groep 4`, of a section that is not for the whole school. */
	forGroups?: string;
	blocks: Block[];
	/** What somebody at school said of it, in languages that this reader understands. */
	voices?: VoiceView[];
	/** Dutch school words in the texts of the blocks, for who reads the card in the app. */
	words?: MarkedTexts;
}

/** Language and direction of what is not in the language of the card. */
export interface TextIn {
	lang: string;
	dir: Direction;
}

/** A text and, when the school wrote it, how it came to the reader's language. */
export interface TextView {
	text: string;
	how?: HowWritten;
	in?: TextIn;
}

/** What a row is called; `how` where the school gave it that name. */
export interface NameView {
	name: string;
	how?: HowWritten;
	in?: TextIn;
}

export interface StepView {
	title: string;
	text: string;
	/** Who does it, when it is not the reader. */
	who?: string;
	/** A number to call. */
	call?: { label: string; href: string };
	/** Where to report it instead. */
	link?: { label: string; href: string };
	how?: HowWritten;
	in?: TextIn;
}

export interface FileView {
	kind: 'picture' | 'audio' | 'pdf';
	href: string;
	/** In the school's own words, in the reader's language where there is a translation, else Dutch. */
	title: string;
	in?: TextIn;
	/** `PDF, 1,2 MB`: what it is and how much to load. */
	about: string;
	/** Of a picture: width by height. */
	ratio: number;
}

export type Block =
	| ({ is: 'text' } & TextView)
	| { is: 'heading'; text: string; under: string; how?: HowWritten; in?: TextIn }
	| { is: 'steps'; steps: StepView[] }
	| { is: 'facts'; facts: { icon: IconName; text: string }[] }
	/** `share`: length of the bar, 1 is the longest day; 0: no school. */
	| { is: 'times'; days: { short: string; long: string; times: string; share: number }[] }
	| { is: 'rows'; rows: (NameView & { text: string; past?: boolean })[] }
	| {
			is: 'people';
			people: {
				name: string;
				calledName: string | null;
				role: string;
				/** Of a role in the school's own words. */
				how?: HowWritten;
				in?: TextIn;
				groups: string[];
				photo: string | null;
			}[];
	  }
	| { is: 'numbers'; numbers: (NameView & { phone: string; href: string })[] }
	| { is: 'files'; files: FileView[] }
	| { is: 'link'; label: string; href: string };

/** The words of a section, a line each. */
export function linesOf(section: Pick<SectionView, 'title' | 'blocks'>): string[] {
	const said = section.blocks.flatMap((block) => spokenBlock(block, ''));
	return [section.title, ...said.map(({ text }) => text)].map((line) => line.trim()).filter(Boolean);
}

/** All words of a section as voices read them: what is not in `lang`, the card's language, in its own. */
export function spokenParts({ title, titleIn, blocks }: SectionView, lang: string): Said[] {
	const said = [
		{ text: title, lang: titleIn?.lang ?? lang },
		...blocks.flatMap((block) => spokenBlock(block, lang)),
	];
	return inOneBreath(
		said.map(({ text, lang }) => ({
			text: /[.!?؟:]\s*$/.test(text) || !text.trim() ? text : `${text}.`,
			lang,
		})),
		' ',
	);
}

function spokenBlock(block: Block, lang: string): Said[] {
	const own = (...texts: string[]) => texts.map((text) => ({ text, lang }));
	const named = ({ name, in: its }: NameView, text: string) =>
		its ? [{ text: `${name}:`, lang: its.lang }, ...own(text)] : own(`${name}: ${text}`);
	switch (block.is) {
		case 'text':
			return [{ text: block.text, lang: block.in?.lang ?? lang }];
		case 'heading':
			return [block.text, block.under].map((text) => ({ text, lang: block.in?.lang ?? lang }));
		case 'steps':
			return block.steps.flatMap(({ who, title, text, in: within }) =>
				within
					? [...own(who ? `${who}:` : ''), ...[title, text].map((text) => ({ text, lang: within.lang }))]
					: own(who ? `${who}: ${title}` : title, text),
			);
		case 'facts':
			return own(...block.facts.map(({ text }) => text));
		case 'times':
			return own(...block.days.map(({ long, times }) => `${long}: ${times}`));
		case 'rows':
			return block.rows.flatMap((row) => named(row, row.text));
		case 'people':
			return block.people.flatMap(({ name, role, in: its, groups }) =>
				its
					? [...own(`${name}:`), { text: role, lang: its.lang }, ...own(...groups)]
					: own([name, role, ...groups].filter(Boolean).join(', ')),
			);
		case 'numbers':
			return block.numbers.flatMap((row) => named(row, row.phone));
		case 'files':
			return []; // looked at or listened to by themselves
		case 'link':
			return [];
	}
}

/** How the school's own words in a section came to the reader's language: the least of them. Undefined: it has none. */
export function howOf({ how, blocks }: SectionView): HowWritten | undefined {
	const ways = [
		how,
		...blocks.flatMap((block) => {
			if (block.is === 'steps') return block.steps.map((step) => step.how);
			if (block.is === 'rows') return block.rows.map((row) => row.how);
			if (block.is === 'numbers') return block.numbers.map((row) => row.how);
			if (block.is === 'people') return block.people.map((person) => person.how);
			return block.is === 'text' || block.is === 'heading' ? [block.how] : [];
		}),
	];
	return (['not_yet', 'machine', 'person', 'original'] as const).find((way) => ways.includes(way));
}
