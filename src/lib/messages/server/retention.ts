import { and, eq, isNotNull, lt, notExists, sql } from 'drizzle-orm';
import type { Tx } from '#lib/database/store.ts';
import { dropTranslations } from '#lib/translation/server/content.ts';
import { KIND } from './send.ts';

/** Deletes the messages of a school year that ended. `before`: the first instant after it. */
export async function forgetMessages(tx: Tx, schoolId: string, before: Date): Promise<void> {
	const { message } = tx.t;
	const gone = await tx
		.delete(message)
		.where(and(eq(message.schoolId, schoolId), lt(message.createdAt, before)))
		.returning({ id: message.id });
	await forgetWords(tx, schoolId, gone);
	await tx
		.delete(tx.t.familyCall)
		.where(and(eq(tx.t.familyCall.schoolId, schoolId), lt(tx.t.familyCall.at, before)));
}

/** Deletes messages of which nobody who got them is here any more. */
export async function forgetMessagesOfNobody(tx: Tx, schoolId: string): Promise<void> {
	const { message, messageRecipient, translation, translationWish } = tx.t;
	const someone = tx
		.select({ one: sql`1` })
		.from(messageRecipient)
		.where(and(eq(messageRecipient.schoolId, message.schoolId), eq(messageRecipient.messageId, message.id)));
	const gone = await tx
		.delete(message)
		.where(and(eq(message.schoolId, schoolId), isNotNull(message.sentAt), notExists(someone)))
		.returning({ id: message.id });
	await forgetWords(tx, schoolId, gone);
	// those that went with their child, and what was still to be translated of them
	for (const t of [translation, translationWish]) {
		const left = tx
			.select({ one: sql`1` })
			.from(message)
			.where(and(eq(message.schoolId, t.schoolId), eq(message.id, t.aboutId)));
		await tx.delete(t).where(and(eq(t.schoolId, schoolId), eq(t.aboutKind, KIND), notExists(left)));
	}
}

async function forgetWords(tx: Tx, schoolId: string, gone: { id: string }[]): Promise<void> {
	await dropTranslations(
		tx,
		schoolId,
		KIND,
		gone.map(({ id }) => id),
	);
}
