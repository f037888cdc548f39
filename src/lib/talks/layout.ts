/**
 * Everything that could happen in a round, before anything is chosen: each talk at each time at which it can be, and
 * which of those can't happen together.
 */
import type { Minute, PlanRefusal, Session, Talk, TalkFamily, TalkProblem } from './problem.ts';
import { canDoBoth, dayOf, familyTimeAt, pitchOf, sessionAt, startsOf, walkingMinutes } from './rules.ts';

/** One talk at one time, with one team and, where one is needed, one interpreter. */
export interface Placement {
	/** Index among the round's talks. */
	talk: number;
	start: Minute;
	room: string | null;
	teachers: string[];
	interpreter: string | null;
	preferred: boolean;
}

export interface LaidTalk {
	id: string;
	family: number;
	/** Indexes of its placements; a fixed talk has one. */
	placements: number[];
	fixed: boolean;
}

export interface LaidFamily {
	id: string;
	talks: number[];
	/** One of its talks is fixed, so that not all of them stand or fall with the family. */
	anyFixed: boolean;
}

/** At most so many of these can happen. */
export interface Limit {
	/** Indexes of moments. */
	moments: number[];
	most: number;
}

/** Of these placements of one family at most one can happen, and only when the family is placed. */
export interface Together {
	family: number;
	placements: number[];
}

export interface Layout {
	problem: TalkProblem;
	placements: Placement[];
	talks: LaidTalk[];
	families: LaidFamily[];
	/** The placements with one teacher, in one room or with one interpreter that begin at one time: one of them at most. */
	moments: number[][];
	/** By placement: its moments. */
	momentsOf: number[][];
	/** The moments of each teacher in each session, in the order of time. */
	sessions: number[][];
	/** What teachers, rooms and interpreters can't do at the same time, or in a row. */
	limits: Limit[];
	/** By moment: its limits. */
	limitsOf: number[][];
	/** By family. */
	together: Together[][];
	/** Families that come apart. */
	apart: [number, number][];
}

type Laid = { ok: true; layout: Layout } | { ok: false; refusal: PlanRefusal; talks: string[] };

export function layOut(problem: TalkProblem): Laid {
	const fixed = readFixed(problem);
	if (!fixed.ok) return fixed;
	const layout: Layout = {
		problem,
		placements: [],
		talks: [],
		families: [],
		moments: [],
		momentsOf: [],
		sessions: [],
		limits: [],
		limitsOf: [],
		together: [],
		apart: apartPairs(problem),
	};
	const place = placing(problem);
	for (const [index, family] of problem.families.entries()) {
		const talks = family.talks.map(({ id, group }) => {
			const stays = fixed.of(family.id, id);
			const found = stays ? [asPlacement(stays, family, problem)] : place(family, group);
			const first = layout.placements.length;
			const talk = layout.talks.length;
			layout.placements.push(...found.map((placement) => ({ ...placement, talk })));
			const placements = found.map((_, offset) => first + offset);
			layout.talks.push({ id, family: index, placements, fixed: stays !== undefined });
			return talk;
		});
		const anyFixed = talks.some((talk) => layout.talks[talk]?.fixed);
		layout.families.push({ id: family.id, talks, anyFixed });
	}
	const ofTeachers = momentsBy(layout, ({ teachers }) => teachers);
	layout.limits = [
		...limitsOfTeachers(layout, ofTeachers),
		...limitsOfRooms(layout),
		...limitsOfInterpreters(layout),
	];
	layout.momentsOf = turned(layout.moments, layout.placements.length);
	layout.limitsOf = turned(
		layout.limits.map(({ moments }) => moments),
		layout.moments.length,
	);
	layout.sessions = sessionsOf(layout, ofTeachers);
	layout.together = layout.families.map((_, family) => togetherOf(layout, family));
	const clash = findClash(layout);
	return clash ? { ok: false, refusal: 'fixed_talks_clash', talks: clash } : { ok: true, layout };
}

/** The talk that a placement stands for. */
export function talkOf({ placements, talks, families }: Layout, index: number): Talk {
	const placement = placements[index] as Placement;
	const talk = talks[placement.talk] as LaidTalk;
	const { teachers, start, room, interpreter } = placement;
	const family = (families[talk.family] as LaidFamily).id;
	return { id: talk.id, family, teachers: [...teachers], start, room, interpreter };
}

type Free = Omit<Placement, 'talk'>;

