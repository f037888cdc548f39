// What staff can change of a published task: what it says. Not what decides who may help, and not when.
import * as v from 'valibot';

const line = (most: number) => v.pipe(v.optional(v.string(), ''), v.maxLength(most, 'too_long'));
const tags = v.pipe(v.array(v.pipe(v.string(), v.maxLength(20, 'too_long'))), v.maxLength(20, 'too_many'));
const texts = { title: line(80), place: line(80), note: line(500), contactId: line(64) };

export const detailsSchema = v.object({
	...texts,
	languages: tags,
	/** The same as they stood on the page: so who is second sees what the first wrote. */
	wasTitle: texts.title,
	wasPlace: texts.place,
	wasNote: texts.note,
	wasContactId: texts.contactId,
	wasLanguages: tags,
});

/** What stands in the fields; an empty text is the template's own, at school, or none. */
export interface TaskDetails {
	title: string;
	place: string;
	note: string;
	contactId: string;
	languages: string[];
}

export const detailFields = ['title', 'place', 'note', 'contactId', 'languages'] as const;

/** The fields as they were typed, and as they were read. */
export function detailsIn(form: v.InferOutput<typeof detailsSchema>): {
	typed: TaskDetails;
	read: TaskDetails;
} {
	const { title, place, note, contactId, languages } = form;
	const { wasTitle, wasPlace, wasNote, wasContactId, wasLanguages } = form;
	return {
		typed: { title, place, note, contactId, languages },
		read: {
			...{ title: wasTitle, place: wasPlace, note: wasNote, contactId: wasContactId },
			languages: wasLanguages,
		},
	};
}

/** The fields of a task as it stands. */
export function detailsOf(task: {
	title: string | null;
	place: string | null;
	note: string | null;
	contactId: string | null;
	languages: readonly string[];
}): TaskDetails {
	return {
		...{ title: task.title ?? '', place: task.place ?? '', note: task.note ?? '' },
		...{ contactId: task.contactId ?? '', languages: [...task.languages] },
	};
}

/** Whether two say the same: the order of languages is none, and forms send their own ends of lines. */
export function sameDetail(a: string | readonly string[], b: string | readonly string[]): boolean {
	const plain = (one: typeof a) => [one].flat().toSorted().join(' ').replaceAll('\r\n', '\n');
	return plain(a) === plain(b);
}

/** What was typed, over what somebody else saved meanwhile: a field that was left as it was read takes theirs. */
export function typedOver(typed: TaskDetails, read: TaskDetails, stored: TaskDetails): TaskDetails {
	const keep = <F extends keyof TaskDetails>(field: F): TaskDetails[F] =>
		sameDetail(typed[field], read[field]) ? stored[field] : typed[field];
	return {
		...{ title: keep('title'), place: keep('place'), note: keep('note') },
		...{ contactId: keep('contactId'), languages: keep('languages') },
	};
}
