// Which times are still to be had where parents pick, and in which ways a family has its talks side by side.
import type { Minute, Session, Walking } from './problem.ts';
import { areSideBySide, canDoBoth, dayOf, pitchOf, startsOf, stayApart, walkingMinutes } from './rules.ts';

/** What a round says about its times, in minutes. */
export interface RoundRules {
	length: number;
	pause: number;
	inARow: number | null;
	waitAtMost: number;
	apartMinutes: number;
	walking: Walking;
}

export interface TeacherTimes {
	staffId: string;
	sessions: readonly Session[];
}

/** A talk that is agreed already. */
export interface TakenTime {
	staffIds: readonly string[];
	start: Minute;
	room: string | null;
}

/** A time that a talk of a group can have. */
export interface OpenTime {
	start: Minute;
	staffIds: string[];
	room: string | null;
}

/**
 * The times at which a group's talk can be, in order: a team is there together, nobody has two talks at once, a room has
 * one, and after so many talks in a row the next one stays free.
 */
export function openTimes(
	teams: readonly (readonly string[])[],
	teachers: readonly TeacherTimes[],
	taken: readonly TakenTime[],
	rules: RoundRules,
): OpenTime[] {
	const sessionsOf = new Map(teachers.map(({ staffId, sessions }) => [staffId, sessions]));
	const { length } = rules;
	const pitch = pitchOf(rules);
	const found = teams.flatMap((team) => {
		const [lead] = team;
		if (!lead) return [];
		const own = taken.filter(({ staffIds }) => staffIds.some((id) => team.includes(id)));
		return (sessionsOf.get(lead) ?? []).flatMap((session) =>
			startsOf(session, rules)
				.filter((start) =>
					team.every((id) =>
						(sessionsOf.get(id) ?? []).some(({ from, to }) => from <= start && start + length <= to),
					),
				)
				.filter((start) => own.every((talk) => Math.abs(talk.start - start) >= pitch))
				.filter((start) => team.every((id) => fitsInRow(taken, id, start, rules)))
				.filter(
					(start) =>
						session.room === null ||
						taken.every(
							({ room, start: other }) => room !== session.room || Math.abs(other - start) >= length,
						),
				)
				.map((start) => ({ start, staffIds: [...team].sort(), room: session.room })),
		);
	});
	return found.sort((a, b) => a.start - b.start || a.staffIds.join().localeCompare(b.staffIds.join()));
}

/** Whether a teacher has no more talks in a row than the round says, with this one. */
function fitsInRow(taken: readonly TakenTime[], staffId: string, start: Minute, rules: RoundRules): boolean {
	if (rules.inARow === null) return true;
	const pitch = pitchOf(rules);
	const starts = new Set(
		taken.filter(({ staffIds }) => staffIds.includes(staffId)).map((talk) => talk.start),
	);
	let row = 1;
	for (let before = start - pitch; starts.has(before); before -= pitch) row++;
	for (let after = start + pitch; starts.has(after); after += pitch) row++;
	return row <= rules.inARow;
}

/** All talks of a family, one for each child. */
export interface FamilyWay {
	/** In order of time. */
	talks: ({ childId: string } & OpenTime)[];
	sideBySide: boolean;
}

/** So many ways are offered from each time at which a family can begin, so that no day falls off the end. */
const MOST_WAYS = { sideBySide: 96, sameDay: 16 };
const MOST_CHILDREN = 4;

/**
 * The ways in which a family has a talk for each child: side by side with time to walk; where there is none, on the same day.
 * `apartFrom`: talks of the child's other parent, from whom they stay apart. In order of time.
 */
export function familyWays(
	children: readonly { childId: string; times: readonly OpenTime[] }[],
	rules: RoundRules,
	apartFrom: readonly { start: Minute; room: string | null }[] = [],
): FamilyWay[] {
	if (children.length === 0 || children.length > MOST_CHILDREN) return [];
	const walk = walkingMinutes(rules);
	const ways = (near: boolean) => {
		const found: FamilyWay[] = [];
		const from = new Map<Minute, number>();
		const most = near ? MOST_WAYS.sideBySide : MOST_WAYS.sameDay;
		const follow = (way: FamilyWay['talks'], left: typeof children): void => {
			const begin = way[0]?.start;
			if (begin !== undefined && (from.get(begin) ?? 0) >= most) return;
			if (left.length === 0) {
				if (!stayApart(way, [...apartFrom], rules)) return;
				if (begin !== undefined) from.set(begin, (from.get(begin) ?? 0) + 1);
				found.push({ talks: way, sideBySide: areSideBySide(way, rules, walk) });
				return;
			}
			const last = way.at(-1);
			for (const child of left)
				for (const time of child.times) {
					if (last && (time.start <= last.start || dayOf(time.start) !== dayOf(last.start))) continue;
					if (last && !canDoBoth(last, time, rules.length, walk)) continue;
					const next = [...way, { childId: child.childId, ...time }];
					if (last && near && !areSideBySide([last, time], rules, walk)) continue;
					follow(
						next,
						left.filter((one) => one !== child),
					);
				}
		};
		follow([], children);
		return found;
	};
	const near = ways(true);
	const all = near.length > 0 || children.length === 1 ? near : ways(false);
	const startOf = (way: FamilyWay) => way.talks[0]?.start ?? 0;
	return all.sort((a, b) => startOf(a) - startOf(b));
}

/**
 * Of ways with the same times only those in which a family meets the fewest teachers, and each way of who talks about whom
 * once: which of two children comes first is nothing to choose. So a time stands there once or twice, not eight times.
 */
export function plainWays<W extends { talks: readonly WayTalk[] }>(ways: readonly W[]): W[] {
	const teamOf = ({ staffIds }: WayTalk) => staffIds.join();
	const people = ({ talks }: W) => new Set(talks.map(teamOf)).size;
	const alike = Map.groupBy(ways, ({ talks }) => talks.map(({ startsAt }) => startsAt.getTime()).join());
	const plain = new Set(
		[...alike.values()].flatMap((same) => {
			const fewest = Math.min(...same.map(people));
			const about = (way: W) =>
				way.talks
					.map((talk) => `${talk.childId} ${teamOf(talk)}`)
					.sort()
					.join();
			const once = new Map(
				same
					.filter((way) => people(way) === fewest)
					.reverse()
					.map((way) => [about(way), way]),
			);
			return [...once.values()];
		}),
	);
	return ways.filter((way) => plain.has(way));
}

interface WayTalk {
	childId: string;
	startsAt: Date;
	staffIds: readonly string[];
}
