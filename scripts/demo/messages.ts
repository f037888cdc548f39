import { and, eq } from 'drizzle-orm';
import type { Store } from '#lib/database/store.ts';
import { sendMessage, type NewMessage } from '#lib/messages/server/send.ts';
import { saveMessageVoice } from '#lib/messages/server/record.ts';
import { keepMessageTranslation } from '#lib/messages/server/sent.ts';
import { addDays, dayOf, weekdayOf } from '#lib/platform/server/local-time.ts';
import { TIME_ZONE } from '#lib/school/server/create.ts';
import { spokenName } from './spoken-name.ts';
import { asStaff } from './staff.ts';

/** What Marieke wrote: to her group with a ready sentence, good news about a child, and words of her own. */
export async function addMessages(
	store: Store,
	{ schoolId, marieke, dataDir, now }: { schoolId: string; marieke: string; dataDir: string; now: Date },
): Promise<void> {
	const { child, groupTeacher } = store.t;
	const [group] = await store.read
		.select({ id: groupTeacher.groupId })
		.from(groupTeacher)
		.where(and(eq(groupTeacher.schoolId, schoolId), eq(groupTeacher.staffId, marieke)));
	const [elif] = await store.read
		.select({ id: child.id })
		.from(child)
		.where(and(eq(child.schoolId, schoolId), eq(child.givenName, 'Elif')));
	if (!group || !elif) throw new Error('the demo has nobody to write to');
	await asStaff(store, schoolId, marieke, now, async (staff) => {
		const send = async (
			formKey: string,
			hoursAgo: number,
			one: Pick<NewMessage, 'about'> & Partial<NewMessage>,
		) => {
			const nothing = { parts: [], text: '', language: 'nl', wait: 'now' as const };
			const at = new Date(now.getTime() - hoursAgo * HOUR);
			const sent = await sendMessage(store, staff, { ...nothing, ...one, formKey, now: at });
			if (!sent.ok) throw new Error(`the demo can’t write: ${sent.refusal}`);
			return sent.messageId;
		};
		const toGroup = { kind: 'group' as const, id: group.id };
		await send('demo-bring', 18, {
			about: toGroup,
			parts: [
				{ phrase: 'bring_things', filled: { things: ['rain_boots', 'fruit'], day: schoolDay(now, 2) } },
			],
		});
		await send('demo-elif', 42, {
			about: { kind: 'child', id: elif.id },
			parts: [{ phrase: 'kindness_comforted', filled: { child: 'Elif', gender: 'girl' } }],
		});
		const messageId = await send('demo-own', 1, {
			about: toGroup,
			text: 'Gisteren hebben we samen soep gekookt. De kinderen vonden het heerlijk!',
		});
		await keepMessageTranslation(store, staff, {
			messageId,
			language: 'tr',
			text: 'Dün birlikte çorba pişirdik. Çocuklar çok beğendi!',
			now,
		});
		const recording = { language: 'ti', bytes: spokenName(), dataDir, now };
		const heard = await saveMessageVoice(store, staff, { messageId, recording });
		if (!heard.ok) throw new Error(`the demo can’t keep what was said: ${heard.refusal}`);
	});
}

const HOUR = 60 * 60 * 1000;

/** So many days on, and not in the weekend. */
function schoolDay(now: Date, days: number): string {
	const day = addDays(dayOf(now, TIME_ZONE), days);
	return weekdayOf(day) > 5 ? addDays(day, 8 - weekdayOf(day)) : day;
}
