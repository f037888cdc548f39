import type {
	AbsenceStep,
	OwnIcon,
	Section,
	SectionFile,
	SectionKind,
	SectionOf,
	SectionValues,
	Words,
} from './sections.ts';
import { isEmpty, withDutch } from './wording.ts';

/** What an editor does to the sections of a draft. Each gives the sections anew; unknown ids change nothing. */

/** Own sections that fit on the card and its one page of paper. */
export const MOST_OWN_SECTIONS = 6;

/** Files of one section: more makes it a folder. */
export const MOST_FILES = 4;

/** Moves a section one place up or down. */
export function moveSection(sections: readonly Section[], id: string, by: -1 | 1): Section[] {
	const from = sections.findIndex((section) => section.id === id);
	const to = from + by;
	const moved = sections[from];
	const other = sections[to];
	if (!moved || !other) return [...sections];
	return sections.map((section, at) => (at === from ? other : at === to ? moved : section));
}

/** Puts the sections in the order of these ids; what is not named stays at the end. */
export function orderSections(sections: readonly Section[], ids: readonly string[]): Section[] {
	const place = (id: string) => (ids.includes(id) ? ids.indexOf(id) : ids.length);
	return [...sections].sort((a, b) => place(a.id) - place(b.id));
}

export function showSection(sections: readonly Section[], id: string, shown: boolean): Section[] {
	return change(sections, id, (section) => ({ ...section, shown }));
}

/** Sets the numbers and choices of a section of this kind; what the form does not know of stays. */
export function setValues<K extends SectionKind>(
	sections: readonly Section[],
	id: string,
	kind: K,
	values: Partial<SectionValues[K]>,
): Section[] {
	return change(sections, id, (section) =>
		section.kind === kind ? ({ ...section, values: { ...section.values, ...values } } as Section) : section,
	);
}

/** What the school adds at the end of a section; an empty text takes it away. */
export function setNote(sections: readonly Section[], id: string, text: string): Section[] {
	return change(sections, id, (section) => ({
		...section,
		note: withDutch(section.note, { title: '', text }),
	}));
}

/** Shows a step of the absence section or not, in the template's words (empty) or the school's. */
export function setStep(
	sections: readonly Section[],
	name: AbsenceStep,
	{ shown, words }: { shown: boolean; words: Words },
): Section[] {
	return sections.map((section) => {
		if (section.kind !== 'absence') return section;
		const before = section.values.steps[name];
		const wording = withDutch(before.wording, words);
		const step = { shown, ...(wording ? { wording } : {}) };
		return { ...section, values: { ...section.values, steps: { ...section.values.steps, [name]: step } } };
	});
}

/** Adds a section of the school's own at the end; undefined when there are enough. */
export function addOwnSection(
	sections: readonly Section[],
	{
		id,
		icon,
		words,
		link = '',
		dates = [],
		groupIds = [],
	}: { id: string; icon: OwnIcon; words: Words; link?: string; dates?: string[]; groupIds?: string[] },
): Section[] | undefined {
	if (sections.filter(({ kind }) => kind === 'own').length >= MOST_OWN_SECTIONS) return undefined;
	const section: SectionOf<'own'> = {
		id,
		kind: 'own',
		shown: true,
		since: 0,
		note: null,
		...(groupIds.length > 0 ? { groupIds } : {}),
		values: { icon, wording: { nl: words, others: {} }, link, dates },
	};
	return [...sections, section];
}

/** New Dutch words and picture for an own section. */
export function setOwn(
	sections: readonly Section[],
	id: string,
	{ icon, words, link, dates }: { icon: OwnIcon; words: Words; link?: string; dates?: string[] },
): Section[] {
	return change(sections, id, (section) =>
		section.kind === 'own' && !isEmpty(words)
			? {
					...section,
					values: {
						icon,
						wording: { nl: words, others: section.values.wording.others },
						link: link ?? section.values.link,
						dates: dates ?? section.values.dates,
					},
				}
			: section,
	);
}

/** For which groups a section is; none: for the whole school. */
export function setGroups(sections: readonly Section[], id: string, groupIds: readonly string[]): Section[] {
	return change(sections, id, ({ groupIds: _, ...section }) =>
		groupIds.length > 0 ? { ...section, groupIds: [...groupIds] } : section,
	);
}

/** Adds a file at the end of a section; undefined when it has enough, or is not there. */
export function addSectionFile(
	sections: readonly Section[],
	id: string,
	file: SectionFile,
): Section[] | undefined {
	const files = sections.find((section) => section.id === id)?.files ?? [];
	if (files.length >= MOST_FILES) return undefined;
	return change(sections, id, (section) => ({ ...section, files: [...files, file] }));
}

/** Names a file of a section anew, in Dutch; an empty title changes nothing. */
export function nameSectionFile(
	sections: readonly Section[],
	id: string,
	fileId: string,
	title: string,
): Section[] {
	return change(sections, id, ({ files = [], ...section }) => ({
		...section,
		files: files.map((file) => (file.fileId === fileId && title ? { ...file, title } : file)),
	}));
}

/** Takes a file from a section. */
export function removeSectionFile(sections: readonly Section[], id: string, fileId: string): Section[] {
	return change(sections, id, ({ files = [], ...section }) => {
		const kept = files.filter((file) => file.fileId !== fileId);
		return kept.length > 0 ? { ...section, files: kept } : section;
	});
}

/** Somebody looked at what came over from an earlier year: it is still right. */
export function markLooked(sections: readonly Section[], id: string): Section[] {
	return change(sections, id, ({ lookAgain: _, ...section }) => section);
}

/** Takes an own section away; those of the template are only switched off. */
export function removeOwnSection(sections: readonly Section[], id: string): Section[] {
	return sections.filter((section) => section.id !== id || section.kind !== 'own');
}

function change(sections: readonly Section[], id: string, how: (section: Section) => Section): Section[] {
	return sections.map((section) => (section.id === id ? how(section) : section));
}
