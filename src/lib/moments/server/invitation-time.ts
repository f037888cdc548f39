import { closesAt } from '../slots.ts';
import { inviteAt } from './hours.ts';

/** Where a plan says from which day one can sign up: from this time on. */
export const OPENS_AT = '07:00';

/**
 * When a moment that is published at an instant invites first: that afternoon, or when it opens; at once where its first
 * slot closes before.
 */
export function invitationGoesOut(
	first: { startsAt: Date },
	moment: { closesHoursBefore: number; signUpClosesAt?: Date | null; opensAt?: Date | null },
	timeZone: string,
	publishedAt: Date,
): Date {
	const calm = inviteAt(publishedAt, timeZone);
	const at = calm < closesAt(first, moment) ? calm : publishedAt;
	return moment.opensAt && moment.opensAt > at ? moment.opensAt : at;
}
