// How long something took, in words.
import { intlTagOf } from './intl-tag.ts';

const kept = new Map<string, Intl.DurationFormat>();

/** Hours and minutes as the language says them, "3 hours, 30 minutes"; nothing for no time. Latin digits, as with dates. */
export function formatMinutes(minutes: number, tag: string): string {
	let format = kept.get(tag);
	if (!format) {
		format = new Intl.DurationFormat(intlTagOf(tag), { style: 'long', numberingSystem: 'latn' });
		kept.set(tag, format);
	}
	return format.format({ hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}
