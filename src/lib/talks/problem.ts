/**
 * A round of talks as the planner sees it, and what it answers. Nothing in here is personal: ids and minutes only.
 */

/**
 * Whole minutes since the midnight with which the round's period begins, by the clock on the school's wall. Day 2,
 * half past seven in the evening is 2 × 1440 + 1170.
 */
export type Minute = number;

export const MINUTES_OF_DAY = 1440;

/** From a minute on, until another is reached. */
export interface Span {
	from: Minute;
	to: Minute;
}

/** A time at which a teacher holds talks, in one room. Breaks that are known beforehand lie between two sessions. */
export interface Session extends Span {
	/** Where; nobody walks to a talk by phone or video, which has no room. */
	room: string | null;
}

export interface TalkTeacher {
	id: string;
	sessions: Session[];
	/** So many talks follow each other at most; then the time of one talk stays free. No limit when left out. */
	inARow?: number;
}

/** The children of one class. */
export interface TalkGroup {
	id: string;
	/**
	 * With whom a child's talk can be: each team is one or more teachers who are there together. A class with a job-share
	 * has two teams of one; a class whose two teachers talk together has one team of two. The first one's room counts.
	 */
	teams: string[][];
}

/** A time that a family can. */
export interface FamilyTime extends Span {
	/** Rather then than at its other times. */
	preferred: boolean;
}

/**
 * Who come to the talks together: a family, or one of two parents who asked to come apart (then each is a family of its
 * own here, with its own talk about the same child). All of its talks are placed, or none.
 */
export interface TalkFamily {
	id: string;
	talks: { id: string; group: string }[];
	times: FamilyTime[];
	/** Needs an interpreter of this language at every talk. */
	language?: string;
	/** The other parent, when one of the two asked not to meet. Named at one of the two is enough. */
	apartFrom?: string;
}

export interface Interpreter {
	id: string;
	languages: string[];
	times: Span[];
	/** Is there in person and walks from room to room; else helps by phone. */
	walks: boolean;
}

/** Minutes from room to room. */
export interface Walking {
	/** For every two rooms that are not listed. */
	otherwise: number;
	between: { rooms: [string, string]; minutes: number }[];
}

export interface TalkProblem {
	/** Minutes that a talk lasts. */
	length: number;
	/** Minutes that a teacher keeps free after each talk, to write and to take the next one in. */
	pause: number;
	/** Talks of a family are side by side when it waits at most so many minutes between them, walking not counted. */
	waitAtMost: number;
	/** Minutes at least between the stays of two parents who come apart. */
	apartMinutes: number;
	walking: Walking;
	teachers: TalkTeacher[];
	groups: TalkGroup[];
	families: TalkFamily[];
	interpreters: Interpreter[];
	/** Talks that stay as they are, whatever the times say by now. */
	fixed: Talk[];
}

/** One talk with its time: what a schedule is made of. */
export interface Talk {
	/** The id of the talk in its family. */
	id: string;
	family: string;
	teachers: string[];
	start: Minute;
	room: string | null;
	interpreter: string | null;
}

/** What the planner looks for, the most important first: a later aim never costs an earlier one anything. */
export const talkAims = ['placed', 'split', 'gaps', 'preferred'] as const;
export type TalkAim = (typeof talkAims)[number];

/** How far the planner came with one aim. */
export interface AimResult {
	aim: TalkAim;
	/**
	 * `placed`: families that have all their talks. `split`: placed families with several talks that are not side by side
	 * (fewer is better). `gaps`: free minutes between a teacher's talks of one session (fewer is better). `preferred`: talks
	 * at a time that the family would rather have.
	 */
	reached: number;
	/** No schedule does better than this, with the earlier aims as they were reached. */
	bound: number;
	/** True when nothing better exists. */
	proven: boolean;
	seconds: number;
	/** Nodes of the search tree. */
	nodes: number;
}

export type TalkChange =
	/** This teacher holds one talk more, just before or after a session. */
	| { kind: 'teacher_time'; teacher: string; start: Minute; room: string | null }
	/** The family comes at a time that it did not give. */
	| { kind: 'family_time'; start: Minute }
	/** The interpreter is there then. */
	| { kind: 'interpreter_time'; interpreter: string; start: Minute };

/** With which a family that could not be placed fits in, while all others keep their talks. */
export interface SmallestChange {
	family: string;
	/** What to ask for, all of it; empty when the family fits in as it is. */
	changes: TalkChange[];
	/** The family's talks with that. */
	talks: Talk[];
}

export interface TalkPlan {
	talks: Talk[];
	/** Families that are not placed, in the order of the problem. */
	unplaced: string[];
	/** For families of `unplaced`, each by itself and checked by planning again: what would place it. */
	changes: SmallestChange[];
	aims: AimResult[];
	/** Stopped by hand before the last aim was done. */
	stopped: boolean;
}

export type PlanRefusal =
	/** Fixed talks stand in each other's way: `talks` names them. */
	| 'fixed_talks_clash'
	/** A fixed talk names a family, talk, teacher or interpreter that the round does not have, or stands there twice. */
	| 'fixed_talk_unknown';

export type PlanAnswer = { ok: true; plan: TalkPlan } | { ok: false; refusal: PlanRefusal; talks: string[] };

/** What is told meanwhile. */
export interface PlanProgress {
	aim: TalkAim;
	reached: number;
	bound: number;
}
