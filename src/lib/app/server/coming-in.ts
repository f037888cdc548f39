import type { RequestEvent } from '@sveltejs/kit';
import { homeScreenOf } from '#lib/accounts/server/device.ts';

/** What a guardian is asked after coming in, one screen each; every one can be skipped. */
const STEPS = ['language', 'school-sees', 'back-again', 'home-screen'] as const;
export type ComingInStep = (typeof STEPS)[number];

export interface StepOnTheWay {
	at: number;
	of: number;
	/** Path of the next step, or of the start. */
	next: string;
}

/** Where a step stands. A home screen is for phones: elsewhere there is one step less. */
export function stepOnTheWay({ request }: RequestEvent, step: ComingInStep): StepOnTheWay {
	const hasHomeScreen = homeScreenOf(request.headers.get('user-agent')) !== 'other';
	const steps = STEPS.filter((one) => hasHomeScreen || one !== 'home-screen');
	const at = STEPS.indexOf(step);
	const next = steps[at + 1];
	return { at: at + 1, of: Math.max(steps.length, at + 1), next: next ? `/coming-in/${next}` : '/start' };
}
