// What a round of talks is made of: the words that tables, rules, pages and notices share.
import type { AimResult } from './problem.ts';

/** Welkomgesprek, startgesprek, tienminutengesprek, huisbezoek. */
export const talkKinds = ['welcome_talk', 'start_talk', 'ten_minutes', 'home_visit'] as const;
export type TalkKind = (typeof talkKinds)[number];

/** Parents pick a time themselves, or give times they can and the school plans all talks at once. */
export const roundWays = ['pick', 'plan'] as const;
export type RoundWay = (typeof roundWays)[number];

export const talkPlaces = ['school', 'home', 'phone', 'video'] as const;
export type TalkPlace = (typeof talkPlaces)[number];

/** The child is there, may come along, or stays at home. */
export const childPresence = ['with', 'welcome', 'without'] as const;
export type ChildPresence = (typeof childPresence)[number];

/** Our own questions, in every language; `own` is in the school's words, `child_asks` is what the child wants to say or ask. */
export const questionNames = [
	'good_at',
	'hopes',
	'worries',
	'at_home',
	'proud_of',
	'own',
	'child_asks',
] as const;
export type QuestionName = (typeof questionNames)[number];

/** Answered in words (written or spoken), or by choosing one of the school's answers. */
export const questionForms = ['words', 'choice'] as const;
export type QuestionForm = (typeof questionForms)[number];

/** Who says it: the guardian, or the child, who may have something to ask too. */
export const questionAsks = ['guardian', 'child'] as const;
export type QuestionAsks = (typeof questionAsks)[number];

/** A span of an interpreter: instants in milliseconds. */
export interface InterpreterTime {
	from: number;
	to: number;
}

/** A talk of a proposal. `fixed`: staff want it to stay when the planner runs again. Instants in milliseconds. */
export interface ProposedTalk {
	childId: string;
	/** Who come: one guardian, or the parents of the child together. In order of id. */
	guardianIds: string[];
	staffIds: string[];
	startsAt: number;
	room: string | null;
	interpreterId: string | null;
	fixed: boolean;
}

/** What the planner answered, by ids of the tables. Nothing is sent before staff say so. */
export interface Proposal {
	talks: ProposedTalk[];
	/** Parties without a time, each with the smallest change that would place it, where one was found. */
	leftOut: { childIds: string[]; guardianIds: string[]; changes: ProposedChange[] }[];
	aims: AimResult[];
	/** Ended by hand before it was done. */
	stopped: boolean;
}

/** What to ask for so that a party fits in. Instants in milliseconds. */
export type ProposedChange =
	| { kind: 'teacher_time'; staffId: string; startsAt: number; room: string | null }
	| { kind: 'family_time'; startsAt: number }
	| { kind: 'interpreter_time'; interpreterId: string; startsAt: number };
