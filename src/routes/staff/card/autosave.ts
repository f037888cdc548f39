import type { Attachment } from 'svelte/attachments';

const WAIT_MS = 400;

/** Sends the form by itself a moment after something in it changed, so that the preview follows. */
export const autosave: Attachment<HTMLFormElement> = (form) => {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const later = () => {
		clearTimeout(timer);
		// two people changed the same: what stays is chosen, not typed over
		if (form.dataset.hold !== undefined) return;
		timer = setTimeout(() => form.requestSubmit(), WAIT_MS);
	};
	// the buttons of a counter change its number without a change event
	const onCounter = ({ target }: Event) => {
		if (target instanceof Element && target.closest('.counter button')) later();
	};
	form.addEventListener('change', later);
	form.addEventListener('click', onCounter);
	return () => {
		clearTimeout(timer);
		form.removeEventListener('change', later);
		form.removeEventListener('click', onCounter);
	};
};
