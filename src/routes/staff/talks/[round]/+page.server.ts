import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import type { StaffActor } from '#lib/accounts/server/actors.ts';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import type { Store } from '#lib/database/store.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import type { FormProblems } from '#lib/platform/problems.ts';
import { dayOf } from '#lib/platform/server/local-time.ts';
import { staffRoundPath } from '#lib/talks/paths.ts';
import { roundLook } from '#lib/talks/round-look.ts';
import { applyChange } from '#lib/talks/server/apply-change.ts';
import { staffDraw } from '#lib/talks/server/draw-for-staff.ts';
import { staffRound } from '#lib/talks/server/for-staff.ts';
import { talkKindName } from '#lib/talks/server/notices.ts';
import { cancelTalks, moveTalk, timesToMove } from '#lib/talks/server/move.ts';
import { changeProposal, sendProposal, timesIn } from '#lib/talks/server/proposal.ts';
import { proposalForStaff } from '#lib/talks/server/proposal-for-staff.ts';
import { onBehalfOf } from '#lib/talks/server/replier.ts';
import { cancelRound, closeRound, mayRunRound, publishRound, reopenRound } from '#lib/talks/server/rounds.ts';
import { findProposal, findRun, startPlanner, stopPlanner } from '#lib/talks/server/run.ts';
import { findRound, type FoundRound } from '#lib/talks/server/find-round.ts';
import { roundPreviews } from '#lib/talks/server/preview.ts';
import { shareTimes } from '#lib/talks/server/share-times.ts';
import { addSession, copyDay, removeSession, setVideoAddress } from '#lib/talks/server/times.ts';
import { directionOf, localeNames } from '#lib/translation/locale.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const tabs = ['talks', 'children', 'times', 'draw', 'planner', 'preview'] as const;

export const load: PageServerLoad = async (event) => {
	const staff = requireStaff(event);
	const { store, clock } = app();
	const now = clock.now();
	const { locale } = event.locals;
	const page = await staffRound(store.read, staff, event.params.round, now);
	if (!page) error(404);
	const { round, mayRun } = page;
	const query = event.url.searchParams;
	const run = mayRun ? await findRun(store.read, staff.schoolId, now) : undefined;
	const asked = tabs.find((tab) => tab === query.get('show')) ?? (page.state === 'draft' ? 'times' : 'talks');
	const mayShow = mayRun ? asked !== 'preview' || page.state === 'draft' : asked === 'times';
	const show = mayShow ? asked : 'talks';
	const move = query.get('move');
	const place = query.get('place');
	const proposal =
		mayRun && round.way === 'plan' && show === 'planner'
			? await proposalForStaff(store.read, staff, round, now)
			: undefined;
	const found = place && mayRun ? await findProposal(store.read, staff.schoolId, round.roundId) : undefined;
	const { timeZone } = staff.school;
	return {
		...page,
		round: {
			roundId: round.roundId,
			title: round.title ?? talkKindName(round.kind, locale),
			groups: round.groups,
			way: round.way,
			places: round.places,
			firstDay: round.firstDay,
			lastDay: round.lastDay,
			opensAt: round.opensAt,
			closesAt: round.closesAt,
			closesOn: dayOf(round.closesAt, timeZone),
			sentAt: round.sentAt,
			...roundLook[round.kind],
		},
		show,
		draw: await staffDraw(store.read, page),
		proposal,
		run: run && { ...run, isHere: run.roundId === round.roundId },
		moving:
			move && mayRun
				? {
						talkId: move,
						times: await timesToMove(store.read, round, { talkId: move, keeping: 'asked', now }),
					}
				: undefined,
		placing:
			place && found
				? { talk: place, times: await timesIn(store.read, round, found.proposal, place) }
				: undefined,
		previews: show === 'preview' ? await previewsOf(round, now) : [],
		changed: query.has('changed'),
		wroteDown: query.has('written'),
		published: query.has('published') ? Number(query.get('published')) || 0 : null,
		sent: query.has('sent'),
		shared: { with: query.getAll('shared'), same: query.getAll('same') },
	};
};