/** Finds every time at which a family's talk with a group can be. */
function placing(problem: TalkProblem) {
	const { length } = problem;
	const teachers = new Map(problem.teachers.map((teacher) => [teacher.id, teacher]));
	const groups = new Map(problem.groups.map((group) => [group.id, group]));
	const speakers = (language: string) =>
		problem.interpreters.filter(({ languages }) => languages.includes(language));

	/** Where and when this team can be, one placement for each interpreter who could be there. */
	function ofTeam([first = '', ...others]: string[], family: TalkFamily): Free[] {
		const interpreters = family.language === undefined ? undefined : speakers(family.language);
		return (teachers.get(first)?.sessions ?? []).flatMap((session) =>
			startsOf(session, problem).flatMap((start): Free[] => {
				const time = familyTimeAt(family.times, start, length);
				if (!time) return [];
				if (!others.every((id) => sessionAt(teachers.get(id)?.sessions ?? [], start, length))) return [];
				const { room } = session;
				const free = { start, room, teachers: [first, ...others], preferred: time.preferred };
				if (!interpreters) return [{ ...free, interpreter: null }];
				return interpreters
					.filter(({ times }) => times.some(({ from, to }) => from <= start && start + length <= to))
					.map(({ id }) => ({ ...free, interpreter: id }));
			}),
		);
	}

	return (family: TalkFamily, group: string): Free[] => {
		const seen = new Set<string>();
		return (groups.get(group)?.teams ?? [])
			.flatMap((team) => ofTeam(team, family))
			.filter((free) => {
				// two sessions of one teacher may overlap by mistake: the same talk twice would be a choice between nothing
				const key = JSON.stringify([free.start, free.room, free.teachers, free.interpreter]);
				return !seen.has(key) && seen.add(key);
			});
	};
}

function asPlacement(talk: Talk, family: TalkFamily, { length }: TalkProblem): Free {
	const { start, room, teachers, interpreter } = talk;
	const preferred = familyTimeAt(family.times, start, length)?.preferred ?? false;
	return { start, room, teachers, interpreter, preferred };
}

/** Looks up the fixed talks; refused when one names what the round does not have, or stands there twice. */
function readFixed(problem: TalkProblem) {
	const key = (family: string, id: string) => `${family}\n${id}`;
	const known = new Set(problem.families.flatMap(({ id, talks }) => talks.map((talk) => key(id, talk.id))));
	const teachers = new Set(problem.teachers.map(({ id }) => id));
	const interpreters = new Set<string | null>(problem.interpreters.map(({ id }) => id)).add(null);
	const found = new Map<string, Talk>();
	const unknown: string[] = [];
	for (const talk of problem.fixed) {
		const name = key(talk.family, talk.id);
		if (
			!known.has(name) ||
			found.has(name) ||
			!talk.teachers.every((id) => teachers.has(id)) ||
			!interpreters.has(talk.interpreter)
		)
			unknown.push(talk.id);
		found.set(name, talk);
	}
	if (unknown.length > 0)
		return { ok: false as const, refusal: 'fixed_talk_unknown' as const, talks: unknown };
	return { ok: true as const, of: (family: string, id: string) => found.get(key(family, id)) };
}

function apartPairs({ families }: TalkProblem): [number, number][] {
	const index = new Map(families.map(({ id }, at) => [id, at]));
	const pairs = new Map<string, [number, number]>();
	for (const [at, { apartFrom }] of families.entries()) {
		const other = apartFrom === undefined ? undefined : index.get(apartFrom);
		if (other === undefined || other === at) continue;
		const pair: [number, number] = at < other ? [at, other] : [other, at];
		pairs.set(pair.join(), pair);
	}
	return [...pairs.values()];
}

// ——— what can't happen together ———

function append<Key>(lists: Map<Key, number[]>, key: Key, value: number): void {
	const list = lists.get(key);
	if (list) list.push(value);
	else lists.set(key, [value]);
}

/** For each name: the moments at which it is taken, in the order of time. */
function momentsBy(
	layout: Layout,
	names: (placement: Placement) => (string | null)[],
	place: (placement: Placement) => unknown = ({ start }) => start,
): Map<string, number[]> {
	const found = new Map<string, Map<string, number[]>>();
	for (const [index, placement] of layout.placements.entries())
		for (const name of names(placement)) {
			if (name === null) continue;
			const places = found.get(name) ?? new Map<string, number[]>();
			append(places, JSON.stringify(place(placement)), index);
			found.set(name, places);
		}
	return new Map(
		[...found].map(([name, places]) => {
			const moments = [...places.values()].map((placements) => layout.moments.push(placements) - 1);
			return [name, moments.sort((a, b) => momentStart(layout, a) - momentStart(layout, b))];
		}),
	);
}

const momentPlace = ({ placements, moments }: Layout, moment: number) =>
	placements[moments[moment]?.[0] ?? -1] as Placement;

const momentStart = (layout: Layout, moment: number) => momentPlace(layout, moment).start;

