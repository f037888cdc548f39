import * as v from 'valibot';
import { digestTimes, quietFroms, quietUntils } from './calm-choice.ts';
import { allByWay } from './kinds.ts';

const base64url = (bytes: number) =>
	v.pipe(
		v.string(),
		v.regex(/^[\w-]+$/),
		v.check((text) => Math.floor((text.length * 3) / 4) === bytes),
	);

/** What `PushSubscription.toJSON()` gives (Push API): an address, and the browser's keys (RFC 8291). */
export const subscriptionSchema = v.object({
	endpoint: v.pipe(v.string(), v.maxLength(2000), v.url()),
	keys: v.object({ p256dh: base64url(65), auth: base64url(16) }),
});

export const endpointSchema = v.object({ endpoint: v.pipe(v.string(), v.maxLength(2000)) });

const ticked = v.pipe(
	v.optional(v.string(), ''),
	v.transform((value) => value !== ''),
);

const time = (from: readonly string[]) => v.picklist(from, 'not_a_choice');

/** What a guardian chose about being told: by which way, of what, and when. */
export const preferenceSchema = v.object({
	push: ticked,
	email: ticked,
	discreet: ticked,
	/** Each sort that is wanted, by way: `news.email`. */
	wanted: v.optional(v.array(v.picklist(allByWay, 'not_a_choice')), []),
	quiet: ticked,
	quietFrom: time(quietFroms),
	quietUntil: time(quietUntils),
	quietSundays: ticked,
	digestAt: v.picklist(['', ...digestTimes], 'not_a_choice'),
});

/** A notice of the inbox that was tapped. */
export const openSchema = v.object({ notice: v.pipe(v.string('required'), v.maxLength(40, 'not_a_choice')) });
