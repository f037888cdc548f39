// The app's files: the shell is stored when the worker installs, the texts of one language when the page says which.
export interface PrecachedFile {
	url: string;
	revision: string | null;
	/** Set on texts and offline pages: stored only for the language of this app. */
	lang?: string;
}

/** Texts and the offline page of one language. */
export const TEXTS = 'texts';
/** Files that the shell does not have: staff pages, other languages; as they were asked for. */
export const SEEN = 'seen';

/** Stores the texts of a language, and throws away those of others and of older versions. */
export async function keepTexts(files: PrecachedFile[], lang: string): Promise<void> {
	const texts = await caches.open(TEXTS);
	const wanted = files.filter((file) => file.lang === lang);
	const urls = new Set(wanted.map(({ url }) => url));
	const had = await texts.keys();
	const paths = new Set(had.map(({ url }) => new URL(url).pathname));
	// an offline page keeps its address from version to version: it is asked for anew with each worker
	const missing = wanted.filter(({ url, revision }) => revision !== null || !paths.has(url));
	await Promise.all(missing.map(({ url }) => texts.add(new Request(url, { cache: 'no-cache' }))));
	await Promise.all(
		had.filter(({ url }) => !urls.has(new URL(url).pathname)).map((request) => texts.delete(request)),
	);
}
