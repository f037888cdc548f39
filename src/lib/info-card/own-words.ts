// Everything on the card that the school wrote itself, wherever it stands.
import type { AbsenceStep, Section, Translation, Wording, Words } from './sections.ts';

/**
 * Which text of a section: its own text or note, a step in own words, the title of a file, what a row is called (of an own
 * number, of groups that have gym). Rows have no place of their own: which one it is, its words say.
 */
export type OwnName = 'own' | 'note' | 'row' | `step.${AbsenceStep}` | `file.${string}`;

/** Where a section's own text or a step's stands. */
export function ownNameOf({ kind }: Pick<Section, 'kind'>, step: AbsenceStep | null): OwnName {
	if (step) return `step.${step}`;
	return kind === 'own' ? 'own' : 'note';
}

/** The texts of a section with how they are called. */
export function wordingsOf(section: Section): { name: OwnName; wording: Wording }[] {
	const found: { name: OwnName; wording: Wording }[] = [];
	mapWordings(section, (wording, name) => {
		found.push({ name, wording });
		return wording;
	});
	return found;
}

/** The section with each of its texts anew. */
export function mapWordings(section: Section, how: (wording: Wording, name: OwnName) => Wording): Section {
	const files = section.files?.map((file) => {
		const { titles, ...named } = file;
		const nl = { title: file.title, text: '' };
		const others = Object.fromEntries(
			Object.entries(titles ?? {}).map(([tag, title]): [string, Translation] => [
				tag,
				{ title, text: '', of: nl },
			]),
		);
		const made = Object.entries(how({ nl, others }, `file.${file.fileId}`).others);
		const now = made.flatMap(([tag, { title, of }]) => (of.title === nl.title ? [[tag, title]] : []));
		return now.length > 0 ? { ...named, titles: Object.fromEntries(now) as Record<string, string> } : named;
	});
	const mapped = {
		...section,
		note: section.note && how(section.note, 'note'),
		...(files ? { files } : {}),
	};
	if (mapped.kind === 'own')
		return { ...mapped, values: { ...mapped.values, wording: how(mapped.values.wording, 'own') } };
	if (mapped.kind === 'numbers')
		return {
			...mapped,
			values: {
				rows: mapped.values.rows.map((row) => (row.what === 'own' ? withName(row, row.label, how) : row)),
			},
		};
	if (mapped.kind === 'gym')
		return {
			...mapped,
			values: {
				...mapped.values,
				lessons: mapped.values.lessons.map((row) => withName(row, row.group, how)),
			},
		};
	if (mapped.kind !== 'absence') return mapped;
	const steps = Object.fromEntries(
		Object.entries(mapped.values.steps).map(([step, choice]) => [
			step,
			choice.wording ? { ...choice, wording: how(choice.wording, `step.${step as AbsenceStep}`) } : choice,
		]),
	) as typeof mapped.values.steps;
	return { ...mapped, values: { ...mapped.values, steps } };
}

/** What a row is called, as a text with its translations. */
export function rowWording(name: string, { others = {} }: { others?: Wording['others'] }): Wording {
	return { nl: { title: name, text: '' }, others };
}

function withName<R extends { others?: Wording['others'] }>(
	row: R,
	name: string,
	how: (wording: Wording, name: OwnName) => Wording,
): R {
	const { others: _, ...bare } = row;
	const { others } = how(rowWording(name, row), 'row');
	return (Object.keys(others).length > 0 ? { ...bare, others } : bare) as R;
}

/** The parts of a text that have words. */
export function partsOf(words: Words): { part: keyof Words; text: string }[] {
	return (['title', 'text'] as const).flatMap((part) => (words[part] ? [{ part, text: words[part] }] : []));
}
