import * as v from 'valibot';

/** Teachers of one group that the form has room for. */
export const MOST_TEACHERS = 6;

export interface GroupTeacher {
	staffId: string;
	/** 1 (Monday) to 5; empty: all their days at school. */
	days: number[];
}

const day = v.pipe(v.string(), v.picklist(['1', '2', '3', '4', '5'], 'not_a_choice'));

const base = v.object({
	name: v.pipe(v.string('required'), v.nonEmpty('required'), v.maxLength(64, 'too_long')),
	kind: v.picklist(['class', 'across'], 'not_a_choice'),
	yearGroups: v.optional(v.array(v.pipe(v.string(), v.regex(/^(\d{1,2}|[A-Z])$/, 'not_a_choice'))), []),
});
const teacher = v.optional(v.pipe(v.string(), v.maxLength(100, 'too_long')), '');
const days = v.optional(v.array(day), []);

/** A group as the office writes it down: name, kind, year groups, and teachers with their days. */
export const groupSchema: typeof base = v.object({
	...base.entries,
	...Object.fromEntries(
		Array.from({ length: MOST_TEACHERS }, (_, at) => [
			[`teacher${at}`, teacher] as const,
			[`days${at}`, days] as const,
		]).flat(),
	),
});
export type GroupFields = v.InferOutput<typeof base>;

export interface GroupInput {
	name: string;
	kind: 'class' | 'across';
	yearGroups: string[];
	teachers: GroupTeacher[];
}

/** What the form said; a teacher who was chosen twice counts once, with the days of both. */
export function groupOf(fields: GroupFields & Record<string, unknown>): GroupInput {
	const chosen = new Map<string, Set<number>>();
	for (let at = 0; at < MOST_TEACHERS; at++) {
		const staffId = (fields[`teacher${at}`] ?? '') as string;
		if (!staffId) continue;
		const own = chosen.get(staffId) ?? new Set();
		for (const one of (fields[`days${at}`] ?? []) as string[]) own.add(Number(one));
		chosen.set(staffId, own);
	}
	return {
		name: fields.name.replace(/\s+/g, ' '),
		kind: fields.kind,
		yearGroups: [...new Set(fields.yearGroups)].sort(byYear),
		teachers: [...chosen].map(([staffId, own]) => ({ staffId, days: [...own].sort((a, b) => a - b) })),
	};
}

const byYear = (a: string, b: string) => Number(a) - Number(b) || (a < b ? -1 : 1);
