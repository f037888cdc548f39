// Who can be a newcomer's buddy, and how well two go together. Points are whole numbers; what each is worth stands here.
import type { BuddyProfile, FreeTime, Topic } from './profile.ts';

/** A parent as the matching sees them. */
export interface Person extends Pick<
	BuddyProfile,
	'offers' | 'wishes' | 'languages' | 'topics' | 'times' | 'area' | 'circle'
> {
	id: string;
	/** Who shares a child, directly or through another, has the same one. */
	family: string;
	/** Newcomers that they can take more; 0 for who does not offer. */
	places: number;
	/** Newcomers that they look after already. */
	load: number;
	/** Ids of the groups of their children. */
	groups: string[];
	/** Year groups of their children, `1` to `8`, as numbers. */
	years: number[];
	/** Months since their first child came. */
	months: number;
	/** Whole weeks since they said that they would like a buddy. */
	weeks: number;
}

/** Why two can't be matched, whatever else goes well. */
export type Obstacle = 'same_person' | 'same_family' | 'apart' | 'newer' | 'circle' | 'no_language';

/** Why two go together: codes, of which the pages make sentences. */
export type WhyCode =
	| { why: 'language'; tag: string }
	| { why: 'practise_dutch' | 'same_group' | 'area' | 'experience' }
	| { why: 'year_groups'; newcomer: number; buddy: number }
	| { why: 'time'; time: FreeTime }
	| { why: 'topic'; topic: Topic };

/** What is worth how much. A language of home counts beside Dutch, which many share. */
export const POINTS = {
	homeLanguage: 10,
	sameGroup: 30,
	sameYear: 20,
	nextYear: 10,
	area: 12,
	time: 4,
	topic: 6,
	experience: 8,
	/** For each week that a newcomer waits, without end: so nobody waits for ever. */
	week: 2,
	/** Less for each newcomer that the buddy has already. */
	load: 6,
} as const;
const MOST_TIMES = 4;
const MOST_TOPICS = 3;
/** So many months longer at school is experience. */
const EXPERIENCE_MONTHS = 10;

/** The language that two would speak: one of home before Dutch; Dutch also where both want to practise it; else none. */
export function commonLanguage(
	one: Pick<Person, 'languages' | 'topics'>,
	other: Pick<Person, 'languages' | 'topics'>,
): string | undefined {
	const both = one.languages.filter((tag) => other.languages.includes(tag));
	const home = both.find((tag) => tag !== 'nl');
	if (home ?? both[0]) return home ?? both[0];
	return one.topics.includes('dutch') && other.topics.includes('dutch') ? 'nl' : undefined;
}

/** Pairs that may never be, in either order: noted by staff, or matched before. */
export type Apart = ReadonlySet<string>;

/** The key of two in `Apart`. */
export function pairKey(one: string, other: string): string {
	return one < other ? `${one} ${other}` : `${other} ${one}`;
}

/** What stands between a newcomer and a buddy; undefined where nothing does. Places are not looked at. */
export function obstacle(newcomer: Person, buddy: Person, apart: Apart): Obstacle | undefined {
	if (newcomer.id === buddy.id) return 'same_person';
	if (newcomer.family === buddy.family) return 'same_family';
	if (apart.has(pairKey(newcomer.id, buddy.id))) return 'apart';
	if (buddy.wishes && newcomer.offers && isNewer(buddy, newcomer)) return 'newer';
	if (newcomer.circle !== buddy.circle) return 'circle';
	return commonLanguage(newcomer, buddy) === undefined ? 'no_language' : undefined;
}

/** Of two who both offer and wish, the newer one is the newcomer: so they are never each other's both ways. */
function isNewer(one: Person, other: Person): boolean {
	return one.months === other.months ? one.id > other.id : one.months < other.months;
}

/** Points of a newcomer with a buddy who may be theirs, without what the buddy has to do already. Never negative. */
export function fitOf(newcomer: Person, buddy: Person): number {
	const { why } = whyOf(newcomer, buddy);
	return why.reduce((sum, code) => sum + worth(code), POINTS.week * newcomer.weeks);
}

function worth(code: WhyCode): number {
	switch (code.why) {
		case 'language':
			return code.tag === 'nl' ? 0 : POINTS.homeLanguage;
		case 'practise_dutch':
			return 0;
		case 'same_group':
			return POINTS.sameGroup;
		case 'year_groups':
			return code.newcomer === code.buddy ? POINTS.sameYear : POINTS.nextYear;
		case 'area':
			return POINTS.area;
		case 'time':
			return POINTS.time;
		case 'topic':
			return POINTS.topic;
		case 'experience':
			return POINTS.experience;
	}
}

/** Why these two: everything that counts, in the order in which one would say it. */
export function whyOf(newcomer: Person, buddy: Person): { language: string; why: WhyCode[] } {
	const language = commonLanguage(newcomer, buddy) ?? 'nl';
	const speaksIt = newcomer.languages.includes(language) && buddy.languages.includes(language);
	const why: WhyCode[] = [speaksIt ? { why: 'language', tag: language } : { why: 'practise_dutch' }];
	if (newcomer.groups.some((group) => buddy.groups.includes(group))) why.push({ why: 'same_group' });
	else {
		const years = nearestYears(newcomer.years, buddy.years);
		if (years) why.push({ why: 'year_groups', ...years });
	}
	const both = <Item>(own: readonly Item[], others: readonly Item[], most: number) =>
		own.filter((item) => others.includes(item)).slice(0, most);
	for (const time of both(newcomer.times, buddy.times, MOST_TIMES)) why.push({ why: 'time', time });
	for (const topic of both(newcomer.topics, buddy.topics, MOST_TOPICS)) why.push({ why: 'topic', topic });
	if (newcomer.area !== null && newcomer.area === buddy.area) why.push({ why: 'area' });
	if (buddy.months - newcomer.months >= EXPERIENCE_MONTHS) why.push({ why: 'experience' });
	return { language, why };
}

/** The two year groups that lie nearest to each other, the same or neighbours. */
function nearestYears(own: readonly number[], others: readonly number[]) {
	let next: { newcomer: number; buddy: number } | undefined;
	for (const newcomer of own)
		for (const buddy of others) {
			if (newcomer === buddy) return { newcomer, buddy };
			if (Math.abs(newcomer - buddy) === 1) next ??= { newcomer, buddy };
		}
	return next;
}
