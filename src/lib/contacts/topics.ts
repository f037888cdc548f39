/** What parents can come to a contact for. Texts: `contacts_topic_*`. */
export const topics = [
	'how_my_child_is',
	'learning',
	'worries',
	'ill_or_late',
	'extra_help',
	'letters_and_forms',
	'language',
	'costs',
	'home',
	'joining_in',
] as const;
export type Topic = (typeof topics)[number];

/** The usual for a person who was named for a child or a group, and for one who was named for the whole school. */
export const usualTopics: Record<'child' | 'group' | 'school', readonly Topic[]> = {
	child: ['how_my_child_is', 'learning', 'worries'],
	group: ['how_my_child_is', 'learning', 'worries'],
	school: ['letters_and_forms', 'language', 'joining_in'],
};

/** Topics for which a school may name somebody else than the fixed person. Texts: `contacts_for_*`. */
export const contactTopics = ['learning', 'behaviour', 'absence', 'money', 'language'] as const;
export type ContactTopic = (typeof contactTopics)[number];
