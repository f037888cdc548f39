// Ready words of thanks. Said on the server, in the language of who helped.
import { kindTexts } from '#lib/moments/kind-texts.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Locale } from '#lib/translation/locale.ts';
import type { AnyThanks, ThankedKind } from './thanks-names.ts';
import type { ThanksPictureKind } from './thanks-picture.ts';

const texts: Record<AnyThanks, (inputs: Record<string, never>, into: { locale: Locale }) => string> = {
	hands: m.tasknotices_thanks_hands,
	children: m.tasknotices_thanks_children,
	together: m.tasknotices_thanks_together,
	coming: m.tasknotices_thanks_coming,
	talk: m.tasknotices_thanks_talk,
	shared: m.tasknotices_thanks_shared,
};

/** The ready words in the language of who reads them. */
export function thanksText(thanks: AnyThanks, locale: Locale): string {
	return texts[thanks]({}, { locale });
}

/** What a moment or a talk is called. */
export function thankedKindName(what: ThankedKind, locale: Locale): string {
	return what === 'start_talk' ? m.talknotices_start_talk({}, { locale }) : kindTexts[what].name({ locale });
}

/** What a message says of a picture that is with the thanks. */
export function pictureLine(kind: ThanksPictureKind, locale: Locale): string {
	return kind === 'drawing'
		? m.tasknotices_thanks_with_drawing({}, { locale })
		: m.tasknotices_thanks_with_photo({}, { locale });
}

/** What a picture is, for who can't see it: ready words, nobody is named. */
export function pictureText(
	{ kind, childIds }: { kind: ThanksPictureKind; childIds: readonly string[] },
	locale: Locale,
): string {
	if (kind === 'drawing') return m.tasknotices_thanks_drawing({}, { locale });
	return childIds.length > 0
		? m.tasknotices_thanks_photo_children({}, { locale })
		: m.tasknotices_thanks_photo({}, { locale });
}
