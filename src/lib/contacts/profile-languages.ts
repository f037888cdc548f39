/** Languages to offer first: those that Dutch primary schools meet most. The others are one tap away. */
export const offeredFirst = [
	'nl',
	'en',
	'tr',
	'ar',
	'ary',
	'rif',
	'pl',
	'uk',
	'ti',
	'so',
	'fa',
	'fr',
	'de',
	'es',
];
