/** Local storage: whose push messages this browser gets, by device owner. Pages only: the service worker has none. */
export const PUSH_FOR = 'push-for';

export function getsPush(owner: string): boolean {
	return localStorage.getItem(PUSH_FOR) === owner;
}
