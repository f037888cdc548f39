import { error, type RequestEvent } from '@sveltejs/kit';
import { lineOf, rateLimit } from '#lib/platform/server/rate-limit.ts';
import { app } from './app.ts';

// A whole school may come from one address: what succeeds is free, and what fails is limited by code, account and
// browser in the database first. This is only the last wall against guessing from one place.
const misses = rateLimit({ burst: 600, perMinute: 60 });
const mails = rateLimit({ burst: 600, perMinute: 120 });

/** 429 when too many guesses that failed came from this address. Call it before a code is looked at. */
export function refuseGuessing(event: RequestEvent): void {
	if (!misses.allows(lineOf(event.getClientAddress()), app().clock.now())) error(429);
}

/** One more that failed. */
export function countMiss(event: RequestEvent): void {
	misses.count(lineOf(event.getClientAddress()), app().clock.now());
}

/** 429 when too many mails were asked for from this address; counts this one. */
export function countMail(event: RequestEvent): void {
	const now = app().clock.now();
	const line = lineOf(event.getClientAddress());
	if (!mails.allows(line, now)) error(429);
	mails.count(line, now);
}
