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
export async function addWaiting(form: WaitingForm): Promise<void> {
	await ask('waiting', 'readwrite', (store) => store.add(form));
}
export async function dropWaiting(id: number | 'all'): Promise<void> {
	await ask('waiting', 'readwrite', (store) => (id === 'all' ? store.clear() : store.delete(id)));
}

export function sentForms(): Promise<SentForm[]> {
	return ask('sent', 'readonly', (store) => store.getAll() as IDBRequest<SentForm[]>);
}
export async function addSent(form: Omit<SentForm, 'id'>): Promise<void> {
	await ask('sent', 'readwrite', (store) => store.add(form));
}
export async function dropSent(ids: number[] | 'all'): Promise<void> {
	if (ids === 'all') await ask('sent', 'readwrite', (store) => store.clear());
	else for (const id of ids) await ask('sent', 'readwrite', (store) => store.delete(id));
}
