import { m } from '#lib/paraglide/messages.js';
import type { ProofOfWay } from '#lib/notifications/proof-of-way.ts';
import type { Locale } from '#lib/translation/locale.ts';
import type { NextStep } from './next-step.ts';
import type { Stage } from './stage.ts';
import type { Why } from './why.ts';

/** On the server, for a reader. In the browser the language is the page's, whatever is given. */
interface In {
	locale?: Locale;
}

export const whyTexts: Record<Why, (to?: In) => string> = {
	no_way: (to) => m.reach_why_no_way({}, to),
	email_lost: (to) => m.reach_why_email_lost({}, to),
	push_gone: (to) => m.reach_why_push_gone({}, to),
	not_opened: (to) => m.reach_why_not_opened({}, to),
};

export const stepTexts: Record<NextStep, (to?: In) => string> = {
	letter: (to) => m.reach_step_letter({}, to),
	call: (to) => m.reach_step_call({}, to),
	door: (to) => m.reach_step_door({}, to),
	interpreter: (to) => m.reach_step_interpreter({}, to),
	key_parent: (to) => m.reach_step_key_parent({}, to),
};

export const stageTexts: Record<Stage, (to?: In) => string> = {
	invitation: (to) => m.reach_stage_invitation({}, to),
	reminder: (to) => m.reach_stage_reminder({}, to),
	confirmation: (to) => m.reach_stage_confirmation({}, to),
	change: (to) => m.reach_stage_change({}, to),
	waiting: (to) => m.reach_stage_waiting({}, to),
	message: (to) => m.reach_stage_message({}, to),
	good_news: (to) => m.reach_stage_good_news({}, to),
	card: (to) => m.reach_stage_card({}, to),
	interpreter: (to) => m.reach_stage_interpreter({}, to),
	buddy: (to) => m.buddynotices_link_title({}, to),
	thanks: (to) => m.reach_stage_thanks({}, to),
	welcome: (to) => m.reach_stage_welcome({}, to),
	other: (to) => m.reach_stage_other({}, to),
};

/** How far one way got, in words. */
export function wayText({ channel, state, tried, failure }: ProofOfWay, to?: In): string {
	const push = channel === 'push';
	if (state === 'sent') return push ? m.reach_push_accepted({}, to) : m.reach_mail_accepted({}, to);
	if (state === 'failed') return push ? m.reach_push_failed({}, to) : m.reach_mail_failed({}, to);
	if (tried && failure) return push ? m.reach_push_again({}, to) : m.reach_mail_again({}, to);
	return push ? m.reach_push_waiting({}, to) : m.reach_mail_waiting({}, to);
}

/** Why it did not work, in words; undefined where nothing went wrong. */
export function failureText({ state, failure }: ProofOfWay, to?: In): string | undefined {
	if (!failure || state === 'sent') return undefined;
	if (failure === 'bad_address' || /^(smtp_55[013]|5\.1\.([0-46]|10)$|5\.2\.1|5\.4\.4)/.test(failure))
		return m.reach_fail_address({}, to);
	if (failure === 'bounced') return m.reach_fail_bounced({}, to);
	if (/^(push_404|push_410|push_keys|no_subscription)$/.test(failure)) return m.reach_fail_gone({}, to);
	if (failure === 'not_wanted') return m.reach_fail_unwanted({}, to);
	if (failure === 'expired') return m.reach_fail_late({}, to);
	if (failure === 'barred') return m.reach_fail_rights({}, to);
	// a mail server's own answer, or what a mail that came back said
	const [, code] = /(?:_|^)([45](?:\d\d|\.\d+\.\d+))$/.exec(failure) ?? [];
	return code ? m.reach_fail_refused({ code }, to) : m.reach_fail_busy({}, to);
}
