/** Every picture that `EasyPicture` draws. */
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
	| 'together';
