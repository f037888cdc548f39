import type { Attachment } from 'svelte/attachments';

const WAIT_MS = 400;

/** Sends the form by itself a moment after something in it changed, so that the preview follows. */
export const autosave: Attachment<HTMLFormElement> = (form) => {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const later = () => {
		clearTimeout(timer);
		timer = setTimeout(() => {
			// two people changed the same: what stays is chosen, not typed over
			if (form.dataset.hold === undefined) form.requestSubmit();
		}, WAIT_MS);
	};
	// sent by hand: a second time would go past the answer that nobody has read yet
	const onSubmit = () => clearTimeout(timer);
	// the buttons of a counter change its number without a change event
	const onCounter = ({ target }: Event) => {
		if (target instanceof Element && target.closest('.counter button')) later();
	};
	form.addEventListener('change', later);
	form.addEventListener('click', onCounter);
	form.addEventListener('submit', onSubmit);
	return () => {
		clearTimeout(timer);
		form.removeEventListener('change', later);
		form.removeEventListener('click', onCounter);
		form.removeEventListener('submit', onSubmit);
	};
};
