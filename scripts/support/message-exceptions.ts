// The few texts that are rightly the same in several languages. Keep it short: each line hides a mistake as well.

/** A whole text, without its placeholders, and the languages in which it is the same as in Dutch or English. */
export const sameAnywhere: Record<string, 'all' | string[]> = {
	Schoolbrug: 'all',
	Demo: ['en', 'tr', 'pl'],
	Start: ['en', 'pl'],
	Contact: ['en'],
	School: ['en'],
	Privacy: ['en'],
	Tekst: ['pl'],
	Route: ['en'],
	Code: ['en'],
};

/** Words in Latin letters that Arabic and Ukrainian texts may have: names of things that are written so. */
export const latinAnywhere = new Set([
	'Schoolbrug',
	'iPhone',
	'iPad',
	'Android',
	'Safari',
	'Chrome',
	'QR',
	'CSV',
	'EDEXML',
	'EDEX',
	'UWLR',
	'nieuw',
	'ParnasSys',
	'ESIS',
	'Excel',
	'UTF',
	'DOCTYPE',
	'BRIN',
	'BSN',
	'ECK',
	'iD',
	'zip',
	'xml',
	'apply',
	'answer',
	'PDF',
	'JPG',
	'PNG',
	'https',
	// as they stand on the door and in the phone book
	'BSO',
	'Veilig',
	'Thuis',
	'Kindertelefoon',
	'JavaScript',
]);
