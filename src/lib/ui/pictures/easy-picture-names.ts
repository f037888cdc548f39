/** Every picture that `EasyPicture` draws. `easy`: pictures with sound, for the easy view itself. */
export type EasyPictureName =
	| 'card'
	| 'call'
	| 'sick'
	| 'news'
	| 'join'
	| 'coming'
	| 'not-coming'
	| 'clock'
	| 'interpreter'
	| 'alone'
	| 'together'
	| 'easy';
