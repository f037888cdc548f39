import { m } from '#lib/paraglide/messages.js';
import type { ConsentKind, ConsentPurpose } from './purposes.ts';

/** What a consent is about, in the guardian's words. */
export const kindTexts: Record<ConsentKind, { title: () => string; ask: (child: string) => string }> = {
	photo: { title: m.consents_photo, ask: (child) => m.consents_photo_ask({ child }) },
	voice: { title: m.consents_voice, ask: (child) => m.consents_voice_ask({ child }) },
	work: { title: m.consents_work, ask: (child) => m.consents_work_ask({ child }) },
};

export const purposeTexts: Record<ConsentPurpose, () => string> = {
	app: m.consents_purpose_app,
	inside: m.consents_purpose_inside,
	print: m.consents_purpose_print,
	website: m.consents_purpose_website,
	social: m.consents_purpose_social,
};