/**
 * What lasts from its start for so many minutes, one at a time. Everything that lasts over one instant excludes each
 * other, and each two that do meet at the start of the later one: one limit for each start says it all, and says it more
 * sharply than a limit for each two.
 */
function oneAtATime(sorted: number[], startOf: (index: number) => Minute, minutes: number): number[][] {
	const starts = [...new Set(sorted.map(startOf))];
	return starts.flatMap((start, at) => {
		const during = sorted.filter((index) => startOf(index) <= start && startOf(index) > start - minutes);
		const next = starts[at + 1];
		// what begins before any of these is over says this too
		const over = Math.min(...during.map(startOf)) + minutes;
		return next !== undefined && next < over ? [] : [during];
	});
}

const onceOf = (layout: Layout, moments: number[], minutes: number): Limit[] =>
	oneAtATime(moments, (moment) => momentStart(layout, moment), minutes).map((during) => ({
		moments: during,
		most: 1,
	}));

/** From "what is in each" to "in which each is". */
function turned(lists: number[][], length: number): number[][] {
	const found = Array.from({ length }, (): number[] => []);
	for (const [at, list] of lists.entries()) for (const value of list) found[value]?.push(at);
	return found;
}

function sessionsOf(layout: Layout, ofTeachers: Map<string, number[]>): number[][] {
	const { length, teachers } = layout.problem;
	return teachers.flatMap(({ id, sessions }) => {
		const found = new Map<Session, number[]>();
		for (const moment of ofTeachers.get(id) ?? []) {
			const session = sessionAt(sessions, momentStart(layout, moment), length);
			if (session) append(found, session, moment);
		}
		return [...found.values()];
	});
}

function limitsOfTeachers(layout: Layout, ofTeachers: Map<string, number[]>): Limit[] {
	const pitch = pitchOf(layout.problem);
	const inARow = new Map(layout.problem.teachers.map(({ id, inARow }) => [id, inARow]));
	return [...ofTeachers].flatMap(([teacher, moments]) => {
		const most = inARow.get(teacher);
		return [
			...onceOf(layout, moments, pitch),
			...(most === undefined ? [] : limitsInARow(layout, moments, most)),
		];
	});
}

/** Of each row of starts that follow each other without a free talk's time between, one more than allowed. */
function limitsInARow(layout: Layout, moments: number[], most: number): Limit[] {
	const pitch = pitchOf(layout.problem);
	const startOf = (moment: number) => momentStart(layout, moment);
	let rows = moments.map((moment) => [moment]);
	for (let count = 0; count < most; count++)
		rows = rows.flatMap((row) => {
			const last = startOf(row.at(-1) ?? 0);
			return moments
				.filter((next) => startOf(next) >= last + pitch && startOf(next) < last + 2 * pitch)
				.map((next) => [...row, next]);
		});
	// what was agreed by hand is kept, even where it leaves no break
	return rows.map((row) => ({ moments: row, most: Math.max(most, fixedIn(layout, row).length) }));
}

function limitsOfRooms(layout: Layout): Limit[] {
	return [...momentsBy(layout, ({ room }) => [room])].flatMap(([, moments]) => {
		const users = new Set(moments.flatMap((moment) => teachersAt(layout, moment)));
		return users.size > 1 ? onceOf(layout, moments, layout.problem.length) : [];
	});
}

const teachersAt = ({ moments, placements }: Layout, moment: number) =>
	(moments[moment] ?? []).map((index) => placements[index]?.teachers[0]);

function limitsOfInterpreters(layout: Layout): Limit[] {
	const { length, interpreters } = layout.problem;
	const walks = new Set(interpreters.filter((interpreter) => interpreter.walks).map(({ id }) => id));
	const moments = momentsBy(
		layout,
		({ interpreter }) => [interpreter],
		({ start, room }) => [start, room],
	);
	return [...moments].flatMap(([id, here]) => [
		...onceOf(layout, here, length),
		...(walks.has(id) ? limitsOfWalking(layout, here) : []),
	]);
}

/** Whoever talks in one room is in the others only when there was time to walk. */
function limitsOfWalking(layout: Layout, moments: number[]): Limit[] {
	const { length } = layout.problem;
	const walk = walkingMinutes(layout.problem);
	return moments.flatMap((here) => {
		const from = momentPlace(layout, here);
		// those that begin within one talk's length exclude each other too, so one limit serves them all
		const tooSoon = new Map<number, number[]>();
		for (const there of moments) {
			const to = momentPlace(layout, there);
			const late = to.start - (from.start + length);
			if (late >= 0 && late < walk(from.room, to.room)) append(tooSoon, Math.floor(late / length), there);
		}
		return [...tooSoon.values()].map((there) => ({ moments: [here, ...there], most: 1 }));
	});
}

