import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import { thankForMoment, toThank } from '#lib/app/server/thank-acts.ts';
import { draftPath, sharePath, staffMomentPath } from '#lib/moments/paths.ts';
import { removeByHand } from '#lib/moments/server/by-hand.ts';
import { cancelDay, cancelMoment, changeDetails } from '#lib/moments/server/change.ts';
import { clashesOf } from '#lib/moments/server/clashes.ts';
import { planCalendar } from '#lib/moments/server/plan-calendar.ts';
import { freeOn } from '#lib/moments/clashes.ts';
import { staffMoment, type StaffMomentPage } from '#lib/moments/server/for-staff.ts';
import { invitationOf } from '#lib/moments/server/about-plan.ts';
import { leftBehind } from '#lib/moments/server/left-behind.ts';
import { interpreterWishes } from '#lib/moments/server/interpreter-wishes.ts';
import { askInterpreters, markInterpreter } from '#lib/moments/server/interpreters.ts';
import { findMoment } from '#lib/moments/server/find-moment.ts';
import { mayRun } from '#lib/moments/server/policy.ts';
import { hasGuides, possibleGuides, setGuides } from '#lib/moments/server/guides.ts';
import { staffName } from '#lib/moments/server/staff-name.ts';
import { addSlot } from '#lib/moments/server/add-slot.ts';
import { sentMessages } from '#lib/moments/server/sent.ts';
import { hideTopic, topicsOf } from '#lib/moments/server/topics.ts';
import { takesTopics } from '#lib/moments/topics.ts';
import { takeBack } from '#lib/moments/server/take-back.ts';
import { dayOf, isDay, isTime, timeOf } from '#lib/platform/server/local-time.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import { picturesOf } from '#lib/tasks/server/thanks-pictures.ts';
import { momentThanks } from '#lib/tasks/thanks-names.ts';
import { thanksText } from '#lib/tasks/thanks.ts';
import { dayOffText } from '#lib/school/day-off-text.ts';
import type { Locale } from '#lib/translation/locale.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const staff = requireStaff(event);
	const { store, clock, settings } = app();
	const now = clock.now();
	const page = await staffMoment(store, staff, event.params.moment, now);
	if (!page) error(404);
	const { moment, mayRun, slots, wall } = page;
	if (!moment.publishedAt && !moment.cancelledAt) redirect(303, draftPath(moment.momentId));
	const query = event.url.searchParams;
	return {
		moment: {
			momentId: moment.momentId,
			kind: moment.kind,
			title: moment.title,
			place: moment.place,
			note: moment.note,
			groups: moment.groups,
			closesHoursBefore: moment.closesHoursBefore,
			opensAt: moment.opensAt,
			openForAllAt: moment.openForAllAt,
			signUpClosesAt: moment.signUpClosesAt,
			interpreterOffered: moment.interpreterOffered,
			meetings: moment.meetings,
			named: moment.children?.size ?? null,
			cancelled: moment.cancelledAt !== null,
			revision: moment.revision,
			changedBy: moment.changedBy && (await staffName(store.read, staff.schoolId, moment.changedBy)),
		},
		mayRun,
		slots,
		...(mayRun && !moment.cancelledAt
			? await inTheWay(staff, page, now, event.locals.locale)
			: { clashes: [], free: [] }),
		wall,
		share: moment.publishedAt ? `${settings.origin}${sharePath(moment.shareToken)}` : null,
		guides: page.guides,
		mayGuide: mayRun && hasGuides(moment.kind) ? await possibleGuides(store.read, moment, now) : undefined,
		topics: takesTopics(moment.kind)
			? await topicsOf(store.read, staff.schoolId, moment.momentId, null)
			: undefined,
		interpreting: moment.cancelledAt ? [] : await interpreterWishes(store.read, staff.schoolId, slots, now),
		interpreterPhone: moment.school.settings.interpreterPhone,
		sent: await sentMessages(store.read, staff.schoolId, moment.momentId),
		invitation: await invitationOf(store.read, moment, slots, now),
		reminders: {
			dayBeforeAt: moment.school.settings.remindDayBeforeAt,
			minutesBefore: moment.school.settings.remindBeforeMinutes,
		},
		now,
		leftBy: (await leftBehind(store.read, staff, now)).find((one) => one.momentId === moment.momentId)?.by,
		thanks:
			(await toThank(store, staff, page)) > 0
				? momentThanks.map((name) => ({ name, text: thanksText(name, event.locals.locale) }))
				: [],
		thanksPicture:
			mayRun &&
			(await picturesOf(store.read, staff.schoolId, [{ kind: 'moment', id: moment.momentId }])).size > 0,
		thanked: Number(query.get('thanked') ?? '0') || 0,
		published: query.has('published'),
		done: doneOf(query),
	};
};

