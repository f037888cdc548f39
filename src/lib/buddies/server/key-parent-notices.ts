// What key parents are told, and what the coordinator is told of them. A lock screen says no more than that there is news.
import { alsoInDutch } from '#lib/notifications/server/in-dutch.ts';
import type { NewNotice } from '#lib/notifications/server/queue.ts';
import { m } from '#lib/paraglide/messages.js';
import { baseLocale, type Locale } from '#lib/translation/locale.ts';
import type { NoteDown } from '../key-parent.ts';
import { noteDownText } from '../key-parent-texts.ts';
import { KEY_PARENT_PATH, STAFF_KEY_PARENTS_PATH } from '../paths.ts';

interface To {
	schoolId: string;
	guardianId: string;
	locale: Locale;
}

/** The school asks. */
export const keyParentAsked = alsoInDutch(
	({ schoolId, guardianId, locale, now }: To & { now: Date }): NewNotice => {
		const into = { locale };
		return {
			schoolId,
			to: { guardianId },
			kind: 'buddies.key_asked',
			route: 'one',
			onceKey: `buddies.key_asked:${now.getTime()}:${guardianId}`,
			content: {
				locale,
				title: m.keyparents_notice_asked({}, into),
				lines: [m.keyparents_notice_asked_text({}, into), m.buddynotices_found_free({}, into)],
				action: { label: m.buddynotices_answer({}, into), path: KEY_PARENT_PATH },
			},
		};
	},
);

/** The coordinator said something, or thanks. */
export const keyParentNoted = alsoInDutch((one: To & { note: NoteDown; noteId: string }): NewNotice => {
	const { schoolId, guardianId, locale, note, noteId } = one;
	const into = { locale };
	return {
		schoolId,
		to: { guardianId },
		kind: 'buddies.key_note',
		route: 'one',
		onceKey: `buddies.key_note:${noteId}:${guardianId}`,
		content: {
			locale,
			title: noteDownText(note, into),
			lines: [],
			action: { label: m.buddynotices_view({}, into), path: KEY_PARENT_PATH },
		},
	};
});

/** A key parent let something know: to the coordinator, in Dutch, without a name in the mail. */
export function keyParentSaid(one: { schoolId: string; staffId: string; noteId: string }): NewNotice {
	const into = { locale: baseLocale };
	return {
		schoolId: one.schoolId,
		to: { staffId: one.staffId },
		kind: 'buddies.key_said',
		route: 'email',
		onceKey: `buddies.key_said:${one.noteId}:${one.staffId}`,
		content: {
			locale: baseLocale,
			title: m.keyparents_notice_said({}, into),
			lines: [m.keyparents_notice_said_text({}, into)],
			action: { label: m.keyparents_notice_said_open({}, into), path: STAFF_KEY_PARENTS_PATH },
		},
	};
}
