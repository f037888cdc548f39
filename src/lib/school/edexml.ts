import type { Finding } from './findings.ts';

/** What we keep of an EDEXML file; everything else was dropped while parsing. */
export interface EdexFile {
	/** `2026-2027`; null when the file does not say. */
	schoolYear: string | null;
	/** `99ZZ` */
	brin: string | null;
	groups: EdexGroup[];
	children: EdexChild[];
	staff: EdexStaff[];
	findings: Finding[];
}

export interface EdexGroup {
	key: string;
	name: string;
	kind: 'class' | 'across';
	/** One of EDEXML's codes, `C` for a combination group; null for a group across classes. */
	yearGroup: string | null;
	line: number;
}

export interface EdexChild {
	/** Unique in this file: the key, with a number behind it where a key is used twice. */
	ref: string;
	/** Empty when the file has none; begins with `#` when it may differ in the next file. */
	key: string;
	/** Used by another child in this file too. */
	keyTwice: boolean;
	givenName: string;
	/** The file has no given name (roepnaam): `givenName` is an official first name, the initials or the surname. */
	givenNameGuessed: boolean;
	prefix: string | null;
	surname: string | null;
	initials: string | null;
	birthDate: string | null;
	/** Null when unknown. */
	yearGroup: string | null;
	/** Null when the file gives none, or one that does not exist: `groupKeyUnknown`. */
	groupKey: string | null;
	groupKeyUnknown: string | null;
	acrossKeys: string[];
	startsOn: string | null;
	leftOn: string | null;
	/** Has left the school by now. */
	left: boolean;
	line: number;
}

export interface EdexStaff {
	key: string;
	/** `Marieke Koster` */
	name: string;
	email: string | null;
	groupKeys: string[];
	line: number;
}

export type EdexRefusal =
	| {
			code:
				| 'too_large'
				| 'empty'
				| 'zip'
				| 'not_xml'
				| 'doctype'
				| 'unknown_encoding'
				| 'not_edexml'
				| 'no_children';
	  }
	| { code: 'broken'; line: number };
export type EdexRead = { ok: true; file: EdexFile } | { ok: false; refusal: EdexRefusal };

/** Schools' files are below 5 MB; a system's export of a whole board has been seen at 20. Below what the server takes in one request. */
export const MOST_BYTES = 24 * 1024 * 1024;
