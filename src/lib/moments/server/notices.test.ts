import { describe, expect, it } from 'vitest';
import { markOf } from '#lib/notifications/server/written.ts';
import { defaultSettings } from '#lib/school/settings.ts';
import { locales, type Locale } from '#lib/translation/locale.ts';
import { at } from '../../../../tests/support/moments.ts';
import { today } from '../../../../tests/support/people.ts';
import { momentKindNames, type MomentKind } from '../kinds.ts';
import type { FoundMoment } from './find-moment.ts';
import * as notices from './notices.ts';

const moment = (kind: MomentKind): FoundMoment => ({
	momentId: 'm',
	kind,
	wholeSchool: false,
	title: null,
	place: null,
	note: null,
	adultsPerChild: 2,
	slotsPerChild: 1,
	interpreterOffered: true,
	closesHoursBefore: 1,
	shareToken: 'secret-token',
	publishedAt: today,
	cancelledAt: null,
	schoolYearId: '2026',
	opensAt: null,
	openForAllAt: null,
	signUpClosesAt: null,
	revision: 0,
	changedBy: null,
	children: null,
	meetings: 1,
	everyWeeks: 1,
	groups: [{ groupId: 'g', name: 'Groep 1/2 Zonnebloem' }],
	school: {
		schoolId: 'school',
		name: 'OBS De Vuurvogel',
		timeZone: 'Europe/Amsterdam',
		address: 'Kastanjelaan 12, Brugstad',
		settings: defaultSettings,
	},
});
const slot = {
	slotId: 's',
	startsAt: at('2026-10-12', '08:30'),
	endsAt: at('2026-10-12', '09:00'),
	revision: 0,
};
const before = { startsAt: at('2026-10-09', '13:15'), endsAt: at('2026-10-09', '13:45') };

/** Every notice of a moment, to one guardian in one language. */
function all(kind: MomentKind, locale: Locale) {
	const to = { signUpId: 'u', guardianId: 'ayse', childId: 'elif', childName: 'Elif', locale };
	const one = { moment: moment(kind), slot, to, now: today };
	const child = { childId: 'elif', givenName: 'Elif' };
	return {
		confirmed: notices.confirmed({ ...one, interpreter: 'ti' }),
		confirmedBySchool: notices.confirmed({ ...one, interpreter: null, bySchool: true }),
		waiting: notices.waiting({ ...one, number: 3 }),
		promoted: notices.promoted(one),
		offered: notices.offered(one),
		moved: notices.moved({ ...one, before, status: 'confirmed' }),
		placeChanged: notices.placeChanged(one),
		cancelled: notices.cancelled({ ...one, status: 'confirmed', otherTimes: true }),
		left: notices.left(one),
		removed: notices.removed({ ...one, status: 'waiting' }),
		day: notices.reminderOfDay({ ...one, children: ['Elif', 'Emre'] }),
		hour: notices.reminderOfHour({ ...one, children: ['Elif'] }),
		invited: notices.invited({
			moment: one.moment,
			from: slot,
			till: { startsAt: at('2026-10-15', '08:30'), endsAt: at('2026-10-15', '09:00') },
			meetings: 2,
			to: { guardianId: 'ayse', locale, children: [child] },
			dueAt: today,
			expiresAt: slot.startsAt,
		}),
	};
}

describe.each(locales)('in %s', (locale) => {
	it.each(momentKindNames)('every notice of a %s is whole', (kind) => {
		for (const [name, notice] of Object.entries(all(kind, locale))) {
			const { title, lines, action } = notice.content;
			const shown = [title, ...lines, action.label];
			expect(
				shown.every((text) => text.trim() !== ''),
				name,
			).toBe(true);
			expect(shown.join(' '), name).not.toMatch(/moment(notice)?s_|\{|\}|undefined|null/);
			expect(notice.content.locale).toBe(locale);
			// who has two children lands at the one that it is about; who is invited may still choose for which
			expect(action.path, name).toBe(name === 'invited' ? '/join/m' : '/join/m?child=elif');
		}
	});

	it('no text is that of another language', () => {
		const others = locales.filter((other) => other !== locale);
		for (const [name, { content }] of Object.entries(all('look', locale)))
			for (const other of others) {
				const theirs = all('look', other)[name as keyof ReturnType<typeof all>];
				expect(content.action.label, `${name} as in ${other}`).not.toBe(theirs.content.action.label);
			}
	});
});

it('says what a parent of the mock-up reads', () => {
	const { confirmed, moved, day, invited, waiting } = all('look', 'nl');
	expect(confirmed.content).toMatchObject({
		title: 'Uw afspraak: maandag 12 oktober',
		lines: [
			'Kijkmoment · Elif',
			'maandag 12 oktober, 8.30 – 9.00 uur',
			'Plaats: Groep 1/2 Zonnebloem',
			'U vroeg om een tolk: Tigrinya.',
			'U krijgt een dag van tevoren een bericht. Afzeggen kan altijd.',
		],
	});
	expect(moved.content.lines[1]).toBe('Eerst was het: vrijdag 9 oktober, 13.15 – 13.45 uur');
	expect(day.content.lines[0]).toBe('Kijkmoment · Elif en Emre');
	expect(waiting.content.title).toBe('U staat op de wachtlijst: nummer 3');
	expect(invited.content).toMatchObject({
		title: 'Kom kijken in de klas van Elif',
		lines: [
			'We laten u graag zien wat er in de klas gebeurt.',
			'maandag 12 oktober – donderdag 15 oktober',
			'Plaats: Groep 1/2 Zonnebloem',
			'U kiest één tijd.',
			'U hoeft niets mee te nemen.',
			'Uw kind is erbij.',
			'U kunt een tolk vragen. Die kost u niets.',
		],
		action: { label: 'Dag kiezen' },
	});
});

it('goes the way that fits: on screen and by e-mail, at once by all ways, or reminders by one', () => {
	const routes = Object.entries(all('look', 'nl')).map(([name, { route }]) => `${name} ${route}`);
	expect(routes).toEqual([
		'confirmed email',
		'confirmedBySchool both',
		'waiting email',
		'promoted both',
		'offered both',
		'moved both',
		'placeChanged both',
		'cancelled both',
		'left email',
		'removed both',
		'day one',
		'hour one',
		'invited one',
	]);
});

it('names the place as the school wrote it, else the groups, else the school', () => {
	const groups = ['A', 'B', 'C'].map((name) => ({ groupId: name, name }));
	expect(notices.placeOf({ ...moment('look'), place: 'gymzaal' }, 'nl')).toBe(markOf('place'));
	expect(notices.placeOf({ ...moment('look'), groups: groups.slice(0, 2) }, 'nl')).toBe('A en B');
	expect(notices.placeOf({ ...moment('look'), groups }, 'nl')).toBe('OBS De Vuurvogel');
	expect(notices.placeOf({ ...moment('coffee'), groups: [] }, 'ar')).toBe('\u2068OBS De Vuurvogel\u2069');
});
