import type { MarkedTexts } from '#lib/translation/school-word.ts';
import type { Direction } from '#lib/translation/locale.ts';
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

/** What was said of a section in one language. */
export interface VoiceView {
	href: string;
	/** Which language, in the reader's. */
	label: string;
	/** Tag of the language of the label. */
	lang: string;
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
	| { is: 'rows'; rows: { name: string; isDutch?: boolean; text: string; past?: boolean }[] }
	| {
			is: 'people';
			people: {
				name: string;
				calledName: string | null;
				role: string;
				roleIsDutch: boolean;
				groups: string[];
				photo: string | null;
			}[];
	  }
	| { is: 'numbers'; numbers: { name: string; isDutch?: boolean; phone: string; href: string }[] }
	| { is: 'files'; files: FileView[] }
	| { is: 'link'; label: string; href: string };

/** The words of a section, a line each. */
export function linesOf({ title, blocks }: Pick<SectionView, 'title' | 'blocks'>): string[] {
	return [title, ...blocks.flatMap(spokenBlock)].map((piece) => piece.trim()).filter(Boolean);
}

/** All words of a section as a voice reads them, a sentence a piece. */
export function spokenText(section: SectionView): string {
	return linesOf(section)
		.map((piece) => (/[.!?؟:]$/.test(piece) ? piece : `${piece}.`))
		.join(' ');
}

function spokenBlock(block: Block): string[] {
	switch (block.is) {
		case 'text':
			return [block.text];
		case 'heading':
			return [block.text, block.under];
		case 'steps':
			return block.steps.flatMap(({ who, title, text }) => [who ? `${who}: ${title}` : title, text]);
		case 'facts':
			return block.facts.map(({ text }) => text);
		case 'times':
			return block.days.map(({ long, times }) => `${long}: ${times}`);
		case 'rows':
			return block.rows.map(({ name, text }) => `${name}: ${text}`);
		case 'people':
			return block.people.map(({ name, role, groups }) => [name, role, ...groups].filter(Boolean).join(', '));
		case 'numbers':
			return block.numbers.map(({ name, phone }) => `${name}: ${phone}`);
		case 'files':
			return []; // named in Dutch: not for a voice in another language
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
			return block.is === 'text' || block.is === 'heading' ? [block.how] : [];
		}),
	];
	return (['not_yet', 'machine', 'person', 'original'] as const).find((way) => ways.includes(way));
}

/** What a voice may read in the language of the card: no section with another in it. */
export function canBeSpoken({ titleIn, blocks }: SectionView): boolean {
	return (
		!titleIn &&
		!blocks.some((block) =>
			block.is === 'steps' ? block.steps.some((step) => step.in) : 'in' in block && block.in,
		)
	);
}
