import { fullName } from '#lib/school/person-name.ts';
import { canBeRead } from '#lib/translation/languages.ts';
import { proposeLanguage } from '#lib/translation/language-words.ts';
import { matchChildren } from './guardian-children.ts';
import type { GuardianList } from './guardian-list.ts';
import { matchPeople, type MatchedPerson } from './guardian-match.ts';
import { gatherPeople, type Person } from './guardian-people.ts';
import type {
	ChangedGuardian,
	FamiliesNow,
	GuardianChoice,
	GuardianFields,
	GuardianPlan,
	GuardianQuestion,
	GuardianQuestionKind,
	KnownGuardian,
	Level,
	PlannedGuardian,
} from './guardian-plan-types.ts';
import type { Answers, Handle } from './import-types.ts';

/**
 * What a list of guardians would do to a school, with the answers so far. Pure. What a guardian proved or chose is never
 * overwritten without a person saying so, a limit that the school set is never lifted, nobody is removed, and the same
 * list a second time does nothing.
 */
export function planGuardians(list: GuardianList, now: FamiliesNow, answers: Answers = {}): GuardianPlan {
	const rows = matchChildren(list.rows, now, answers);
	const context = contextOf(now, answers);
	const plan: GuardianPlan = {
		questions: rows.questions,
		new: [],
		changed: [],
		unchanged: 0,
		waiting: [],
		notListed: [],
		findings: [...list.findings, ...rows.findings].sort((a, b) => a.line - b.line),
		writes: { newGuardians: [], changedGuardians: [], guardianships: [] },
		empty: true,
	};
	const mentioned = new Set<string>();
	const matched = matchPeople(gatherPeople(rows.rows), now);
	for (const { match } of matched) if (match) context.taken.add(match.id);
	for (const one of matched) {
		for (const { id } of [...(one.match ? [one.match] : []), ...one.candidates]) mentioned.add(id);
		if (one.person.children.length > 0) planPerson(one, context, plan);
		else if (one.person.waits) plan.waiting.push(plannedOf(one.person));
	}
	plan.notListed = notListed(matched, mentioned, now);
	plan.empty = Object.values(plan.writes).every((writes) => writes.length === 0);
	return plan;
}

interface Context {
	answers: Answers;
	/** Of a guardian with a child. */
	level(guardianId: string, childId: Handle): Level | undefined;
	/** Guardians to whom the school shows less than everything of this child. */
	limitedOf(childId: Handle): KnownGuardian[];
	/** This guardian is limited for some child. */
	isLimited(guardianId: string): boolean;
	byId: Map<string, KnownGuardian>;
	/** Already someone in the list. */
	taken: Set<string>;
}

function contextOf(now: FamiliesNow, answers: Answers): Context {
	const levels = new Map(now.guardianships.map((one) => [`${one.guardianId} ${one.childId}`, one.level]));
	const limited = now.guardianships.filter(({ level }) => level !== 'full');
	const byId = new Map(now.guardians.map((guardian) => [guardian.id, guardian]));
	const limitedByChild = Map.groupBy(limited, ({ childId }) => childId);
	const limitedPeople = new Set(limited.map(({ guardianId }) => guardianId));
	return {
		answers,
		level: (guardianId, childId) => levels.get(`${guardianId} ${childId}`),
		limitedOf: (childId) =>
			(limitedByChild.get(childId) ?? []).flatMap(({ guardianId }) => byId.get(guardianId) ?? []),
		isLimited: (guardianId) => limitedPeople.has(guardianId),
		byId,
		taken: new Set(),
	};
}

function planPerson(
	{ person, match, candidates }: MatchedPerson,
	context: Context,
	plan: GuardianPlan,
): void {
	if (match) {
		planKnown(person, match, context, plan);
		return;
	}
	// somebody new beside a guardian with a limit might be that guardian, under another name or address
	const near = person.children
		.flatMap(({ child }) => context.limitedOf(child.id))
		.filter(({ id }) => !context.taken.has(id));
	const who = [...new Set([...candidates, ...near])];
	if (who.length === 0) {
		planNew(person, plan);
		return;
	}
	const question = identityQuestion(
		person,
		who,
		near.length > 0 ? 'near_limit' : 'same_guardian',
		context.answers,
	);
	const chosen = context.byId.get(question.answer?.slice('same@'.length) ?? '');
	const clash = chosen !== undefined && context.taken.has(chosen.id);
	plan.questions.push(clash ? { ...question, answer: null } : question);
	if (chosen && !clash) planKnown(person, chosen, context, plan);
	else if (question.answer === 'new') planNew(person, plan);
	else plan.waiting.push(plannedOf(person));
}

