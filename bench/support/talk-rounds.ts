// Rounds of talks of a whole school, made from a seed: the same one on every machine.
import { dice, type Dice } from '#lib/platform/dice.ts';
import { MINUTES_OF_DAY, type Session, type TalkFamily, type TalkProblem } from '#lib/talks/problem.ts';

export interface RoundKind {
	name: string;
	seed: number;
	/** Times that a teacher has, for each talk that is asked for. */
	room: number;
	/** Of a hundred families so many can at only one of the three times, and so many at only half of each. */
	once: number;
	half: number;
}

/** Easy, just possible, and not possible for everybody. */
export const rounds: RoundKind[] = [
	{ name: 'loose', seed: 20261006, room: 1.5, once: 10, half: 30 },
	{ name: 'tight', seed: 20261007, room: 1.12, once: 15, half: 35 },
	{ name: 'impossible', seed: 20261008, room: 0.96, once: 35, half: 50 },
];

const LENGTH = 10;
const IN_A_ROW = 6;
/** Two evenings and an afternoon, in two weeks: day and hours. */
const TIMES = [
	{ day: 1, from: 18 * 60, to: 21 * 60 + 30 },
	{ day: 3, from: 14 * 60 + 45, to: 18 * 60 },
	{ day: 8, from: 18 * 60, to: 21 * 60 + 30 },
];
/** Families by their number of children: 372 with 600 children. Eight second parents make it 380. */
const SIZES = [
	{ children: 1, families: 200 },
	{ children: 2, families: 126 },
	{ children: 3, families: 36 },
	{ children: 4, families: 10 },
];
const APART = 8;
const INTERPRETERS_TALKS = 40;
const LANGUAGES = ['ar', 'ar', 'ar', 'tr', 'tr', 'pl', 'ti'];

/** 25 teachers, 22 groups (two job-shares, one class with two teachers at each talk), 600 children, 380 families. */
export function talkRound(kind: RoundKind): TalkProblem {
	const random = dice(kind.seed);
	const groups = Array.from({ length: 22 }, (_, n) => ({ id: `g${n + 1}`, teams: teamsOf(n) }));
	const families = familiesOf(kind, random);
	const asked = new Map<string, number>();
	for (const { talks } of families)
		for (const { group } of talks) asked.set(group, (asked.get(group) ?? 0) + 1);
	const teachers = Array.from({ length: 25 }, (_, n) => {
		const group = groups.find(({ teams }) => teams.flat().includes(`t${n + 1}`));
		const share = group && group.teams.length > 1 ? 0.5 : 1;
		const talks = Math.ceil((asked.get(group?.id ?? '') ?? 0) * share * kind.room);
		// who talks together is there together, in the first one's room
		const first = Number(group?.teams[0]?.[0]?.slice(1)) - 1;
		const together = group?.teams.some((team) => team.length > 1);
		const sessions = sessionsOf(talks, together ? first : n, share < 1 ? [n % 2, 2] : [0, 1, 2], kind.seed);
		return { id: `t${n + 1}`, sessions, inARow: IN_A_ROW };
	});
	const whole = TIMES.map(({ day, from, to }) => span(day, from, to));
	return {
		length: LENGTH,
		pause: 0,
		waitAtMost: 10,
		apartMinutes: 30,
		walking: { otherwise: 5, between: sameFloor() },
		teachers,
		groups,
		families,
		interpreters: [
			{ id: 'i1', languages: ['ar'], times: whole, walks: true },
			{ id: 'i2', languages: ['tr', 'pl'], times: whole.slice(0, 2), walks: true },
			{ id: 'i3', languages: ['ti', 'ar'], times: whole, walks: false },
		],
		fixed: [],
	};
}

/** Nineteen classes with one teacher, two job-shares, one with two teachers together. */
function teamsOf(n: number): string[][] {
	if (n < 19) return [[`t${n + 1}`]];
	if (n === 19) return [['t20'], ['t21']];
	if (n === 20) return [['t22'], ['t23']];
	return [['t24', 't25']];
}

function familiesOf(kind: RoundKind, random: Dice): TalkFamily[] {
	const seats = random.shuffled(Array.from({ length: 600 }, (_, n) => `g${(n % 22) + 1}`));
	const families: TalkFamily[] = [];
	for (const { children, families: count } of SIZES)
		for (let n = 0; n < count; n++) {
			const id = `f${families.length + 1}`;
			const talks = Array.from({ length: children }, (_, child) => ({
				id: `${id}c${child + 1}`,
				group: seats.pop() ?? 'g1',
			}));
			families.push({ id, talks, times: timesOf(kind, random) });
		}
	let talks = 0;
	for (const family of random.shuffled([...families])) {
		if (talks + family.talks.length > INTERPRETERS_TALKS) continue;
		talks += family.talks.length;
		family.language = random.one(LANGUAGES);
	}
	const parents = families.filter(({ talks, language }) => talks.length <= 2 && !language);
	for (const first of random.shuffled(parents).slice(0, APART)) {
		const id = `${first.id}b`;
		const again = first.talks.map(({ id, group }) => ({ id: `${id}b`, group }));
		families.push({ id, talks: again, times: timesOf(kind, random), apartFrom: first.id });
	}
	return random.shuffled(families);
}

/** The times that a family gives: all three or fewer, the whole evening or its first or second half. */
function timesOf({ once, half }: RoundKind, random: Dice): TalkFamily['times'] {
	const days = random.shuffled([0, 1, 2]);
	const can = random.below(100) < once ? 1 : random.below(100) < 50 ? 2 : 3;
	const preferred = days[random.below(can)];
	return days.slice(0, can).map((index) => {
		const { day, from, to } = TIMES[index] as (typeof TIMES)[number];
		const middle = (from + to) / 2 - (((from + to) / 2) % LENGTH);
		const part = random.below(100) < half ? 1 + random.below(2) : 0;
		const [begin, end] = part === 0 ? [from, to] : part === 1 ? [from, middle + 20] : [middle - 20, to];
		return { ...span(day, begin, end), preferred: index === preferred };
	});
}

/** Sessions that hold so many talks, breaks included. */
function sessionsOf(talks: number, room: number, when: number[], seed: number): Session[] {
	let left = talks;
	return when.map((index, at) => {
		const { day, from, to } = TIMES[index] as (typeof TIMES)[number];
		const here = Math.ceil(left / (when.length - at));
		left -= here;
		const slots = Math.min(here + Math.floor((here - 1) / IN_A_ROW), Math.floor((to - from) / LENGTH));
		const spare = Math.floor((to - from) / LENGTH) - slots;
		// not everybody begins on the hour
		const begin = from + Math.min(spare, (room + seed + index) % 4) * LENGTH;
		return { ...span(day, begin, begin + slots * LENGTH), room: `r${room + 1}` };
	});
}

const span = (day: number, from: number, to: number) => ({
	from: day * MINUTES_OF_DAY + from,
	to: day * MINUTES_OF_DAY + to,
});

/** Three floors with eight or nine rooms; on one floor the rooms lie beside each other. */
function sameFloor(): { rooms: [string, string]; minutes: number }[] {
	const rooms = Array.from({ length: 25 }, (_, n) => n);
	return rooms.flatMap((a) =>
		rooms
			.filter((b) => b > a && b % 3 === a % 3)
			.map((b) => ({ rooms: [`r${a + 1}`, `r${b + 1}`] as [string, string], minutes: 0 })),
	);
}
