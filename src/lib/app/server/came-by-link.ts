// How many came through a key parent: their link is remembered by the browser that opened it, for that one moment, and counted
// when somebody signs up for it. Who that was is written nowhere.
import type { Cookies } from '@sveltejs/kit';
import type { ParentActor } from '#lib/accounts/server/actors.ts';
import { countCame } from '#lib/buddies/server/key-parents.ts';
import { shareTokens } from '#lib/moments/server/share.ts';
import { app } from './app.ts';

const NAME = 'by';
const TWO_WEEKS = 14 * 24 * 60 * 60;

interface Asked {
	cookies: Cookies;
	url: URL;
}

/** Remembers which key parent's link led to a moment; any other address is not one. */
export function rememberLink({ cookies, url }: Asked, shareToken: string): void {
	const code = url.searchParams.get('by') ?? '';
	if (!/^[\w-]{12}$/.test(code)) return;
	const secure = url.protocol === 'https:';
	cookies.set(NAME, `${code}.${shareToken}`, {
		...{ path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge: TWO_WEEKS },
	});
}

/** Counts a sign-up for the moment of that link, once, and forgets the link. */
export async function countLink(
	{ cookies, url }: Asked,
	parent: ParentActor,
	momentId: string,
): Promise<void> {
	const [code, token] = (cookies.get(NAME) ?? '').split('.');
	if (!code || !token) return;
	const { store } = app();
	const tokens = await shareTokens(store.read, parent.schoolId, [momentId]);
	if (tokens.get(momentId) !== token) return;
	await store.transact((tx) => countCame(tx, parent, { code, momentId }));
	cookies.delete(NAME, { path: '/', secure: url.protocol === 'https:' });
}
