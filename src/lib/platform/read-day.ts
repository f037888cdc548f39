/** A day read from a text, or why not. `form` says how it was written: only `iso` and `zone` are XML Schema dates. */
export type ReadDay =
	| { ok: true; day: string; form: 'iso' | 'zone' | 'local' }
	| { ok: false; problem: 'missing' | 'unreadable' | 'impossible' };

const ISO = /^(\d{4})-(\d{2})-(\d{2})(Z|[+-]\d{2}:\d{2})?$/;
const INSTANT = /^(\d{4})-(\d{2})-(\d{2})[T ]\d{2}:\d{2}/;
const LOCAL = /^(\d{1,2})[-/. ](\d{1,2}|[a-z]{3,9}\.?)[-/. ](\d{4}|\d{2})$/i;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const MONTHS = ['jan', 'feb', 'mrt', 'apr', 'mei', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec'];

/**
 * Reads a calendar day the way Dutch schools write it: 2016-08-30, also with a time zone (which says nothing about a
 * day), 30-08-2016, 30/8/2016, 30-aug-2016, 20160830. A year of two digits is in this century.
 */
export function readDay(text: string): ReadDay {
	const given = text.trim();
	if (!given) return { ok: false, problem: 'missing' };
	const iso = ISO.exec(given);
	if (iso) return dayOf(iso[1], iso[2], iso[3], iso[4] ? 'zone' : 'iso');
	const other = INSTANT.exec(given) ?? COMPACT.exec(given);
	if (other) return dayOf(other[1], other[2], other[3], 'local');
	const local = LOCAL.exec(given);
	if (!local) return { ok: false, problem: 'unreadable' };
	const [, day, month = '', year = ''] = local;
	return dayOf(year.length === 2 ? `20${year}` : year, monthOf(month), day, 'local');
}

function monthOf(text: string): string {
	if (/^\d/.test(text)) return text;
	const short = text.slice(0, 3).toLowerCase();
	return String(MONTHS.indexOf(short === 'maa' ? 'mrt' : short) + 1);
}

function dayOf(
	year: string | undefined,
	month: string | undefined,
	day: string | undefined,
	form: 'iso' | 'zone' | 'local',
): ReadDay {
	const at = new Date(0);
	at.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
	const same = at.getUTCMonth() === Number(month) - 1 && at.getUTCDate() === Number(day);
	const inReach = Number(year) >= 1900 && Number(year) < 2200;
	if (!same || !inReach) return { ok: false, problem: 'impossible' };
	return { ok: true, day: at.toISOString().slice(0, 10), form };
}
