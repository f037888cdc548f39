import { getContext, setContext } from 'svelte';

export interface Toast {
	id: number;
	text: string;
	/** A way back: its words, and what it does. Such a toast stays until it is used, closed, or the next one comes. */
	undo?: { label: string; run: () => void };
}

/** What was just done, said once at the foot of the screen. The newest takes the place of the one before. */
export interface Toasts {
	readonly current: Toast | undefined;
	show: (text: string, undo?: Toast['undo']) => void;
	close: () => void;
}

const KEY = Symbol('toasts');

/** Called once, by the layout that has the `ToastRegion`. */
export function provideToasts(): Toasts {
	let current = $state<Toast>();
	let last = 0;
	return setContext<Toasts>(KEY, {
		get current() {
			return current;
		},
		show: (text, undo) => (current = { id: ++last, text, undo }),
		close: () => (current = undefined),
	});
}

/** The toasts of the page, for whoever has something to say. */
export function useToasts(): Toasts {
	return getContext<Toasts>(KEY);
}
