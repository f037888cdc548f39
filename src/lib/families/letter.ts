import type { Locale } from '#lib/translation/locale.ts';

/** The words of a letter in one language. */
export interface LetterText {
	locale: Locale;
	dir: 'ltr' | 'rtl';
	languageName: string;
	title: string;
	salutation: string;
	intro: string;
	givesTitle: string;
	gives: { contact: string; card: string; moments: string; interpreter: string };
	stepsTitle: string;
	steps: [camera: string, scan: string, birth: string];
	noApp: string;
	typeInstead: string;
	codeLabel: string;
	validUntil: string;
	phoneTitle: string;
	/** Which word to say on the phone; null for who reads Dutch. */
	phoneLanguage: string | null;
	door: string;
	slip: {
		title: string;
		text: string;
		cut: string;
		child: string;
		guardian: string;
		paper: string;
		call: string;
		interpreter: string;
		language: string;
		signature: string;
	};
	languageMissing: string;
}

/** One A4. */
export interface Letter {
	guardianId: string;
	school: { name: string; address: string; phone: string | null };
	/** When it was printed, in the words of `main`. */
	date: string;
	/** Who gets it, and through whom: `Ayşe Yıldırım`, `Elif, Groep 4`. */
	to: { name: string; children: string[] };
	childNames: string;
	main: LetterText;
	/** Dutch beside another language, English beside Dutch for who reads neither; null for who reads Dutch. */
	beside: LetterText | null;
	/** Name in its own script of a language that the app has no texts in. */
	missing: { name: string; dutchName: string; lang: string; dir: 'ltr' | 'rtl' } | null;
	/** So many words that they are set smaller, to stay on one page. */
	dense: boolean;
	/** `K7M4P-QX2RT` */
	code: string;
	qr: { size: number; path: string };
}
