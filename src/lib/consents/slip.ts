import type { Locale } from '#lib/translation/locale.ts';
import type { ConsentKind } from './purposes.ts';

/** The words of a consent slip in one language. */
export interface SlipText {
	locale: Locale;
	dir: 'ltr' | 'rtl';
	title: string;
	lead: string;
	tick: string;
	rule: string;
	printed: string;
	kinds: { kind: ConsentKind; ask: string; purposes: string[] }[];
	child: string;
	guardian: string;
	date: string;
	signature: string;
	giveBack: string;
}

/** One A4 for one guardian and one child. */
export interface Slip {
	key: string;
	school: string;
	/** Whole name of the child, and the class. */
	child: string;
	group: string;
	guardian: string;
	main: SlipText;
	/** Dutch beside another language; English beside Dutch for who reads neither; null for who reads Dutch. */
	beside: SlipText | null;
}
