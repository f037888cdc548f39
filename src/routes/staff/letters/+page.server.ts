import { error } from '@sveltejs/kit';
import * as v from 'valibot';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { needsLetter } from '#lib/families/invitation-state.ts';
import { withdrawInvitations, type InvitedAddressee } from '#lib/families/server/invitations.ts';
import { letterLanguage } from '#lib/families/server/letters.ts';
import { mayInviteAll } from '#lib/families/server/policy.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import { pageOf } from '#lib/platform/page-of.ts';
import { hasTexts, languageName } from '#lib/translation/languages.ts';
import type { Actions, PageServerLoad } from './$types';
import { invitedAsked } from './find.server.ts';

const schema = v.object({ guardian: v.pipe(v.string('required'), v.maxLength(100, 'too_long')) });

/** Guardians of one page of the list; printing and counting is about all of them. */
const PER_PAGE = 50;

export const load: PageServerLoad = async (event) => {
	const staff = requireStaff(event);
	const { groups, group, invited } = await invitedAsked(staff, event.url);
	const { locale } = event.locals;
	const part = pageOf(event.url, invited, PER_PAGE);
	return {
		groups,
		group,
		wholeSchool: mayInviteAll(staff),
		counts: countsOf(invited),
		part: part.shown,
		guardians: part.rows.map((one) => {
			const tag = letterLanguage(one);
			return {
				guardianId: one.guardianId,
				name: one.name,
				children: one.children.map(({ givenName }) => givenName),
				group: one.children[0]?.group?.name ?? null,
				language: languageName(tag, locale),
				hasTexts: hasTexts(tag),
				state: one.state,
				invitedAt: one.invitedAt,
				enteredAt: one.enteredAt,
				openCodes: one.openCodes,
			};
		}),
	};
};

function countsOf(invited: InvitedAddressee[]) {
	const count = (test: (one: InvitedAddressee) => boolean) => invited.filter(test).length;
	return {
		all: invited.length,
		entered: count(({ state }) => state === 'entered'),
		invited: count(({ state }) => state === 'invited' || state === 'opened'),
		without: count(({ state }) => needsLetter(state)),
	};
}

export const actions: Actions = {
	/** The letter is lost: nobody who finds it comes in. */
	lost: async (event) => {
		const staff = requireStaff(event);
		const form = await readForm(event.request, schema);
		if (!form.ok) error(400);
		const { store, clock } = app();
		if (!(await withdrawInvitations(store, staff, form.value.guardian, clock.now()))) error(404);
		return { withdrawn: form.value.guardian };
	},
};
