import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { requireStaff } from '#lib/accounts/server/guards.ts';
import { app } from '#lib/app/server/app.ts';
import {
	childrenToName,
	takePictureAway,
	thankPage,
	thankWithPicture,
} from '#lib/app/server/thank-pictures.ts';
import type { FileProblem } from '#lib/files/problem-texts.ts';
import { keepFile } from '#lib/files/server/stored.ts';
import { dropUpload, readUploaded } from '#lib/files/server/uploads.ts';
import type { Problem } from '#lib/platform/problems.ts';
import { prepareFile } from '#lib/platform/server/files/prepare.ts';
import { readForm } from '#lib/platform/server/forms.ts';
import { thankPath } from '#lib/tasks/paths.ts';
import { allThanks } from '#lib/tasks/thanks-names.ts';
import { MOST_CHILDREN, thanksAbout, thanksPictureKinds } from '#lib/tasks/thanks-picture.ts';
import { thanksText } from '#lib/tasks/thanks.ts';
import { pictureView } from '#lib/tasks/words.ts';
import { formatDayRange } from '#lib/translation/when.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** What is thanked for, for who runs it; 404 for others and where it is not over. */
async function found(event: RequestEvent | Parameters<PageServerLoad>[0]) {
	const staff = requireStaff(event);
	const { store, clock } = app();
	const kind = thanksAbout.find((name) => name === event.params.kind);
	if (!kind) error(404);
	const about = { kind, id: event.params.id };
	const now = clock.now();
	const page = await thankPage(store, staff, about, { now, locale: event.locals.locale });
	if (!page) error(404);
	return { staff, store, about, page, now };
}

export const load: PageServerLoad = async (event) => {
	const { staff, store, page, now } = await found(event);
	const { locale } = event.locals;
	const { title, back, startsAt, endsAt, toThank } = page;
	return {
		...{ title, back, toThank },
		day: formatDayRange(startsAt, endsAt, locale, staff.school.timeZone),
		words: page.words.map((value) => ({ value, label: thanksText(value, locale) })),
		picture: pictureView(page.picture, locale),
		groups: toThank > 0 ? await childrenToName(store.read, staff, now) : [],
		thanked: Number(event.url.searchParams.get('thanked') ?? '0') || 0,
		removed: event.url.searchParams.has('removed'),
	};
};

const sendSchema = v.object({
	words: v.optional(v.string(), ''),
	kind: v.optional(v.string(), ''),
	childId: v.optional(v.array(v.pipe(v.string(), v.maxLength(64))), []),
	who: v.optional(v.string(), ''),
	upload: v.optional(v.pipe(v.string(), v.maxLength(60)), ''),
	file: v.optional(v.instance(File)),
});
type Sent = v.InferOutput<typeof sendSchema>;

/** What is wrong with who is on it: that has to be said, and not both ways. */
function whoProblems({ who, childId }: Sent): { who?: Problem; childId?: Problem } {
	if (who !== 'nobody' && who !== 'children') return { who: 'required' };
	if (who === 'nobody') return childId.length > 0 ? { who: 'not_a_choice' } : {};
	if (childId.length > MOST_CHILDREN) return { childId: 'too_many' };
	return childId.length === 0 ? { childId: 'required' } : {};
}

interface Why {
	problems?: { words?: Problem; kind?: Problem; who?: Problem; childId?: Problem };
	file?: FileProblem;
	/** Children without consent for it. */
	without?: string[];
}

/** Why it could not be sent, with what was typed. */
function wrong({ words, kind, who, childId }: Sent, { problems = {}, file, without = [] }: Why) {
	return { problems, file, without, values: { words, kind, who, childId } };
}

export const actions: Actions = {
	send: async (event) => {
		const { staff, store, about, page, now } = await found(event);
		const form = await readForm(event.request, sendSchema);
		if (!form.ok) error(400);
		const sent = form.value;
		const { dataDir } = app().settings;
		const place = { dataDir, actor: staff };
		const words = allThanks.find((name) => name === sent.words && page.words.includes(name));
		const kind = thanksPictureKinds.find((name) => name === sent.kind);
		const given = await readUploaded(store.read, place, { uploadId: sent.upload, file: sent.file });
		const prepared = given && (await prepareFile(given.bytes, ['picture']));
		const who = whoProblems(sent);
		if (!words || !kind || who.who || who.childId || !prepared?.ok) {
			const problems = {
				...(words ? {} : { words: 'required' as const }),
				...(kind ? {} : { kind: 'required' as const }),
				...who,
			};
			const file = prepared?.ok ? undefined : (prepared?.refusal ?? 'required');
			return fail(422, wrong(sent, { problems, file }));
		}
		await keepFile(dataDir, staff.schoolId, prepared.file, now);
		const picture = { kind, childIds: sent.childId, file: prepared.file };
		const result = await thankWithPicture(store, staff, about, { words, picture, now });
		if (!result.ok) {
			if (result.refusal === 'no_consent') return fail(409, wrong(sent, { without: result.childIds }));
			if (result.refusal === 'not_their_child')
				return fail(422, wrong(sent, { problems: { childId: 'not_a_choice' } }));
			error(404);
		}
		if (sent.upload) await dropUpload(store, place, sent.upload);
		redirect(303, `${thankPath(about)}?thanked=${result.thanked}`);
	},
	remove: async (event) => {
		const { staff, store, about, now } = await found(event);
		if (!(await takePictureAway(store, staff, about, now))) error(404);
		redirect(303, `${thankPath(about)}?removed`);
	},
};
