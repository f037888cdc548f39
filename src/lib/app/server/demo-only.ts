import { error } from '@sveltejs/kit';
import { app, type App } from './app.ts';

/** The running app, in demo mode only: anywhere else these routes do not exist (404). */
export function demoOnly(): App {
	const running = app();
	if (!running.settings.demo) error(404);
	return running;
}
