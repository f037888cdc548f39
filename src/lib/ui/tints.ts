/** Tints of tiles, heads and events, by meaning (tokens.css says which means what). */
export type Tint =
	| 'look'
	| 'talk'
	| 'visit'
	| 'meet'
	| 'feast'
	| 'brand'
	| 'now'
	| 'settled'
	| 'waiting'
	| 'trouble'
	| 'glad'
	| 'evening';
