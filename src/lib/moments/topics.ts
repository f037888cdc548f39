import * as v from 'valibot';
import type { MomentKind } from './kinds.ts';

/** Where parents talk with each other or with the school: to these they can send topics and questions beforehand. */
const kindsWithTopics: ReadonlySet<MomentKind> = new Set([
	'evening',
	'parent_circle',
	'coffee',
	'open_evening',
]);

export function takesTopics(kind: MomentKind): boolean {
	return kindsWithTopics.has(kind);
}

/** Most topics that one guardian may send for one moment. */
export const MOST_TOPICS = 3;

export const topicSchema = v.object({
	topic: v.pipe(v.string('required'), v.minLength(3, 'required'), v.maxLength(200, 'too_long')),
});
export const topicIdSchema = v.object({
	topicId: v.pipe(v.string('required'), v.nonEmpty('required'), v.maxLength(40, 'not_a_choice')),
});
