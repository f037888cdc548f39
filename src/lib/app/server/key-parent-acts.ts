// Key parents: the same behind the normal page and the easy one. `path` says where.
import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { ParentActor } from '#lib/accounts/server/actors.ts';
import { requireConfirmedParent } from '#lib/accounts/server/guards.ts';
import { agreeSchema, countToShow, notesUp, noteUpSchema, relations } from '#lib/buddies/key-parent.ts';
import { noteDownText, noteUpText, relationText, shownText } from '#lib/buddies/key-parent-texts.ts';
import { noteToCoordinator, notesOf } from '#lib/buddies/server/key-parent-notes.ts';
import {
	agreeKeyParent,
	cameThrough,
	keyParentsToAsk,
	ownKeyParent,
	stopKeyParent,
	type OwnKeyParent,
} from '#lib/buddies/server/key-parents.ts';
import { readLanguageProfile } from '#lib/families/server/language-profile.ts';
import { voiceViews } from '#lib/files/voice-view.ts';
import { sharePath } from '#lib/moments/paths.ts';
import { joinPage, type OwnInvitation } from '#lib/moments/server/for-parent.ts';
import { interpretingCards } from '#lib/moments/server/interpreting-cards.ts';
import { momentsWithWish, shareTokens } from '#lib/moments/server/share.ts';
import { voicesOfMoment } from '#lib/moments/server/voices.ts';
import { invitationCard } from '#lib/moments/words.ts';
import { m } from '#lib/paraglide/messages.js';
import { readForm } from '#lib/platform/server/forms.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { qrPath } from '#lib/platform/server/qr.ts';
import { telephoneHref } from '#lib/platform/telephone.ts';
import { formatDay } from '#lib/translation/dates.ts';
import { isLanguageTag, languageName, languagesByName } from '#lib/translation/languages.ts';
import { baseLocale, directionOf, isLocale, type Locale } from '#lib/translation/locale.ts';
import { app } from './app.ts';
import { ownPhone } from './own-phone.ts';

type Event = RequestEvent;

/** Everything that the page shows, in words: whom one can ask, and for a key parent what is theirs. */
export async function keyParentPage(event: Event) {
	const parent = requireConfirmedParent(event);
	const { store, clock } = app();
	const now = clock.now();
	const { locale } = event.locals;
	const today = dayOf(now, parent.school.timeZone);
	const { written, spoken } = await readLanguageProfile(store.read, parent);
	const [own, all] = await Promise.all([
		ownKeyParent(store.read, parent, today),
		keyParentsToAsk(store.read, parent, { speaks: [spoken, written, locale], today }),
	]);
	const tags = [...new Set([...(own?.languages ?? []), spoken, written, locale, baseLocale])].filter(
		(tag): tag is string => tag !== null && isLanguageTag(tag),
	);
	return {
		done: event.url.searchParams.get('done'),
		others: all.map(({ guardianId, name, phone, ...shown }) => ({
			id: guardianId,
			...shownText(name, shown, { locale }),
			name,
			phone,
			call: phone && telephoneHref(phone),
		})),
		own: own && {
			state: own.state,
			relation: own.relation,
			languages: own.languages,
			phone: own.phone,
			...shownText(own.name ?? m.buddynotices_somebody({}, { locale }), own, { locale }),
		},
		choice: own && {
			relations: relations.map((value) => ({ value, label: relationText(value, { locale }) })),
			languages: tags.map((value) => ({ value, label: languageName(value, locale) })),
			more: languagesByName(locale)
				.filter(({ tag }) => !tags.includes(tag))
				.map(({ tag, names }) => ({ value: tag, label: names[locale] })),
			phone: own.phone ?? (await ownPhone(store.read, parent)),
		},
		work: own?.state === 'on' ? await workOf(event, parent, own) : null,
	};
}

/** What an active key parent has: moments to pass on, asks to interpret, notes, and how many came. */
async function workOf(event: Event, parent: ParentActor, own: OwnKeyParent) {
	const { store, clock } = app();
	const now = clock.now();
	const { locale } = event.locals;
	const { schoolId, guardianId, school } = parent;
	const words = { locale, timeZone: school.timeZone };
	const [{ invitations }, asks, notes, came] = await Promise.all([
		joinPage(store, parent, now),
		interpretingCards(store.read, parent, words, now),
		notesOf(store.read, schoolId, [guardianId]),
		cameThrough(store.read, schoolId, [guardianId]),
	]);
	const momentIds = [...new Set(invitations.map(({ momentId }) => momentId))];
	const wanted = await momentsWithWish(store.read, schoolId, { momentIds, languages: own.languages, now });
	const chosen = event.url.searchParams.get('moment');
	const invitation = invitations.find(({ momentId }) => momentId === chosen);
	if (chosen && !invitation) error(404);
	const cards = momentIds.flatMap((id) => {
		const one = invitations.find(({ momentId }) => momentId === id);
		return one ? [invitationCard(one, words)] : [];
	});
	return {
		moments: cards.map(({ momentId, look, title, titleIn, days }) => ({
			...{ momentId, look, title, titleIn, days },
			wanted: wanted.has(momentId),
		})),
		asks: asks.asked.map(({ momentId, title, titleIn, days, look }) => ({
			...{ askId: momentId, title, titleIn, days, look },
		})),
		notes: (notes.get(guardianId) ?? []).map(({ id, at, ...said }) => ({
			id,
			mine: said.from === 'parent',
			day: formatDay(at, locale, school.timeZone),
			text: said.from === 'parent' ? noteUpText(said.note, { locale }) : noteDownText(said.note, { locale }),
		})),
		toSay: notesUp.map((value) => ({ value, label: noteUpText(value, { locale }) })),
		came: countToShow(came.get(guardianId) ?? 0),
		kit: invitation ? await kitOf(event, parent, own, invitation) : null,
	};
}

