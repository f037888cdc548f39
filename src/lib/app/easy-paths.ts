// The easy view has a page for each thing that a parent must be able to do. Links in letters, mails and push messages name
// the normal page: who chose the easy view goes to its counterpart.

/** Where the easy view begins. */
export const EASY_HOME = '/easy';

/** A moment in the easy view. */
export const easyMomentPath = (momentId: string): string => `/easy/join/${momentId}`;

const counterparts: Readonly<Record<string, string>> = {
	'/start': EASY_HOME,
	'/school': EASY_HOME,
	'/join': '/easy/join',
	'/contact': '/easy/contact',
	'/school/card': '/easy/card',
	'/school/absence': '/easy/ill',
	'/me/notifications': '/easy/news',
	'/messages': '/easy/news',
	'/me/interpreting': '/easy/interpreting',
};
/** Where a parent interprets, in the easy view. */
export const easyAskPath = (askId?: string): string =>
	askId ? `/easy/interpreting/${askId}` : '/easy/interpreting';
/** One moment, one message. */
const ONE = /^\/(join|messages)\/(?!tasks$)[\w-]+$/;

/** The easy view's page for what a path of the normal view shows, with its query; undefined where it has none. */
export function easyCounterpart(pathname: string, search = ''): string | undefined {
	const path = pathname.replace(/(.)\/+$/, '$1');
	const ask = /^\/me(\/interpreting\/[\w-]+)$/.exec(path)?.[1];
	if (ask) return `/easy${ask}${search}`;
	const easy = ONE.test(path)
		? `/easy${path}`
		: Object.hasOwn(counterparts, path)
			? counterparts[path]
			: undefined;
	return easy && `${easy}${search}`;
}