function identityQuestion(
	person: Person,
	who: readonly KnownGuardian[],
	kind: GuardianQuestionKind,
	answers: Answers,
): GuardianQuestion {
	return asked(person, `guardian:${person.ref}`, kind, answers, {
		detail: {
			...(person.email || person.phone ? { given: person.email ?? person.phone ?? '' } : {}),
			other: who.map(({ name, email }) => name ?? email ?? '').join(', '),
		},
		choices: [
			...who.map(({ id, name, email }): GuardianChoice => ({
				value: `same@${id}`,
				kind: 'same_guardian',
				name: name ?? email ?? '',
				suggested: false,
			})),
			{ value: 'new', kind: 'new_guardian', suggested: kind === 'same_guardian' },
			{ value: 'skip', kind: 'skip_guardian', suggested: false },
		],
	});
}

function asked(
	person: Person,
	key: string,
	kind: GuardianQuestionKind,
	answers: Answers,
	rest: Pick<GuardianQuestion, 'detail' | 'choices'>,
): GuardianQuestion {
	const answer = rest.choices.find(({ value }) => value === answers[key])?.value ?? null;
	const children = person.children.map(({ child }) => fullName(child));
	return { key, kind, about: person.name, children, line: person.line, ...rest, answer };
}

function plannedOf(person: Person): PlannedGuardian {
	return {
		id: person.ref,
		name: person.name,
		children: person.children.map(({ child }) => fullName(child)),
		email: person.email,
		phone: person.phone,
		language: proposeLanguage(person.language ?? '')?.tag ?? null,
		line: person.line,
	};
}

/** What the list's word for a language becomes: a proposal, which the first screen asks about. */
function languageFields(
	word: string | null,
): Pick<GuardianFields, 'listedLanguage' | 'writtenLanguage' | 'spokenLanguage'> {
	const tag = proposeLanguage(word ?? '')?.tag ?? null;
	return { listedLanguage: word, spokenLanguage: tag, writtenLanguage: tag && canBeRead(tag) ? tag : null };
}

function planNew(person: Person, plan: GuardianPlan): void {
	const handle: Handle = `new:guardian:${person.ref}`;
	const { name, email, phone, language } = person;
	plan.new.push(plannedOf(person));
	plan.writes.newGuardians.push({ handle, row: { name, email, phone, ...languageFields(language) } });
	for (const { child, position } of person.children)
		plan.writes.guardianships.push({ guardian: handle, child: child.id, position });
}

function planKnown(person: Person, known: KnownGuardian, context: Context, plan: GuardianPlan): void {
	context.taken.add(known.id);
	const email = emailOf(person, known, context.answers);
	const language = languageOf(person, known, context.answers);
	const limit = newChildrenOf(person, known, context);
	plan.questions.push(...[email, language, limit].flatMap(({ question }) => question ?? []));
	const wanted: Partial<GuardianFields> = {
		name: person.name ?? known.name,
		phone: person.phone ?? known.phone,
		...email.set,
		...language.set,
	};
	const set = Object.fromEntries(
		Object.entries(wanted).filter(([field, value]) => known[field as keyof GuardianFields] !== value),
	);
	if (Object.keys(set).length === 0 && limit.children.length === 0) {
		plan.unchanged++;
		return;
	}
	const changes: ChangedGuardian['changes'] = Object.entries(set).map(([field, to]) => ({
		field: field as keyof GuardianFields,
		from: known[field as keyof GuardianFields],
		to,
	}));
	if (limit.children.length > 0) {
		const names = limit.children.map(({ child }) => fullName(child));
		changes.push({ field: 'children', from: null, to: names.join(', ') });
	}
	plan.changed.push({ ...plannedOf(person), id: known.id, name: person.name ?? known.name, changes });
	if (Object.keys(set).length > 0)
		plan.writes.changedGuardians.push({ id: known.id, set, newEmail: set.email !== undefined });
	for (const { child, position } of limit.children)
		plan.writes.guardianships.push({ guardian: known.id, child: child.id, position });
}

