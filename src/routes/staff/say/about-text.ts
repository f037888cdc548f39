import { kindTexts } from '#lib/moments/kind-texts.ts';
import type { AboutNamed } from '#lib/messages/server/audience.ts';
import { m } from '#lib/paraglide/messages.js';

/** Whom a message goes to, in a few words. */
export function aboutText(about: AboutNamed, schoolName: string): string {
	if (about.kind === 'child') return m.say_to_child({ child: about.name });
	if (about.kind === 'group') return about.name;
	if (about.kind === 'year') return m.planning_year({ year: about.id });
	if (about.kind === 'school') return schoolName;
	return [about.title ?? kindTexts[about.momentKind].name(), ...about.groups].join(' · ');
}
