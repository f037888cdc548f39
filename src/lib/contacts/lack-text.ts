import { m } from '#lib/paraglide/messages.js';
import type { Lack } from './board.ts';

const texts: Record<Lack, () => string> = {
	days: m.staff_contacts_lack_days,
	languages: m.staff_contacts_lack_languages,
	said_as: m.staff_contacts_lack_said_as,
	photo: m.staff_contacts_lack_photo,
	reach: m.staff_contacts_lack_reach,
};

/** What a parent would look for in vain about a person, in the language of the page. */
export function lackText(lack: Lack): string {
	return texts[lack]();
}
