import { formatAgo, formatDay } from '#lib/translation/dates.ts';
import type { Locale } from '#lib/translation/locale.ts';

/** A device with its dates in words. */
export interface DeviceRow {
	id: string;
	name: string;
	isThis: boolean;
	/** "3 dagen geleden". */
	used: string;
	/** The day of the sign-in. */
	since: string;
}

/** A passkey with its date in words. */
export interface PasskeyRow {
	id: string;
	device: string;
	/** The day on which it was made. */
	since: string;
}

interface Dated {
	devices: { id: string; name: string; isThis: boolean; signedInAt: Date; lastUsedAt: Date }[];
	passkeys: { id: string; device: string; createdAt: Date }[];
}

/** What the page of one's devices shows; on the server, so that the page needs no dates of its own. */
export function deviceRows(
	{ devices, passkeys }: Dated,
	words: { locale: Locale; timeZone: string },
	now: Date,
): { devices: DeviceRow[]; passkeys: PasskeyRow[] } {
	const { locale, timeZone } = words;
	return {
		devices: devices.map(({ id, name, isThis, signedInAt, lastUsedAt }) => ({
			id,
			name,
			isThis,
			used: formatAgo(lastUsedAt, now, locale, timeZone),
			since: formatDay(signedInAt, locale, timeZone),
		})),
		passkeys: passkeys.map(({ id, device, createdAt }) => ({
			id,
			device,
			since: formatDay(createdAt, locale, timeZone),
		})),
	};
}