/** Which times of a family's talks exclude each other: nobody is in two rooms at once, and walking takes time. */
function togetherOf(layout: Layout, family: number): Together[] {
	const { length } = layout.problem;
	const walk = walkingMinutes(layout.problem);
	const { talks } = layout.families[family] as LaidFamily;
	const placementsOf = (talk: number) => layout.talks[talk]?.placements ?? [];
	const pairs = talks.flatMap((one, at) => talks.slice(at + 1).map((other) => [one, other] as const));
	const limits = pairs.flatMap(([one, other]) => {
		const places = new Map<string, number[]>();
		for (const index of placementsOf(one)) {
			const { start, room } = layout.placements[index] as Placement;
			append(places, JSON.stringify([start, room]), index);
		}
		return [...places.values()].flatMap((here) => {
			const place = layout.placements[here[0] ?? 0] as Placement;
			const there = placementsOf(other).filter(
				(index) => !canDoBoth(place, layout.placements[index] as Placement, length, walk),
			);
			return there.length > 0 ? [{ family, placements: [...here, ...there] }] : [];
		});
	});
	if (talks.length < 3) return limits;
	const startOf = (index: number) => layout.placements[index]?.start ?? 0;
	const all = talks.flatMap(placementsOf).sort((a, b) => startOf(a) - startOf(b));
	return [...limits, ...oneAtATime(all, startOf, length).map((placements) => ({ family, placements }))];
}

// ——— fixed talks ———

const isFixed = ({ placements, talks }: Layout, index: number) =>
	talks[placements[index]?.talk ?? -1]?.fixed === true;

const fixedIn = (layout: Layout, moments: number[]) =>
	moments.flatMap((moment) => layout.moments[moment] ?? []).filter((index) => isFixed(layout, index));

/** Fixed talks that can't all happen; undefined when they can. */
function findClash(layout: Layout): string[] | undefined {
	const name = (index: number) => layout.talks[layout.placements[index]?.talk ?? -1]?.id ?? '';
	for (const { moments, most } of layout.limits) {
		const fixed = fixedIn(layout, moments);
		if (fixed.length > most) return fixed.map(name);
	}
	for (const { placements } of layout.together.flat()) {
		const fixed = placements.filter((index) => isFixed(layout, index));
		if (fixed.length > 1) return fixed.map(name);
	}
	for (const [one, other] of layout.apart) {
		const [mine, theirs] = [one, other].map((family) => fixedOf(layout, family)) as [number[], number[]];
		const meet = [...daysOf(layout, mine)].find(
			(day) => ordersOf(layout, onDay(layout, mine, day), onDay(layout, theirs, day)).length === 0,
		);
		if (meet !== undefined) return [...onDay(layout, mine, meet), ...onDay(layout, theirs, meet)].map(name);
	}
	return undefined;
}

const fixedOf = (layout: Layout, family: number) =>
	(layout.families[family]?.talks ?? [])
		.filter((talk) => layout.talks[talk]?.fixed)
		.flatMap((talk) => layout.talks[talk]?.placements ?? []);

const daysOf = ({ placements }: Layout, indexes: number[]) =>
	new Set(indexes.map((index) => dayOf(placements[index]?.start ?? 0)));

const onDay = ({ placements }: Layout, indexes: number[], day: number) =>
	indexes.filter((index) => dayOf(placements[index]?.start ?? 0) === day);

/** In which order two stays can lie far enough apart. */
function ordersOf({ placements, problem }: Layout, mine: number[], theirs: number[]): ('first' | 'last')[] {
	const apart = problem.length + problem.apartMinutes;
	const starts = (indexes: number[]) => indexes.map((index) => placements[index]?.start ?? 0);
	const orders: ('first' | 'last')[] = [];
	if (Math.max(...starts(mine)) + apart <= Math.min(...starts(theirs))) orders.push('first');
	if (Math.max(...starts(theirs)) + apart <= Math.min(...starts(mine))) orders.push('last');
	return orders;
}

/** Two talks of this family, of the chosen ones, at which it can't both be. */
export function isTorn(layout: Layout, family: number, chosen: ReadonlySet<number>): boolean {
	const walk = walkingMinutes(layout.problem);
	const mine = (layout.families[family]?.talks ?? [])
		.flatMap((talk) => layout.talks[talk]?.placements ?? [])
		.filter((index) => chosen.has(index))
		.map((index) => layout.placements[index] as Placement);
	return mine.some((one, at) =>
		mine.slice(at + 1).some((other) => !canDoBoth(one, other, layout.problem.length, walk)),
	);
}