/** What the times that are still to come fall together with, and which of them are on a day without school. */
async function inTheWay(staff: StaffActor, { moment, slots }: StaffMomentPage, now: Date, locale: Locale) {
	const { store } = app();
	const { timeZone } = staff.school;
	const ahead = slots
		.filter(({ cancelled, startsAt }) => !cancelled && startsAt > now)
		.map(({ startsAt, endsAt }) => ({
			day: dayOf(startsAt, timeZone),
			from: timeOf(startsAt, timeZone),
			till: timeOf(endsAt, timeZone),
		}));
	const { daysOff } = await planCalendar(store.read, staff, now);
	const free = [...new Set(ahead.map(({ day }) => day))].flatMap((day) => {
		const off = freeOn(day, daysOff);
		return off ? [{ day, name: dayOffText(off, locale).text }] : [];
	});
	return { clashes: await clashesOf(store.read, staff, { ...moment, slots: ahead }), free };
}

const dones = [
	'moved',
	'slot_cancelled',
	'places',
	'added',
	'waiting',
	'removed',
	'details',
	'new_slot',
	'message',
	'day',
	'guides',
] as const;

/** What was just done, and how many were told of it: only words, so it may stand in the address. */
function doneOf(query: URLSearchParams) {
	const done = dones.find((one) => one === query.get('done'));
	const told = Number(query.get('told') ?? '0');
	return done && { done, told: Number.isSafeInteger(told) && told >= 0 ? told : 0 };
}

/** What was typed, over what somebody else saved meanwhile: a field that was left as it was read takes theirs. */
function typedOver(
	typed: Record<'title' | 'place' | 'note' | 'interpreterOffered', string>,
	read: typeof typed,
	stored: { title: string | null; place: string | null; note: string | null; interpreterOffered: boolean },
): typeof typed {
	const theirs: typeof typed = {
		title: stored.title ?? '',
		place: stored.place ?? '',
		note: stored.note ?? '',
		interpreterOffered: stored.interpreterOffered ? 'on' : '',
	};
	const one = (name: keyof typeof typed) => (typed[name] === read[name] ? theirs[name] : typed[name]);
	return {
		title: one('title'),
		place: one('place'),
		note: one('note'),
		interpreterOffered: one('interpreterOffered'),
	};
}

const id = v.pipe(v.string('required'), v.maxLength(64, 'too_long'));
const words = (most: number) => v.optional(v.pipe(v.string(), v.maxLength(most, 'too_long')), '');

