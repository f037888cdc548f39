/** Why a guardian counts as not reached. */
export const whys = ['no_way', 'email_lost', 'push_gone', 'not_opened'] as const;
export type Why = (typeof whys)[number];

/** Days without opening anything after which somebody counts as not reached: what staff can choose from. */
export const quietDays = [7, 14, 30] as const;
export const DEFAULT_QUIET_DAYS = 14;

const DAY = 24 * 60 * 60 * 1000;

interface Known {
	email: string | null;
	ways: {
		devices: number;
		wantsPush: boolean;
		wantsEmail: boolean;
		emailLost: Date | null;
		pushLost: Date | null;
	};
	/** The last signed-in view of anything: of a notice, or of the app. */
	lastActive: Date | null;
	/** The oldest notice of `days` ago or earlier that was not opened. */
	oldestUnopened: Date | null;
}

/**
 * Why this guardian counts as not reached, and since when; nothing for who is. `no_way`: neither an address that works nor a
 * device with push messages, or both turned off. `not_opened`: something was told `days` ago or earlier and not opened, and
 * nothing else was looked at since.
 */
export function whyNotReached(
	{ email, ways, lastActive, oldestUnopened }: Known,
	{ days, now }: { days: number; now: Date },
): { whys: Why[]; since: Date | null } {
	const mailWorks = email !== null && ways.wantsEmail && ways.emailLost === null;
	const pushWorks = ways.devices > 0 && ways.wantsPush;
	const limit = now.getTime() - days * DAY;
	const quiet = oldestUnopened !== null && (lastActive === null || lastActive.getTime() < limit);
	const found: Record<Why, boolean> = {
		no_way: !mailWorks && !pushWorks,
		email_lost: ways.emailLost !== null,
		push_gone: ways.pushLost !== null && ways.devices === 0,
		not_opened: quiet,
	};
	const starts = [
		found.email_lost ? ways.emailLost : null,
		found.push_gone ? ways.pushLost : null,
		found.not_opened ? oldestUnopened : null,
	].flatMap((at) => at?.getTime() ?? []);
	return {
		whys: whys.filter((why) => found[why]),
		since: starts.length > 0 ? new Date(Math.min(...starts)) : null,
	};
}
