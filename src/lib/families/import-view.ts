/** An import as its page shows it: in words, in the reader's language. Made by the server, so that the page is light. */
export interface ImportView {
	stats: { label: string; count: number }[];
	questions: ViewQuestion[];
	/** In the school but not in the file. */
	gone: { id: string; name: string; note: string }[];
	/** So many are missing that the file may be a part only. */
	manyGone: boolean;
	/** New ones by group, changed ones with their changes, and so on. */
	sections: ViewSection[];
	findings: ViewFindings[];
	/** Nothing would be written, and nothing is asked. */
	nothing: boolean;
}

export interface ViewQuestion {
	key: string;
	/** Who it is about; empty where the question itself says it. */
	about: string;
	line: number | null;
	texts: string[];
	choices: { value: string; label: string; suggested: boolean }[];
	/** Chosen when the page opens. */
	chosen: string;
	/** Nothing goes on without it. */
	blocking: boolean;
}

export interface ViewSection {
	kind: 'new' | 'changed' | 'leaving' | 'groups' | 'staff' | 'not_listed' | 'waiting';
	count: number;
	rows: ViewRow[];
}

export interface ViewRow {
	title: string;
	/** In one line behind or below the title. */
	note?: string;
	changes?: { field: string; from: string; to: string }[];
}

export interface ViewFindings {
	severity: 'left_out' | 'note';
	label: string;
	rows: { line: number; text: string; more?: string }[];
}
