import type { NoticeContent } from '#lib/notifications/content.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Locale } from '#lib/translation/locale.ts';
import type { Purpose } from './email-codes.ts';

/** The mail that brings a code: the code in the subject, so that it shows without opening. */
export function codeMail(code: string, purpose: Purpose, locale: Locale): NoticeContent {
	const said = { locale };
	return {
		locale,
		title: m.accounts_mail_code_subject({ code }, said),
		lines: [
			m.accounts_mail_code_line({}, said),
			code,
			m.accounts_mail_code_how({}, said),
			m.accounts_mail_code_never_tell({}, said),
			m.accounts_mail_code_not_you({}, said),
		],
		action: {
			label: m.accounts_email_code_title({}, said),
			path: purpose === 'sign_in' ? '/sign-in/code' : '/confirm/code',
		},
	};
}
