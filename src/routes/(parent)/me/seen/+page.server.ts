import { requireParent } from '#lib/accounts/server/guards.ts';
import { visitsOf } from '#lib/accounts/server/visits.ts';
import { app } from '#lib/app/server/app.ts';
import { readProfile } from '#lib/buddies/server/profile.ts';
import { cardToRead } from '#lib/info-card/server/to-read.ts';
import { kindTexts } from '#lib/moments/kind-texts.ts';
import { signUpsTheSchoolSees } from '#lib/moments/server/history.ts';
import { reachSeen } from '#lib/reach/server/seen-by-parent.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { certificateText } from '#lib/tasks/words.ts';
import { findCertificates } from '#lib/tasks/server/certificates.ts';
import { claimsTheSchoolSees } from '#lib/tasks/server/helped.ts';
import { interestTheSchoolSees } from '#lib/tasks/server/interest.ts';
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
	const today = dayOf(clock.now(), timeZone);
	const [visits, reached, signUps, claims, card, certificates, roles, buddy] = await Promise.all([
		visitsOf(store.read, parent),
		reachSeen(store, parent, locale, clock.now()),
		signUpsTheSchoolSees(store.read, parent),
		claimsTheSchoolSees(store.read, parent),
		cardToRead(store.read, parent, today),
		findCertificates(store.read, parent.schoolId, [parent.guardianId], today),
		interestTheSchoolSees(store.read, parent),
		readProfile(store.read, parent, clock.now()),
	]);
	const seen = certificates.get(parent.guardianId);
	return {
		reached,
		reachedTitle: m.inbox_seen_title({}, { locale }),
		reachedLead: m.inbox_seen_lead({}, { locale }),
		reachedMessages: m.inbox_seen_messages({}, { locale }),
		buddy: buddy && {
			what: m.buddynotices_link_title({}, { locale }),
			text: m.buddynotices_seen_profile({}, { locale }),
		},
		certificate: seen && certificateText(seen, { locale, timeZone }),
		roles: roles.map(({ taskId, template, createdAt }) => ({
			taskId,
			what: templateTexts[template].name({ locale }),
			text: m.tasknotices_role_seen({ day: dated(createdAt) ?? '' }, { locale }),
		})),
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