/** The invitation as parents will get it, in each of their languages. */
async function previewsOf(round: FoundRound, now: Date) {
	return (await roundPreviews(app().store.read, round, now)).map(({ locale, content, questions }) => ({
		locale,
		dir: directionOf(locale),
		language: localeNames[locale],
		title: content.title,
		lines: content.lines,
		label: content.action.label,
		questions,
	}));
}

const id = v.pipe(v.string('required'), v.maxLength(64, 'too_long'));
const key = v.pipe(v.string('required'), v.maxLength(300, 'too_long'));
const day = v.pipe(v.string('not_a_date'), v.isoDate('not_a_date'));
const time = v.pipe(v.string('not_a_time'), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'not_a_time'));
const revision = v.pipe(v.string('required'), v.regex(/^\d{1,9}$/, 'not_a_number'), v.transform(Number));
/** An instant in milliseconds, with who holds it: `1793… marieke selin`. */
const at = v.pipe(
	v.string('required'),
	v.regex(/^\d{1,15}( [\w-]{1,64}){1,8}$/, 'not_a_choice'),
	v.transform((text) => {
		const [ms, ...staffIds] = text.split(' ');
		return { startsAt: new Date(Number(ms)), staffIds };
	}),
);
const line = (most: number) =>
	v.pipe(
		v.optional(v.string(), ''),
		v.trim(),
		v.maxLength(most, 'too_long'),
		v.transform((text) => text || null),
	);
const video = v.pipe(
	v.optional(v.string(), ''),
	v.trim(),
	v.maxLength(300, 'too_long'),
	v.check((text) => text === '' || (text.startsWith('https://') && URL.canParse(text)), 'not_a_choice'),
	v.transform((text) => text || null),
);

type Result = { ok: true } | { ok: false; refusal: string };
/** Which part of the page one is on after it. */
type Tab = (typeof tabs)[number];

/** An action on a round: 404 for who may not know of it, 403 for who may not run it, else a refusal above the page. */
function act<S extends v.ObjectSchema<v.ObjectEntries, undefined>>(
	tab: Tab,
	schema: S,
	work: (
		store: Store,
		staff: StaffActor,
		form: v.InferOutput<S> & { roundId: string; now: Date },
	) => Promise<Result>,
) {
	return async (event: RequestEvent) => {
		const staff = requireStaff(event);
		const form = await readForm(event.request, schema);
		if (!form.ok) return fail(422, { ...form.problems, refusal: undefined });
		const { store, clock } = app();
		const roundId = event.params.round;
		const result = await work(store, staff, { ...form.value, roundId, now: clock.now() });
		if (!result.ok) return refused(result.refusal, form.value);
		redirect(303, `${staffRoundPath(roundId)}?show=${tab}`);
	};
}

/** `values`: what was sent, to stand there again; only what are texts. */
function refused(refusal: string, values: object = {}) {
	if (refusal === 'not_found') error(404);
	if (refusal === 'not_allowed') error(403);
	const texts = Object.entries(values).filter(([, value]) => typeof value === 'string');
	const problems: FormProblems['problems'] = {};
	const typed: FormProblems['values'] = Object.fromEntries(texts);
	return fail(409, { problems, values: typed, refusal });
}

/** Only for who runs the round: a talk of it is theirs to move or to cancel. */
async function runs(store: Store, staff: StaffActor, roundId: string): Promise<boolean> {
	const round = await findRound(store.read, staff.schoolId, roundId);
	return round !== undefined && mayRunRound(staff, round);
}

const none = v.object({});
const shareSchema = v.object({
	staffId: id,
	colleagues: v.pipe(v.array(id), v.maxLength(200, 'too_many')),
	how: v.picklist(['add', 'replace'], 'not_a_choice'),
});

