// The worker's own memory: it is stopped at any moment, so what it knows lies in IndexedDB.
import type { SentForm, WorkerTexts } from '../lib/notifications/offline.ts';

export interface Known {
	/** Whose pages are kept here. */
	owner: string;
	lang: string;
	texts: WorkerTexts;
	/** What waits could not be sent, because nobody was signed in. */
	signedOut: boolean;
}

export interface WaitingForm {
	id?: number;
	url: string;
	body: ArrayBuffer;
	contentType: string;
	owner: string;
	/** Says which form it is, however often it is sent. An earlier version of the app kept forms without. */
	key?: string;
	/** When it was kept, in ms; an earlier version did not say. */
	keptAt?: number;
}

let opened: Promise<IDBDatabase> | undefined;

function database(): Promise<IDBDatabase> {
	return (opened ??= new Promise((resolve, reject) => {
		const request = indexedDB.open('schoolbrug', 1);
		request.onupgradeneeded = () => {
			request.result.createObjectStore('known');
			request.result.createObjectStore('waiting', { keyPath: 'id', autoIncrement: true });
			request.result.createObjectStore('sent', { keyPath: 'id', autoIncrement: true });
		};
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error ?? new Error('no database'));
	}));
}

type Name = 'known' | 'waiting' | 'sent';

async function ask<T>(
	name: Name,
	mode: IDBTransactionMode,
	work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
	const transaction = (await database()).transaction(name, mode);
	const request = work(transaction.objectStore(name));
	return new Promise((resolve, reject) => {
		transaction.oncomplete = () => resolve(request.result);
		transaction.onerror = transaction.onabort = () =>
			reject(transaction.error ?? new Error('the database refused'));
	});
}

export function recall<K extends keyof Known>(key: K): Promise<Known[K] | undefined> {
	return ask('known', 'readonly', (store) => store.get(key) as IDBRequest<Known[K] | undefined>);
}
export async function remember<K extends keyof Known>(key: K, value: Known[K]): Promise<void> {
	await ask('known', 'readwrite', (store) => store.put(value, key));
}

export function waitingForms(): Promise<WaitingForm[]> {
	return ask('waiting', 'readonly', (store) => store.getAll() as IDBRequest<WaitingForm[]>);
}
/** Keeps a form, or what changed of one that is kept. */
export async function putWaiting(form: WaitingForm): Promise<void> {
	await ask('waiting', 'readwrite', (store) => store.put(form));
}
export async function dropWaiting(id: number | 'all'): Promise<void> {
	await ask('waiting', 'readwrite', (store) => (id === 'all' ? store.clear() : store.delete(id)));
}

export function sentForms(): Promise<SentForm[]> {
	return ask('sent', 'readonly', (store) => store.getAll() as IDBRequest<SentForm[]>);
}
/** The form waits no more, and this became of it (nothing to tell: undefined). Both, or, if the worker is stopped, neither. */
export async function settle(id: number, sent: Omit<SentForm, 'id'> | undefined): Promise<void> {
	const transaction = (await database()).transaction(['waiting', 'sent'], 'readwrite');
	transaction.objectStore('waiting').delete(id);
	if (sent) transaction.objectStore('sent').add(sent);
	await new Promise<void>((resolve, reject) => {
		transaction.oncomplete = () => resolve();
		transaction.onerror = transaction.onabort = () =>
			reject(transaction.error ?? new Error('the database refused'));
	});
}
export async function dropSent(ids: number[] | 'all'): Promise<void> {
	if (ids === 'all') await ask('sent', 'readwrite', (store) => store.clear());
	else for (const id of ids) await ask('sent', 'readwrite', (store) => store.delete(id));
}
