import { m } from '#lib/paraglide/messages.js';
import type { Locale } from '#lib/translation/locale.ts';
import type { ConsentKind, ConsentPurpose } from './purposes.ts';

/** The language of a recipient: on the server only. */
interface Said {
	locale?: Locale;
}

/** What a consent is about, in the guardian's words. */
export const kindTexts: Record<
	ConsentKind,
	{ title: () => string; ask: (child: string, said?: Said) => string }
> = {
	photo: { title: m.consents_photo, ask: (child, said) => m.consents_photo_ask({ child }, said) },
	voice: { title: m.consents_voice, ask: (child, said) => m.consents_voice_ask({ child }, said) },
	work: { title: m.consents_work, ask: (child, said) => m.consents_work_ask({ child }, said) },
};

export const purposeTexts: Record<ConsentPurpose, (inputs?: object, said?: Said) => string> = {
	app: m.consents_purpose_app,
	inside: m.consents_purpose_inside,
	print: m.consents_purpose_print,
	website: m.consents_purpose_website,
	social: m.consents_purpose_social,
};
