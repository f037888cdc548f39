/** Every kind of contact moment. `momentKinds` in this order is how they are listed. */
export const momentKindNames = [
	'look',
	'welcome_talk',
	'home_visit',
	'ten_minutes',
	'tour',
	'parent_circle',
	'evening',
	'coffee',
	'feast',
] as const;
export type MomentKind = (typeof momentKindNames)[number];
