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
	'/join/tasks': '/easy/tasks',
	'/contact': '/easy/contact',
	'/contact/buddy': '/easy/buddy',
	'/contact/key-parent': '/easy/key-parent',
	'/school/card': '/easy/card',
	'/school/absence': '/easy/ill',
	'/me/notifications': '/easy/news',
	'/messages': '/easy/news',
	'/me/interpreting': '/easy/interpreting',
};
/** Where a parent interprets, in the easy view. */
export const easyAskPath = (askId?: string): string =>
	askId ? `/easy/interpreting/${askId}` : '/easy/interpreting';
/** Tasks in the easy view: all, or one. */
export const easyTaskPath = (taskId?: string): string => (taskId ? `/easy/tasks/${taskId}` : '/easy/tasks');
/** A round of talks in the easy view. */
export const easyTalksPath = (roundId: string): string => `/easy/talks/${roundId}`;
/** One moment, one message. */
const ONE = /^\/(join|messages)\/(?!(?:tasks|talks)$)[\w-]+$/;

/** What a page of the easy view shows, as the path of the normal view: that of any other page is itself. */
export function normalPathOf(pathname: string): string {
	const path = pathname.replace(/(.)\/+$/, '$1');
	const one = /^\/easy(\/(?:join|messages)\/[\w-]+)$/.exec(path)?.[1];
	if (one) return one;
	const ask = /^\/easy(\/interpreting\/[\w-]+)$/.exec(path)?.[1];
	if (ask) return `/me${ask}`;
	const task = /^\/easy(\/tasks\/[\w-]+)$/.exec(path)?.[1];
	if (task) return `/join${task}`;
	const [normal] = Object.entries(counterparts).find(([, easy]) => easy === path) ?? [];
	return normal ?? path;
}

/** The easy view's page for what a path of the normal view shows, with its query; undefined where it has none. */
export function easyCounterpart(pathname: string, search = ''): string | undefined {
	const path = pathname.replace(/(.)\/+$/, '$1');
	const deep = /^\/(?:me|join)(\/(?:interpreting|tasks|talks)\/(?!year$)[\w-]+)$/.exec(path)?.[1];
	if (deep) return `/easy${deep}${search}`;
	const easy = ONE.test(path)
		? `/easy${path}`
		: Object.hasOwn(counterparts, path)
			? counterparts[path]
			: undefined;
	return easy && `${easy}${search}`;
}
