import * as v from 'valibot';

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

/** What a guardian chose about being told: three boxes. */
export const preferenceSchema = v.object({ push: ticked, email: ticked, discreet: ticked });

/** A notice of the inbox that was tapped. */
export const openSchema = v.object({ notice: v.pipe(v.string('required'), v.maxLength(40, 'not_a_choice')) });
