// What a guardian said yes to interpret, in their own calendar.
import { fillEntry } from '#lib/notifications/server/written.ts';
import { ownText, type OwnText } from '../own-texts.ts';
import { askPath } from '../paths.ts';
import { addEvent, type FeedPart } from './feed-event.ts';
import { findOwnAsks } from './interpreter-answers.ts';
import { interpretingEntry } from './interpreter-notices.ts';
import { momentTranslations } from './translations.ts';

/** Adds what is not over at `from`; what the school called off is in it as cancelled. */
export const addInterpreting: FeedPart = async (calendar, db, { whose, locale, origin, from, now }) => {
	const asks = await findOwnAsks(db, whose, { locale, now: from });
	for (const { ask, view, moment } of asks.filter((one) => one.ask.state === 'accepted')) {
		const translations = await momentTranslations(db, whose.schoolId, moment);
		const own = (field: string) => ownText({ ...moment, translations }, field as OwnText, locale)?.text ?? '';
		const entry = interpretingEntry({ moment, to: ask, now }, `${origin}${askPath(ask.askId)}`);
		const [one] = fillEntry(entry, own).appointments;
		if (!one) continue;
		const { signUpId: id, revision, summary, description, location, url = '' } = one;
		const { startsAt, endsAt } = ask;
		const cancelled = view === 'called_off';
		const event = { id, revision, cancelled, startsAt, endsAt, summary, description, location, url };
		addEvent(calendar, event, now);
	}
};
