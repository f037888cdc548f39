export type Region = 'noord' | 'midden' | 'zuid';
export const regions: readonly Region[] = ['noord', 'midden', 'zuid'];
export type HolidayKind = 'autumn' | 'christmas' | 'spring' | 'may' | 'summer';

export interface Holiday {
	kind: HolidayKind;
	/** First and last free day, weekends included. */
	startsOn: string;
	endsOn: string;
	/** Christmas, one week in May and the summer are set by law; the others are advice that a school may change. */
	compulsory: boolean;
}

type Span = [startsOn: string, endsOn: string];
type Year = Record<HolidayKind, Record<Region, Span>>;

const everywhere = (...span: Span): Record<Region, Span> => ({ noord: span, midden: span, zuid: span });

/**
 * School holidays as the ministry sets or advises them (rijksoverheid.nl, "Overzicht schoolvakanties per schooljaar").
 * 2027-2028 and 2028-2029 were read there in 2026; 2026-2027 is from two public lists that agree and cite it. A year that
 * is not here has no known holidays.
 */
const YEARS: Record<string, Year> = {
	'2026-2027': {
		autumn: {
			noord: ['2026-10-10', '2026-10-18'],
			midden: ['2026-10-17', '2026-10-25'],
			zuid: ['2026-10-17', '2026-10-25'],
		},
		christmas: everywhere('2026-12-19', '2027-01-03'),
		spring: {
			noord: ['2027-02-20', '2027-02-28'],
			midden: ['2027-02-20', '2027-02-28'],
			zuid: ['2027-02-13', '2027-02-21'],
		},
		may: everywhere('2027-04-24', '2027-05-02'),
		summer: {
			noord: ['2027-07-10', '2027-08-22'],
			midden: ['2027-07-17', '2027-08-29'],
			zuid: ['2027-07-24', '2027-09-05'],
		},
	},
	'2027-2028': {
		autumn: {
			noord: ['2027-10-16', '2027-10-24'],
			midden: ['2027-10-16', '2027-10-24'],
			zuid: ['2027-10-23', '2027-10-31'],
		},
		christmas: everywhere('2027-12-25', '2028-01-09'),
		spring: {
			noord: ['2028-02-19', '2028-02-27'],
			midden: ['2028-02-26', '2028-03-05'],
			zuid: ['2028-02-26', '2028-03-05'],
		},
		may: everywhere('2028-04-29', '2028-05-07'),
		summer: {
			noord: ['2028-07-15', '2028-08-27'],
			midden: ['2028-07-08', '2028-08-20'],
			zuid: ['2028-07-22', '2028-09-03'],
		},
	},
	'2028-2029': {
		autumn: {
			noord: ['2028-10-14', '2028-10-22'],
			midden: ['2028-10-21', '2028-10-29'],
			zuid: ['2028-10-21', '2028-10-29'],
		},
		christmas: everywhere('2028-12-23', '2029-01-07'),
		spring: {
			noord: ['2029-02-17', '2029-02-25'],
			midden: ['2029-02-17', '2029-02-25'],
			zuid: ['2029-02-10', '2029-02-18'],
		},
		may: everywhere('2029-04-28', '2029-05-06'),
		summer: {
			noord: ['2029-07-21', '2029-09-02'],
			midden: ['2029-07-07', '2029-08-19'],
			zuid: ['2029-07-14', '2029-08-26'],
		},
	},
};

/** The summer before the first year above: only to know when that year starts. */
const SUMMER_BEFORE: Record<Region, Span> = {
	noord: ['2026-07-04', '2026-08-16'],
	midden: ['2026-07-18', '2026-08-30'],
	zuid: ['2026-07-11', '2026-08-23'],
};

const COMPULSORY: ReadonlySet<HolidayKind> = new Set(['christmas', 'may', 'summer']);

/** The holidays of a school year (`2026-2027`) in a region, in order; empty for a year that is not known yet. */
export function holidaysOf(schoolYear: string, region: Region): Holiday[] {
	const year = YEARS[schoolYear];
	if (!year) return [];
	return (Object.keys(year) as HolidayKind[]).map((kind) => {
		const [startsOn, endsOn] = year[kind][region];
		return { kind, startsOn, endsOn, compulsory: COMPULSORY.has(kind) };
	});
}

export interface SchoolYearDays {
	/** `2026-2027` */
	name: string;
	/** First day after the summer holiday. */
	startsOn: string;
	/** Last day before the next summer holiday. */
	endsOn: string;
}

/**
 * First and last day of a school year in a region. Where the holidays are not known: 1 August and 31 July, which is the
 * school year by law (Wet op het primair onderwijs, article 1).
 */
export function schoolYearDays(name: string, region: Region): SchoolYearDays {
	const start = Number(name.slice(0, 4));
	const before = summerOf(`${start - 1}-${start}`, region);
	const after = summerOf(name, region);
	return {
		name,
		startsOn: before ? shift(before[1], 1) : `${start}-08-01`,
		endsOn: after ? shift(after[0], -1) : `${start + 1}-07-31`,
	};
}

/**
 * The first two weeks after the summer, Monday to Friday, in which no leave for work is given (Leerplichtwet, article 13a):
 * those of this school year, and once they are over those of the next. Undefined where the summer is not known.
 */
export function firstWeeks(
	schoolYear: string,
	region: Region,
	today: string,
): { firstDay: string; lastDay: string } | undefined {
	const start = Number(schoolYear.slice(0, 4));
	const after = [`${start - 1}-${start}`, schoolYear].flatMap((year) => summerOf(year, region)?.[1] ?? []);
	return after
		.map((lastOfSummer) => ({ firstDay: shift(lastOfSummer, 1), lastDay: shift(lastOfSummer, 12) }))
		.find(({ lastDay }) => lastDay >= today);
}

/** The school year that `today` is in; during the summer holiday the one that comes. */
export function schoolYearOn(today: string, region: Region): SchoolYearDays {
	const year = Number(today.slice(0, 4));
	const running = schoolYearDays(`${year - 1}-${year}`, region);
	return running.endsOn >= today ? running : schoolYearDays(`${year}-${year + 1}`, region);
}

function summerOf(schoolYear: string, region: Region): Span | undefined {
	return schoolYear === '2025-2026' ? SUMMER_BEFORE[region] : YEARS[schoolYear]?.summer[region];
}

function shift(day: string, by: number): string {
	const at = new Date(`${day}T12:00:00Z`);
	at.setUTCDate(at.getUTCDate() + by);
	return at.toISOString().slice(0, 10);
}
