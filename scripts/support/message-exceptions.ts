// Where a text may do what the check of the messages forbids, each with its reason. Keep it short: a line hides mistakes
// as well. One that no text needs any more fails the check.

export interface Names {
	why: string;
	words: readonly string[];
}

/** Words that are no words of a language: they stand as they are in Arabic, in Ukrainian, and beside the Dutch. */
export const namesAnywhere: readonly Names[] = [
	{
		why: 'names of products',
		words: [
			'Schoolbrug',
			'iPhone',
			'iPad',
			'Android',
			'Safari',
			'Chrome',
			'JavaScript',
			'Excel',
			'ParnasSys',
			'ESIS',
		],
	},
	{
		why: 'kinds of files and codes, as programs write them',
		words: [
			'QR',
			'CSV',
			'EDEXML',
			'EDEX',
			'UWLR',
			'UTF',
			'DOCTYPE',
			'iD',
			'zip',
			'xml',
			'xlsx',
			'PDF',
			'JPG',
			'JPEG',
			'PNG',
			'https',
		],
	},
	{ why: 'what one types at a command line', words: ['apply', 'answer'] },
	{ why: 'national numbers, which have no name in another language', words: ['BRIN', 'BSN', 'ECK'] },
	{
		why: 'as it stands on the paper itself, and as the council is called at every school',
		words: ['VOG', 'MR', 'ouderraad'],
	},
	{ why: 'as it is called in the program that makes the file', words: ['nieuw'] },
	{
		why: 'as it stands on the door and in the phone book',
		words: ['BSO', 'Veilig', 'Thuis', 'Kindertelefoon'],
	},
];

export interface Same {
	/** A whole text, without its placeholders. */
	text: string;
	/** Where it is rightly the same as in Dutch or English. */
	in: 'all' | readonly string[];
	why: string;
}

export const sameAnywhere: readonly Same[] = [
	{ text: 'Schoolbrug', in: 'all', why: 'a name' },
	{ text: 'Demo', in: ['en', 'tr', 'pl'], why: 'the same word' },
	{ text: 'Start', in: ['en', 'pl'], why: 'the same word' },
	{ text: 'Contact', in: ['en'], why: 'the same word' },
	{ text: 'School', in: ['en'], why: 'the same word' },
	{ text: 'Privacy', in: ['en'], why: 'the same word' },
	{ text: 'Tekst', in: ['pl'], why: 'the same word' },
	{ text: 'Route', in: ['en'], why: 'the same word' },
	{ text: 'Code', in: ['en'], why: 'the same word' },
	{ text: 'E-mail', in: ['en', 'pl'], why: 'the same word' },
];

export interface Exception {
	key: string;
	locale: string;
	why: string;
}

/** Texts that rightly hold words of another language. */
export const foreignWords: readonly Exception[] = [];

/** Texts with characters that their language otherwise does not write. */
export const oddCharacters: readonly Exception[] = [];

/** Buttons that can't be said shorter, and were looked at on a phone of 320 pixels. */
export const longButtons: readonly Exception[] = [];