/** One moment to pass on: in the key parent's languages, as text, recorded voice, link and QR. */
async function kitOf(event: Event, parent: ParentActor, own: OwnKeyParent, invitation: OwnInvitation) {
	const { store } = app();
	const { locale } = event.locals;
	const { schoolId, school } = parent;
	const { momentId } = invitation;
	const token = (await shareTokens(store.read, schoolId, [momentId])).get(momentId);
	if (!token) return null;
	const url = `${event.url.origin}${sharePath(token)}?by=${own.code}`;
	const inLanguages = [...new Set([...own.languages, locale, baseLocale])].filter(isLocale);
	const voices = await voicesOfMoment(store.read, schoolId, invitation);
	const heard = voices.filter(({ language, outOfDate }) => own.languages.includes(language) && !outOfDate);
	const { look, title, titleIn } = invitationCard(invitation, { locale, timeZone: school.timeZone });
	return {
		...{ momentId, url, look, title, titleIn },
		picture: `/contact/key-parent/${momentId}.png`,
		qr: qrPath(url),
		voices: voiceViews(heard, locale),
		texts: inLanguages.map((into: Locale) => {
			// without the child's name: others read it
			const card = invitationCard(
				{ ...invitation, children: [] },
				{ locale: into, timeZone: school.timeZone },
			);
			return {
				lang: into,
				dir: directionOf(into),
				label: languageName(into, locale),
				text: [
					m.keyparents_kit_invites({ school: school.name }, { locale: into }),
					// what the school wrote in another language stays behind the link
					card.titleIn ? card.look.name : card.title,
					card.days,
					m.keyparents_kit_more({}, { locale: into }),
				].join('\n'),
			};
		}),
	};
}

/** The link of a moment as a picture that can be sent: its QR code. Undefined for who is no key parent, or may not see the moment. */
export async function kitPicture(event: Event, momentId: string) {
	const parent = requireConfirmedParent(event);
	const { store, clock } = app();
	const now = clock.now();
	const own = await ownKeyParent(store.read, parent, dayOf(now, parent.school.timeZone));
	if (own?.state !== 'on') return undefined;
	const { invitations } = await joinPage(store, parent, now);
	if (!invitations.some((one) => one.momentId === momentId)) return undefined;
	const token = (await shareTokens(store.read, parent.schoolId, [momentId])).get(momentId);
	return token && qrPath(`${event.url.origin}${sharePath(token)}?by=${own.code}`);
}

/** Form actions; each goes on by GET, so that a reload posts nothing again. */
export function keyParentActs(path: string) {
	const done = (what: string): never => redirect(303, `${path}?done=${what}`);
	return {
		agree: async (event: Event) => {
			const parent = requireConfirmedParent(event);
			const form = await readForm(event.request, agreeSchema);
			if (!form.ok) return fail(422, { refusal: 'no_language' as const, values: null });
			const { languages, ...rest } = form.value;
			const { store, clock } = app();
			const said = { ...rest, languages: languages.filter((tag) => tag !== '') };
			const result = await agreeKeyParent(store, parent, { ...said, now: clock.now() });
			return result.ok ? done('agreed') : fail(409, { refusal: result.refusal, values: said });
		},
		stop: async (event: Event) => {
			const parent = requireConfirmedParent(event);
			const { store, clock } = app();
			await stopKeyParent(store, parent, clock.now());
			return done('stopped');
		},
		note: async (event: Event) => {
			const parent = requireConfirmedParent(event);
			const form = await readForm(event.request, noteUpSchema);
			if (!form.ok) return fail(422, { refusal: 'gone' as const, values: null });
			const { store, clock } = app();
			const result = await noteToCoordinator(store, parent, { ...form.value, now: clock.now() });
			return result.ok ? done('noted') : fail(409, { refusal: result.refusal, values: null });
		},
	};
}