export const actions: Actions = {
	publish: async (event) => {
		const staff = requireStaff(event);
		const { store, clock } = app();
		const roundId = event.params.round;
		const result = await publishRound(store, staff, { roundId }, clock.now());
		if (!result.ok) return refused(result.refusal);
		redirect(303, `${staffRoundPath(roundId)}?published=${result.invited}`);
	},
	close: act('talks', none, (store, staff, { roundId, now }) => closeRound(store, staff, roundId, now)),
	reopen: act('talks', v.object({ closesOn: day }), (store, staff, { now, ...form }) =>
		reopenRound(store, staff, form, now),
	),
	callOff: async (event) => {
		const staff = requireStaff(event);
		const { store, clock } = app();
		const roundId = event.params.round;
		const before = await findRound(store.read, staff.schoolId, roundId);
		const result = await cancelRound(store, staff, roundId, clock.now());
		if (!result.ok) return refused(result.refusal);
		redirect(303, before?.publishedAt ? staffRoundPath(roundId) : '/staff/talks');
	},
	addTime: act('times', v.object({ staffId: id, day, from: time, till: time, room: line(40) }), addSession),
	removeTime: act('times', v.object({ staffId: id, sessionId: id }), removeSession),
	share: async (event) => {
		const staff = requireStaff(event);
		const form = await readForm(event.request, shareSchema);
		if (!form.ok) return fail(422, { ...form.problems, refusal: undefined });
		const { store, clock } = app();
		const roundId = event.params.round;
		const result = await shareTimes(store, staff, { roundId, ...form.value, now: clock.now() });
		if (!result.ok) return refused(result.refusal);
		const query = new URLSearchParams({ show: 'times' });
		for (const name of ['changed', 'same'] as const)
			for (const one of result[name]) query.append(name === 'changed' ? 'shared' : name, one);
		redirect(303, `${staffRoundPath(roundId)}?${query}`);
	},
	copy: act('times', v.object({ staffId: id, day, toDay: day }), copyDay),
	video: act('times', v.object({ staffId: id, address: video }), setVideoAddress),
	cancel: act('talks', v.object({ talkId: id }), async (store, staff, { roundId, talkId, now }) =>
		(await runs(store, staff, roundId))
			? cancelTalks(store, onBehalfOf(staff, ''), { roundId, talkIds: [talkId], now })
			: { ok: false, refusal: 'not_found' },
	),
	move: act('talks', v.object({ talkId: id, at }), async (store, staff, { roundId, talkId, at, now }) =>
		(await runs(store, staff, roundId))
			? moveTalk(store, onBehalfOf(staff, ''), { roundId, talkId, ...at, now })
			: { ok: false, refusal: 'not_found' },
	),
	start: act('planner', none, (store, staff, { roundId }) =>
		startPlanner(store, staff, { roundId, clock: app().clock }),
	),
	stop: act('planner', none, async (store, staff, { roundId, now }) => {
		if (!(await runs(store, staff, roundId))) return { ok: false, refusal: 'not_found' };
		await stopPlanner(store, staff, roundId, now);
		return { ok: true };
	}),
	fix: act(
		'planner',
		v.object({ revision, talk: key, how: v.picklist(['fix', 'unfix', 'remove'], 'not_a_choice') }),
		(store, staff, { roundId, revision, talk, how }) =>
			changeProposal(store, staff, { roundId, revision, change: { kind: how, talk } }),
	),
	fixAll: act(
		'planner',
		v.object({ revision, how: v.picklist(['fix_all', 'unfix_all'], 'not_a_choice') }),
		(store, staff, { roundId, revision, how }) =>
			changeProposal(store, staff, { roundId, revision, change: { kind: how } }),
	),
	set: act(
		'planner',
		v.object({ revision, talk: key, at }),
		(store, staff, { roundId, revision, talk, at }) =>
			changeProposal(store, staff, { roundId, revision, change: { kind: 'set', talk, ...at } }),
	),
	/** What would place a family that was left out is made so: the school's times, or what the family said by phone. */
	apply: act(
		'planner',
		v.object({ revision, talk: key, who: v.picklist(['school', 'family'], 'not_a_choice') }),
		applyChange,
	),
	send: async (event) => {
		const staff = requireStaff(event);
		const form = await readForm(event.request, v.object({ revision }));
		if (!form.ok) return fail(422, { ...form.problems, refusal: undefined });
		const { store, clock } = app();
		const roundId = event.params.round;
		const result = await sendProposal(store, staff, { roundId, ...form.value, now: clock.now() });
		if (!result.ok) return refused(result.refusal);
		redirect(303, `${staffRoundPath(roundId)}?sent`);
	},
};
