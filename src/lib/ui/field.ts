/** Attributes that tie a control to its label, hint and problem; spread them on the control. */
export interface FieldControl {
	id: string;
	'aria-describedby': string | undefined;
	'aria-invalid': 'true' | undefined;
}

/** Puts the focus on the first control of a refused form that has a problem; call it after the form was answered. */
export function focusFirstProblem(form: HTMLElement): void {
	form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
}