/** An address that the guardian proved or gave is theirs: the list's is asked about, and kept out without an answer. */
function emailOf(
	person: Person,
	known: KnownGuardian,
	answers: Answers,
): { set: Partial<GuardianFields>; question?: GuardianQuestion } {
	const { email } = person;
	if (!email || email.toLowerCase() === known.email?.toLowerCase()) return { set: {} };
	if (!known.email || !known.emailIsTheirs) return { set: { email } };
	const question = asked(person, `email:${known.id}`, 'own_email', answers, {
		detail: { given: email, other: known.email },
		choices: [
			{ value: 'keep', kind: 'keep_email', name: known.email, suggested: true },
			{ value: 'take', kind: 'take_email', name: email, suggested: false },
		],
	});
	return { set: question.answer === 'take' ? { email } : {}, question };
}

/** A word that the list already had says nothing new. Over a language that the guardian chose, a new word is a question. */
function languageOf(
	person: Person,
	known: KnownGuardian,
	answers: Answers,
): { set: Partial<GuardianFields>; question?: GuardianQuestion } {
	const { language } = person;
	if (!language || language === known.listedLanguage) return { set: {} };
	const fields = languageFields(language);
	if (!known.languageChosen) return { set: fields };
	const tag = fields.spokenLanguage;
	const chosen = [known.writtenLanguage, known.spokenLanguage];
	if (!tag || chosen.includes(tag)) return { set: { listedLanguage: language } };
	const question = asked(person, `language:${known.id}`, 'own_language', answers, {
		detail: { given: language, other: known.writtenLanguage ?? known.spokenLanguage ?? '' },
		choices: [
			{
				value: 'keep',
				kind: 'keep_language',
				name: known.writtenLanguage ?? known.spokenLanguage ?? '',
				suggested: true,
			},
			{ value: 'take', kind: 'take_language', name: tag, suggested: false },
		],
	});
	if (question.answer === 'take') return { set: fields, question };
	return { set: question.answer === 'keep' ? { listedLanguage: language } : {}, question };
}

/** Children that the list adds to a guardian. One who is limited for a child gets another only when a person says so. */
function newChildrenOf(
	person: Person,
	known: KnownGuardian,
	context: Context,
): { children: Person['children']; question?: GuardianQuestion } {
	const added = person.children.filter(({ child }) => context.level(known.id, child.id) === undefined);
	if (added.length === 0 || !context.isLimited(known.id)) return { children: added };
	const question = asked(
		{ ...person, children: added },
		`limited:${known.id}`,
		'limited_elsewhere',
		context.answers,
		{
			detail: {},
			choices: [
				{ value: 'skip', kind: 'skip_guardian', suggested: true },
				{ value: 'give', kind: 'give_full', suggested: false },
			],
		},
	);
	return { children: question.answer === 'give' ? added : [], question };
}

function notListed(
	matched: readonly MatchedPerson[],
	mentioned: ReadonlySet<string>,
	now: FamiliesNow,
): GuardianPlan['notListed'] {
	const listed = new Set(matched.flatMap(({ person }) => person.children.map(({ child }) => child.id)));
	const names = new Map(now.children.map((child) => [child.id, fullName(child)]));
	const guardians = new Map(now.guardians.map((guardian) => [guardian.id, guardian]));
	const missing = now.guardianships.filter(
		({ guardianId, childId }) => listed.has(childId) && !mentioned.has(guardianId),
	);
	return [...Map.groupBy(missing, ({ guardianId }) => guardianId)].map(([id, own]) => ({
		id,
		name: guardians.get(id)?.name ?? null,
		children: own.map(({ childId }) => names.get(childId) ?? ''),
	}));
}
