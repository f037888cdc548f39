import type { Actor } from '#lib/accounts/server/actors.ts';
import type { Locale } from '#lib/translation/locale.ts';

declare global {
	namespace App {
		interface Locals {
			/** Who asks; undefined when signed out. Routes go through the guards of accounts/server/guards.ts. */
			actor: Actor | undefined;
			/** Language of this page load. */
			locale: Locale;
		}
		interface PageData {
			locale?: Locale;
		}
		interface Error {
			/** A code that the log has too, so that a school can report it. */
			id?: string;
		}
	}
}

export {};