export const actions: Actions = {
	/** Thanks everyone who came. */
	thank: async (event) => {
		const staff = requireStaff(event);
		const form = await readForm(event.request, v.object({ thanks: v.picklist(momentThanks) }));
		if (!form.ok) return fail(422, form.problems);
		const { store, clock } = app();
		const momentId = event.params.moment;
		const what = { momentId, words: form.value.thanks, now: clock.now() };
		const result = await thankForMoment(store, staff, what);
		if (!result.ok && result.refusal === 'not_found') error(404);
		redirect(303, `${staffMomentPath(momentId)}${result.ok ? `?thanked=${result.thanked}` : ''}`);
	},
	/** Calls the whole moment off. */
	cancel: async (event) => {
		const staff = requireStaff(event);
		const { store, clock } = app();
		const momentId = event.params.moment;
		const result = await cancelMoment(store, staff, { momentId, now: clock.now() });
		if (!result.ok && result.refusal === 'not_found') error(404);
		return { cancelled: true, told: result.ok ? result.told : 0 };
	},
	/** Undo of publishing: a draft again. */
	takeBack: async (event) => {
		const staff = requireStaff(event);
		const { store, clock } = app();
		const momentId = event.params.moment;
		const result = await takeBack(store, staff, { momentId, now: clock.now() });
		if (result.ok) redirect(303, `${draftPath(momentId)}&back`);
		if (result.refusal === 'not_found') error(404);
		return fail(409, { refusal: result.refusal });
	},
	/** Calls off what is still to come of one day. */
	day: async (event) => {
		const staff = requireStaff(event);
		const { store, clock } = app();
		const momentId = event.params.moment;
		const moment = await findMoment(store.read, staff.schoolId, momentId);
		const groups = moment?.groups.map(({ groupId }) => groupId) ?? [];
		if (!moment || !mayRun(staff, groups)) error(404);
		const day = v.pipe(v.string('required'), v.check(isDay, 'not_a_date'));
		const form = await readForm(event.request, v.object({ day }));
		if (!form.ok) error(422);
		const { told } = await cancelDay(store, staff, { ...form.value, momentId, now: clock.now() });
		redirect(303, `${staffMomentPath(momentId)}?done=day&told=${told}`);
	},
	/** Takes a guardian off the list. */
	remove: async (event) => {
		const staff = requireStaff(event);
		const form = await readForm(event.request, v.object({ slotId: id, signUpId: id }));
		if (!form.ok) error(422);
		const { store, clock } = app();
		const result = await removeByHand(store, staff, { ...form.value, now: clock.now() });
		if (result.ok) redirect(303, `${staffMomentPath(event.params.moment)}?done=removed`);
		if (result.refusal === 'not_found') error(404);
		return fail(409, { refusal: result.refusal });
	},
	/** A topic of a parent is taken off the parents' page, or put back. */
	topic: async (event) => {
		const staff = requireStaff(event);
		const { store, clock } = app();
		const momentId = event.params.moment;
		const moment = await findMoment(store.read, staff.schoolId, momentId);
		const groups = moment?.groups.map(({ groupId }) => groupId) ?? [];
		if (!moment || !mayRun(staff, groups)) error(404);
		const form = await readForm(event.request, v.object({ topicId: id, hidden: v.picklist(['yes', 'no']) }));
		if (!form.ok) error(422);
		const { topicId, hidden } = form.value;
		const which = { momentId, topicId, hidden: hidden === 'yes', now: clock.now() };
		if (!(await hideTopic(store, staff, which))) error(404);
		return { marked: topicId };
	},
	/** Which children guide a tour. */
	guides: async (event) => {
		const staff = requireStaff(event);
		const form = await readForm(
			event.request,
			v.object({ children: v.optional(v.pipe(v.array(id), v.maxLength(500, 'too_many')), []) }),
		);
		if (!form.ok) error(422);
		const { store, clock } = app();
		const momentId = event.params.moment;
		const chosen = { momentId, childIds: form.value.children, now: clock.now() };
		if (!(await setGuides(store, staff, chosen))) error(404);
		redirect(303, `${staffMomentPath(momentId)}?done=guides#guides`);
	},
	interpreter: async (event) => {
		const staff = requireStaff(event);
		const form = await readForm(
			event.request,
			v.object({ signUpId: id, found: v.picklist(['yes', 'phone', 'family', 'no']) }),
		);
		if (!form.ok) error(422);
		const { store, clock } = app();
		const { signUpId, found } = form.value;
		const result = await markInterpreter(store, staff, {
			signUpId,
			found: found !== 'no',
			by: found === 'phone' || found === 'family' ? found : null,
			now: clock.now(),
		});
		if (!result.ok) error(404);
		return { marked: signUpId };
	},
	/** Asks parents who offered it to interpret for one sign-up. */
	askInterpreters: async (event) => {
		const staff = requireStaff(event);
		const guardians = v.optional(v.pipe(v.array(id), v.maxLength(50, 'too_many')), []);
		const form = await readForm(event.request, v.object({ signUpId: id, guardians }));
		if (!form.ok) error(422);
		const { store, clock } = app();
		const { signUpId, guardians: guardianIds } = form.value;
		const asked = await askInterpreters(store, staff, { signUpId, guardianIds, now: clock.now() });
		if (asked.ok) return { marked: signUpId };
		if (asked.refusal === 'not_found') error(404);
		const refusal = guardianIds.length === 0 ? 'choose' : asked.refusal;
		return fail(409, { notAsked: { signUpId, refusal } });
	},
	/** Title, place, word beforehand and interpreter. */
	details: async (event) => {
		const staff = requireStaff(event);
		const form = await readForm(
			event.request,
			v.object({
				title: words(80),
				place: words(80),
				note: words(500),
				interpreterOffered: v.optional(v.string(), ''),
				revision: v.pipe(v.string('required'), v.regex(/^\d{1,6}$/, 'not_a_number'), v.transform(Number)),
				wasTitle: words(80),
				wasPlace: words(80),
				wasNote: words(500),
				wasInterpreter: v.optional(v.string(), ''),
			}),
		);
		if (!form.ok) return fail(422, { of: 'details' as const, ...form.problems });
		const { store, clock } = app();
		const { title, place, note, interpreterOffered, revision } = form.value;
		const result = await changeDetails(store, staff, {
			momentId: event.params.moment,
			title: title || null,
			place: place || null,
			note: note || null,
			interpreterOffered: interpreterOffered !== '',
			revision,
			now: clock.now(),
		});
		if (result.ok) redirect(303, `${staffMomentPath(event.params.moment)}?done=details&told=${result.told}`);
		if (result.refusal === 'not_found') error(404);
		const typed = { title, place, note, interpreterOffered: interpreterOffered && 'on' };
		const { wasTitle, wasPlace, wasNote, wasInterpreter } = form.value;
		const read = { title: wasTitle, place: wasPlace, note: wasNote, interpreterOffered: wasInterpreter };
		const stored = await findMoment(store.read, staff.schoolId, event.params.moment);
		const values = result.refusal === 'changed' && stored ? typedOver(typed, read, stored) : typed;
		return fail(409, { of: 'details' as const, refusal: result.refusal, values });
	},
	/** A time more, for who found none that suits. */
	slot: async (event) => {
		const staff = requireStaff(event);
		const form = await readForm(
			event.request,
			v.object({
				day: v.pipe(v.string('required'), v.check(isDay, 'not_a_date')),
				from: v.pipe(v.string('required'), v.check(isTime, 'not_a_time')),
				till: v.pipe(v.string('required'), v.check(isTime, 'not_a_time')),
				places: v.pipe(
					v.string('required'),
					v.regex(/^\d{1,3}$/, 'not_a_number'),
					v.transform(Number),
					v.minValue(1, 'too_few'),
					v.maxValue(500, 'too_many'),
				),
			}),
		);
		if (!form.ok) return fail(422, { of: 'slot' as const, ...form.problems });
		const { store, clock } = app();
		const result = await addSlot(store, staff, {
			...form.value,
			momentId: event.params.moment,
			now: clock.now(),
		});
		if (result.ok) redirect(303, `${staffMomentPath(event.params.moment)}?done=new_slot#${result.slotId}`);
		if (result.refusal === 'not_found') error(404);
		const values = { ...form.value, places: String(form.value.places) };
		return fail(409, { of: 'slot' as const, refusal: result.refusal, values });
	},
};
