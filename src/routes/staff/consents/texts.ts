import type { Decision } from '#lib/consents/decide.ts';
import type { ConsentPurpose } from '#lib/consents/purposes.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Locale } from '#lib/translation/locale.ts';

type Say = (_: object, language: { locale?: Locale }) => string;

export const decisionTexts: Record<Decision, Say> = {
	yes: m.office_consent_yes,
	no: m.office_consent_no,
	open: m.office_consent_open,
};

/** Heads of the columns: short. */
export const purposeHeads: Record<ConsentPurpose, Say> = {
	app: m.office_consents_purpose_app,
	inside: m.office_consents_purpose_inside,
	print: m.office_consents_purpose_print,
	website: m.office_consents_purpose_website,
	social: m.office_consents_purpose_social,
};
