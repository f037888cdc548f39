import { requireParent } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { messagesForParent } from '#lib/messages/server/for-parent.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const parent = requireParent(event);
	const messages = await messagesForParent(app().store.read, parent, event.locals.locale);
	return {
		messages: messages.map(({ messageId, by, when, child, paragraphs: [first] }) => ({
			...{ messageId, by, when, child },
			begins: first && { text: first.text, lang: first.lang, dir: first.dir },
		})),
		/** What is about one child opens after one more proof. */
		needsProof: parent.strength !== 'confirmed',
	};
};
