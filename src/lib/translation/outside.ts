/**
 * Kinds of text that may be about a child: a service outside gets them only where the head switched that kind on. The card,
 * days off, what staff are called by their work and moments are for all parents of the school, and go without.
 */
export const outsideKinds = ['message', 'good_news', 'answer'] as const;
export type OutsideKind = (typeof outsideKinds)[number];

/** The kinds of things (`aboutKind` of a translation) whose texts are of one of these; all others are for all parents. */
const kindOfThing: Record<string, OutsideKind> = {
	message: 'message',
	moment_message: 'message',
	good_news: 'good_news',
	answer: 'answer',
	moment_topic: 'answer',
	talk_answer: 'answer',
	talk_agreement: 'answer',
};

/** What the head has to allow before a text about such a thing goes outside; undefined: nothing. */
export function outsideKindOf(aboutKind: string): OutsideKind | undefined {
	return kindOfThing[aboutKind];
}
