import { requireParent } from '#lib/accounts/server/guards.ts';
import { visitsOf } from '#lib/accounts/server/visits.ts';
import { app } from '#lib/app/server/app.ts';
import { cardToRead } from '#lib/info-card/server/to-read.ts';
import { kindTexts } from '#lib/moments/kind-texts.ts';
import { signUpsTheSchoolSees } from '#lib/moments/server/history.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { claimsTheSchoolSees } from '#lib/tasks/server/helped.ts';
import { templateTexts } from '#lib/tasks/template-texts.ts';
import { m } from '#lib/paraglide/messages.js';
import { formatDay } from '#lib/translation/dates.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const parent = requireParent(event);
	const { store, clock } = app();
	const { locale } = event.locals;
	const { timeZone } = parent.school;
	const dated = (at: Date | null) => at && formatDay(at, locale, timeZone, { year: true });
	const [visits, signUps, claims, card] = await Promise.all([
		visitsOf(store.read, parent),
		signUpsTheSchoolSees(store.read, parent),
		claimsTheSchoolSees(store.read, parent),
		cardToRead(store.read, parent, dayOf(clock.now(), timeZone)),
	]);
	return {
		first: dated(visits.first),
		last: dated(visits.last),
		cardRead: card.state === 'read' ? dated(card.at) : null,
		signUps: [
			...signUps.map(({ kind, ...rest }) => ({ ...rest, what: kindTexts[kind].name({ locale }) })),
			...claims.map(({ claimId, template, startsAt, helped }) => ({
				...{ signUpId: claimId, startsAt, came: helped },
				what: templateTexts[template].name({ locale }),
				childName: m.tasknotices_you_help({}, { locale }),
			})),
		]
			.sort((a, b) => +b.startsAt - +a.startsAt)
			.map(({ startsAt, ...rest }) => ({ ...rest, day: formatDay(startsAt, locale, timeZone) })),
	};
};
