// The table of the access matrix: what each audience may do, and which audience each route and action is for.
import { randomBytes } from 'node:crypto';
import type { Role } from '#lib/accounts/server/actors.ts';
import type { Store, Tx } from '#lib/database/store.ts';
import { keepFile } from '#lib/files/server/stored.ts';
import { addOwnSection, addSectionFile } from '#lib/info-card/edit.ts';
import { prepareFile } from '#lib/platform/server/files/prepare.ts';
import { actorNames, type ActorName } from './named-school-server.ts';
import { schoolId, today } from './people.ts';

/** `let in` also stands for "reached, and answered that the form was wrong": the door was open. */
export type Outcome = 'let in' | 'sign in' | 'refused';

export interface Row {
	/** Route id, without groups. */
	route: string;
	/** Name of a form action. */
	action?: string;
	method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
	/** What it is asked for, where a route has several rows. */
	of?: string;
	/** With parameters filled in; the route itself where it has none. */
	path?: string;
	form?: Record<string, string>;
	expect: Record<ActorName, Outcome>;
}

const parents: ActorName[] = [
	'parent of the child',
	'parent of another group',
	'former parent',
	'information only',
	'barred',
	'parent of another school',
];
/** A role that is added has nobody who asks here yet, and that is a type error. */
const actorOfRole: Record<Role, ActorName> = {
	teacher: 'teacher of the group',
	care: 'care',
	coordinator: 'coordinator',
	office: 'office',
	head: 'head',
};
const staff: ActorName[] = [
	...Object.values(actorOfRole),
	'teacher of another group',
	'head of another school',
];

/** Who may, of those who are signed in; everybody else of them is refused, and who is not is sent to sign in. */
function only(...may: ActorName[]): Record<ActorName, Outcome> {
	return Object.fromEntries(
		actorNames.map((name) => [
			name,
			name === 'signed out' ? 'sign in' : may.includes(name) ? 'let in' : 'refused',
		]),
	) as Record<ActorName, Outcome>;
}
function everybody(outcome: Outcome): Record<ActorName, Outcome> {
	return Object.fromEntries(actorNames.map((name) => [name, outcome])) as Record<ActorName, Outcome>;
}

const everyone = everybody('let in');
/** Not there outside the demo. */
const nobody = everybody('refused');
const anyParent = only(...parents);
const anyStaff = only(...staff);
/** The moment of the group: the others are told that there is no such page. */
const momentReaders = only('parent of the child', 'information only');
const momentRunners = only('teacher of the group', 'care', 'coordinator', 'office', 'head');
/** Who may write to the family: IB looks, and asks the teacher or the office to. */
const inviters = only('teacher of the group', 'coordinator', 'office', 'head');
/** Who may write to some family here. */
const welcomers = only(
	'teacher of the group',
	'teacher of another group',
	'coordinator',
	'office',
	'head',
	'head of another school',
);
/** Gives rights. */
const headOnly = only('head', 'head of another school');
const ownHead = only('head');
const officeOnly = only('office', 'head', 'head of another school');
/** What belongs to a family of this school. */
const officeHere = only('office', 'head');
/** One's own profile, and who names contacts. */
const ownProfile = only('teacher of the group', 'coordinator', 'office', 'head');
/** Who matches buddies. */
const coordinators = only('coordinator', 'head', 'head of another school');
const contactNamers = only('coordinator', 'office', 'head', 'head of another school');
/** Who has a child here that they may know of. */
const cardReaders = only(
	'parent of the child',
	'parent of another group',
	'information only',
	'parent of another school',
);

/** Office and heads, and who teaches a group: its part. */
const cardWriters = only(
	'teacher of the group',
	'teacher of another group',
	'office',
	'head',
	'head of another school',
);

/** Who has the say over a child: no one else reports it ill or asks for leave. */
const withTheSay = only('parent of the child', 'parent of another group', 'parent of another school');
/** Office, heads and who teaches; IB and the coordinator don't need to know who is ill. */
const absenceReaders = only(
	'teacher of the group',
	'teacher of another group',
	'office',
	'head',
	'head of another school',
);
/** The file of a published card: whoever reads the card, and the school's own staff. */
const cardFileReaders: ActorName[] = [
	...(['parent of the child', 'parent of another group', 'information only'] as const),
	...staff.filter((name) => name !== 'head of another school'),
];
/** A spoken name: whoever sees that person's name. */
const nameHearers: ActorName[] = [
	...(['parent of the child', 'parent of another group', 'information only'] as const),
	...staff.filter((name) => name !== 'head of another school'),
];
const fileId = 'matrix-file';
const nameFileId = 'matrix-name';
const voiceFileId = 'matrix-voice';
const messageVoiceId = 'matrix-message-voice';
const draftVoiceId = 'matrix-draft-voice';
const momentVoiceId = 'matrix-moment-voice';
const answerVoiceId = 'matrix-answer-voice';
const thanksPictureFileId = 'matrix-thanks-file';
/** Who runs what belongs to the group, or may write to its families. */
const groupWorkers: ActorName[] = ['teacher of the group', 'care', 'coordinator', 'office', 'head'];
/** What was said of a message or a moment is heard by who may see that. */
const heardBy: readonly { of: string; fileId: string; by: ActorName[] }[] = [
	{
		of: 'message_voice',
		fileId: messageVoiceId,
		by: ['parent of the child', 'information only', ...groupWorkers],
	},
	{ of: 'talk_answer', fileId: answerVoiceId, by: ['parent of the child', 'teacher of the group'] },
	// who was thanked for the moment
	{ of: 'thanks_picture', fileId: thanksPictureFileId, by: ['parent of the child', ...groupWorkers] },
	{ of: 'message_draft', fileId: draftVoiceId, by: ['teacher of the group'] },
	{
		of: 'moment_voice',
		fileId: momentVoiceId,
		by: ['parent of the child', 'information only', ...groupWorkers],
	},
];

export const momentId = 'matrix-moment';
const slotId = 'matrix-slot';
const staffMoment = `/staff/moments/${momentId}`;
const taskId = 'matrix-task';
const taskDraftForm = {
	...{ groups: ['zonnebloem'], marks: [], languages: [], repeat: 'once', firstDay: '', lastDay: '' },
	...{ time: '', minutes: '', places: '', seats: '', stepBackHours: '24', contactId: 'marieke' },
	...{ title: '', place: '', note: '' },
};
const talkRoundId = 'matrix-round';
const draftRoundId = 'matrix-draft';
const roundId = 'matrix-round-of-staff';
const shareToken = randomBytes(16).toString('base64url');

/** News of the group, and what is about one child. */
const messageId = 'matrix-message';
const childMessageId = 'matrix-child-message';
/** Who may write to all families. */
const schoolWriters = only('care', 'coordinator', 'office', 'head', 'head of another school');

export const matrix: Row[] = [
	{ route: '/', expect: everyone },
	{ route: '/privacy', expect: everyone },
	{ route: '/too-large', expect: everyone },
	{ route: '/api/health', expect: everyone },
	{ route: '/language', method: 'POST', form: { locale: 'nl', next: '/' }, expect: everyone },
	{ route: '/manifest/[lang].webmanifest', path: '/manifest/tr.webmanifest', expect: everyone },
	{ route: '/offline/[lang]', path: '/offline/ar', expect: everyone },

	{ route: '/demo', expect: nobody },
	{ route: '/demo/gallery', expect: nobody },
	{ route: '/demo/gallery/staff', expect: nobody },
	{ route: '/demo/people.json', expect: nobody },
	{ route: '/demo/sign-in', method: 'POST', form: { person: 'x' }, expect: nobody },

	{ route: '/outbox', expect: nobody },
	{ route: '/outbox/[id]', path: '/outbox/x', expect: nobody },
	{ route: '/outbox/[id]/[file]', path: '/outbox/x/y', expect: nobody },
	{ route: '/outbox/[id]/message', path: '/outbox/x/message', expect: nobody },

	// an unguessable link; without it there is nothing, whoever asks
	{ route: '/m/[token]', path: `/m/${shareToken}`, expect: everyone },

	{ route: '/start', expect: anyParent },
	{ route: '/join', expect: anyParent },
	{ route: '/me', expect: anyParent },
	{ route: '/me/languages', expect: anyParent },
	{
		route: '/me/languages',
		action: 'default',
		form: { written: 'nl', spoken: 'nl' },
		expect: anyParent,
	},
	{ route: '/me/interpreting/[[ask]]', path: '/me/interpreting', expect: anyParent },
	// whose it is not, or whose it was, reads that nobody needs it any more
	{ route: '/me/interpreting/[[ask]]', of: 'an ask', path: '/me/interpreting/none', expect: anyParent },
	...actions('/me/interpreting/[[ask]]', ['offer', 'stop'], anyParent, '/me/interpreting'),
	...actions('/me/interpreting/[[ask]]', ['accept', 'decline', 'back'], anyParent, '/me/interpreting/none'),
	{ route: '/contact/buddy', expect: anyParent },
	...actions(
		'/contact/buddy',
		['save', 'delete', 'answer', 'meet', 'accept', 'drop', 'check', 'goon', 'stop'],
		anyParent,
	),
	...(['/contact/key-parent', '/easy/key-parent'] as const).flatMap((route): Row[] => [
		{ route, expect: anyParent },
		...actions(route, ['agree', 'stop', 'note'], anyParent),
	]),
	// only a key parent has one, of a moment that they see
	{
		route: '/contact/key-parent/[moment].png',
		path: `/contact/key-parent/${momentId}.png`,
		expect: nobodySignedIn(),
	},
	{ route: '/easy/buddy', expect: anyParent },
	...actions(
		'/easy/buddy',
		['save', 'delete', 'answer', 'meet', 'accept', 'drop', 'check', 'goon', 'stop'],
		anyParent,
	),
	{ route: '/me/seen', expect: anyParent },
	{ route: '/me/bring-along', expect: anyParent },
	{
		route: '/me/bring-along',
		action: 'default',
		// somebody whom the asker is not: nothing there, whoever asks
		form: { person: 'regenboog.guardian.nobody' },
		expect: only(),
	},
	{ route: '/me/consents', expect: anyParent },
	{
		route: '/me/consents',
		action: 'default',
		form: { childId: 'elif', given: 'photo.app' },
		expect: only('parent of the child'),
	},
	{ route: '/me/devices', expect: anyParent },
	...actions('/me/devices', ['one', 'others', 'passkey', 'removePasskey'], anyParent),
	{ route: '/me/notifications', expect: anyParent },
	{ route: '/me/notifications/all', expect: anyParent },
	...actions('/me/notifications', ['choose', 'open', 'readAll', 'renew', 'end'], anyParent),
	{ route: '/contact', expect: anyParent },
	{ route: '/messages', expect: anyParent },
	{ route: '/messages/[message]', path: `/messages/${messageId}`, expect: momentReaders },
	{ route: '/easy/messages/[message]', path: `/easy/messages/${messageId}`, expect: momentReaders },
	{
		route: '/messages/[message]',
		of: 'child',
		path: `/messages/${childMessageId}`,
		expect: only('parent of the child'),
	},
	{ route: '/school', expect: anyParent },
	{ route: '/school/words', expect: anyParent },
	{ route: '/school/card', expect: cardReaders },
	...actions('/school/card', ['read'], cardReaders),
	{ route: '/school/absence', expect: withTheSay },
	...actions('/school/absence', ['sick', 'notSick', 'withdraw'], withTheSay),
	{ route: '/school/absence/leave', expect: withTheSay },
	...actions('/school/absence/leave', ['default'], withTheSay),
	{ route: '/easy', expect: anyParent },
	{ route: '/easy/choose', expect: anyParent },
	...actions('/easy/choose', ['default'], anyParent),
	{ route: '/easy/interpreting/[[ask]]', path: '/easy/interpreting', expect: anyParent },
	...actions('/easy/interpreting/[[ask]]', ['offer', 'stop'], anyParent, '/easy/interpreting'),
	...actions(
		'/easy/interpreting/[[ask]]',
		['accept', 'decline', 'back'],
		anyParent,
		'/easy/interpreting/none',
	),
	{ route: '/easy/join', expect: anyParent },
	{ route: '/easy/join/[moment]', path: `/easy/join/${momentId}`, expect: momentReaders },
	{ route: '/easy/contact/[[at]]', path: '/easy/contact', expect: anyParent },
	{ route: '/easy/card/[[at]]', path: '/easy/card', expect: cardReaders },
	...actions('/easy/card/[[at]]', ['read'], cardReaders, '/easy/card'),
	{ route: '/easy/news/[[at]]', path: '/easy/news', expect: anyParent },
	...actions('/easy/news/[[at]]', ['open', 'seen'], anyParent, '/easy/news'),
	{ route: '/easy/ill', expect: withTheSay },
	...actions('/easy/ill', ['sick', 'notSick'], withTheSay),
	{ route: '/portraits/[address]/[size]', path: '/portraits/none/256', expect: everybody('refused') },
	// a script or a picture asks: no way to the sign-in page
	{
		route: '/files/[file]',
		of: 'card',
		path: `/files/${fileId}`,
		expect: { ...only(...cardFileReaders), 'signed out': 'refused' },
	},
	{
		route: '/files/[file]',
		of: 'card_voice',
		path: `/files/${voiceFileId}?voice`,
		expect: { ...only(...cardFileReaders), 'signed out': 'refused' },
	},
	...heardBy.map(({ of, fileId: id, by }) => ({
		route: '/files/[file]',
		of,
		path: `/files/${id}`,
		expect: { ...only(...by), 'signed out': 'refused' as const },
	})),
	{
		route: '/files/[file]',
		of: 'staff_name',
		path: `/files/${nameFileId}`,
		expect: { ...only(...nameHearers), 'signed out': 'refused' },
	},
	{
		route: '/files/uploads',
		method: 'POST',
		expect: { ...everybody('let in'), 'signed out': 'refused' },
	},
	...(['GET', 'PATCH'] as const).map((method) => ({
		route: '/files/uploads/[upload]',
		method,
		path: '/files/uploads/none',
		expect: everybody('refused'), // somebody else's is not there
	})),
	{
		route: '/files/uploads/[upload]',
		method: 'DELETE',
		path: '/files/uploads/none',
		// what is not there, or somebody else's, stays as it is; only own ones go
		expect: { ...everybody('let in'), 'signed out': 'refused' },
	},
	{ route: '/api/push', expect: everyone }, // the public key
	// a script asks: no way to the sign-in page
	{ route: '/api/push', method: 'POST', expect: { ...anyParent, 'signed out': 'refused' } },
	{ route: '/api/push', method: 'DELETE', expect: { ...anyParent, 'signed out': 'refused' } },

	// coming in: for everybody, or for a guardian who just did
	{ route: '/i', expect: everyone },
	...actions('/i', ['default'], everyone),
	{ route: '/i/[code]', path: '/i/ABCDEFGHJK', expect: everyone },
	...actions('/i/[code]', ['default'], everyone, '/i/ABCDEFGHJK'),
	{ route: '/d/[token]', path: '/d/none', expect: everyone },
	...actions('/d/[token]', ['default'], everyone, '/d/none'),
	// a link in a mail: whoever holds it, signed in or not; one that was not made here says so
	{ route: '/api/mail/[token]', path: '/api/mail/none', expect: everyone },
	...actions('/api/mail/[token]', ['default'], nobody, '/api/mail/none'),
	{ route: '/home', expect: only(...parents, ...staff) },
	...actions('/home', ['default'], everybody('sign in')),
	{ route: '/sign-in', expect: everyone },
	...actions('/sign-in', ['email', 'passkey'], everyone),
	{ route: '/sign-in/code', expect: everyone },
	...actions('/sign-in/code', ['prove'], everyone),
	...actions('/sign-in/code', ['again'], everybody('sign in')),
	{ route: '/sign-in/who', expect: everybody('sign in') },
	...actions('/sign-in/who', ['default'], everybody('sign in')),
	// a form post names no kind of challenge
	{ route: '/passkey/options', method: 'POST', expect: everybody('refused') },
	// a link that nobody was sent says so; only one that is open sends a code
	{ route: '/invited/[token]', path: '/invited/none', expect: everyone },
	...actions('/invited/[token]', ['default'], nobody, '/invited/none'),
	{ route: '/switch', expect: only(...parents, ...staff) },
	...actions('/switch', ['default'], only(...parents, ...staff)),
	{ route: '/confirm', expect: anyParent },
	...actions('/confirm', ['default'], anyParent),
	{ route: '/confirm/code', expect: anyParent },
	...actions('/confirm/code', ['prove', 'again'], anyParent),
	{ route: '/coming-in/app-language', expect: anyParent },
	...actions('/coming-in/app-language', ['default'], anyParent),
	{ route: '/coming-in/language', expect: anyParent },
	...actions('/coming-in/language', ['default'], anyParent),
	{ route: '/coming-in/school-sees', expect: anyParent },
	...actions('/coming-in/school-sees', ['default'], anyParent),
	{ route: '/coming-in/back-again', expect: anyParent },
	...actions('/coming-in/back-again', ['email', 'passkey'], anyParent),
	{ route: '/coming-in/home-screen', expect: anyParent },

	{ route: '/join/[moment]', path: `/join/${momentId}`, expect: momentReaders },
	// the easy view has the same acts
	...['/join/[moment]', '/easy/join/[moment]'].flatMap(momentActs),
	// a kijkmoment takes no topics: there is nothing to send or second, whoever asks
	...['topic', 'second', 'dropTopic'].map((action) => ({
		route: '/join/[moment]',
		action,
		path: `/join/${momentId}`,
		form: { topic: 'Huiswerk', topicId: 'none' },
		expect: action === 'dropTopic' ? anyParent : nobodySignedIn(),
	})),
	{
		route: '/join/[moment]/[signUp].ics',
		path: `/join/${momentId}/nobody.ics`,
		expect: nobodySignedIn(),
	},

	{ route: '/join/tasks', expect: anyParent },
	{ route: '/join/tasks/year', expect: anyParent },
	{ route: '/easy/tasks/[[task]]', of: 'all', path: '/easy/tasks', expect: anyParent },
	...taskActs('/join/tasks/[task]', `/join/tasks/${taskId}`),
	...taskActs('/easy/tasks/[[task]]', `/easy/tasks/${taskId}`),

	// a round of talks of the group; who may only know of the child reads it and answers nothing
	...(['/join/talks/[round]', '/easy/talks/[round]'] as const).flatMap((route): Row[] => {
		const path = route.replace('[round]', talkRoundId);
		const forms = {
			reply: { can: '0-1', company: 'alone' },
			decline: {},
			call: {},
			pick: { pick: 'elif 1 marieke', company: 'alone' },
			answer: { childId: 'elif', text0: 'Hallo' },
			voice: { childId: 'elif', questionId: 'matrix-question', language: 'nl', remove: 'yes' },
			...(route.startsWith('/join') ? { address: { address: 'Dorpsstraat 1' } } : {}),
		};
		// what is not theirs is not there
		const others = {
			// no round by lots
			wish: { wish0: 'elif 1 marieke', company: 'alone' },
			cancel: { talkId: 'none' },
			tick: { agreementId: 'none', done: 'yes' },
			...(route.startsWith('/join') ? { move: { talkId: 'none', time: '1 marieke' } } : {}),
		};
		return [
			{ route, path, expect: momentReaders },
			...Object.entries(forms).map(([action, form]): Row => ({
				route,
				path,
				action,
				form,
				expect: only('parent of the child'),
			})),
			...Object.entries(others).map(([action, form]): Row => ({
				route,
				path,
				action,
				form,
				expect: nobodySignedIn(),
			})),
		];
	}),

	{
		route: '/join/talks/[round]/draw.txt',
		path: `/join/talks/${talkRoundId}/draw.txt`,
		expect: nobodySignedIn(),
	},

	{ route: '/staff', expect: anyStaff },
	{ route: '/staff/guides', expect: anyStaff },
	{ route: '/staff/buddies', expect: coordinators },
	...actions(
		'/staff/buddies',
		[
			...['run', 'send', 'sendOne', 'fix', 'loosen', 'remove', 'place', 'apart', 'together'],
			...['out', 'in', 'report', 'suggest', 'switch'],
		],
		coordinators,
	),
	{ route: '/staff/key-parents', expect: coordinators },
	...actions('/staff/key-parents', ['ask', 'remove', 'note'], coordinators),
	{ route: '/staff/talks/visits', expect: anyStaff },
	// a day's note is one's own; of visits only one's own are there
	...actions('/staff/talks/visits', ['note', 'back'], anyStaff),
	...[['swap', { talkId: 'none', direction: 'up' }] as const, ['onOurWay', { talkId: 'none' }] as const].map(
		([action, form]): Row => ({ route: '/staff/talks/visits', action, form, expect: nobodySignedIn() }),
	),
	{ route: '/staff/talks/after/[talk]', path: '/staff/talks/after/matrix-talk', expect: momentRunners },
	...(
		[
			['add', { text: 'Elke avond lezen', doneBy: 'both' }, momentRunners],
			['next', { nextOn: '2026-12-01' }, momentRunners],
			['thank', { thanks: 'talk' }, momentRunners],
			['remove', { agreementId: 'none' }, nobodySignedIn()],
			['tick', { agreementId: 'none', done: 'yes' }, nobodySignedIn()],
		] as const
	).map(([action, form, expect]): Row => {
		const route = '/staff/talks/after/[talk]';
		return { route, action, form, path: '/staff/talks/after/matrix-talk', expect };
	}),
	{ route: '/staff/tasks', expect: anyStaff },
	...actions('/staff/tasks', ['plan', 'draft'], anyStaff),
	{
		...{ route: '/staff/tasks', of: 'a draft', path: '/staff/tasks?draft=matrix-draft' },
		expect: momentRunners,
	},
	// one that is not there, whoever asks
	{
		...{ route: '/staff/tasks', action: 'deleteDraft', form: { taskId: 'none' } },
		expect: nobodySignedIn(),
	},
	{ route: '/staff/tasks/[task]', path: `/staff/tasks/${taskId}`, expect: momentRunners },
	{
		route: '/staff/tasks/[task]/languages',
		path: `/staff/tasks/${taskId}/languages`,
		expect: momentRunners,
	},
	{
		route: '/staff/tasks/[task]/languages',
		action: 'translate',
		path: `/staff/tasks/${taskId}/languages`,
		form: { language: 'pl' },
		expect: momentRunners,
	},
	{ route: '/staff/tasks/[task]/list.csv', path: `/staff/tasks/${taskId}/list.csv`, expect: momentRunners },
	...(
		[
			['close', { closed: 'no' }],
			['places', { shiftId: 'matrix-shift', places: '2' }],
			['move', { shiftId: 'matrix-shift', day: '2027-01-12', from: '09:00', till: '10:00' }],
			['ask', {}],
			['details', { place: 'gymzaal', contactId: '' }],
			['callOff', {}],
		] as const
	).map(([action, form]) => ({
		...{ route: '/staff/tasks/[task]', action, form, path: `/staff/tasks/${taskId}` },
		expect: momentRunners,
	})),
	// a claim or a shift that is not there, whoever asks
	...(
		[
			['remove', { claimId: 'none' }],
			['helped', { claimId: 'none', helped: 'yes' }],
			['thank', { shiftId: 'none', thanks: 'hands' }],
			['certificate', { claimId: 'none', until: '2029-10-01' }],
			['certificateWrong', { claimId: 'none' }],
			['letIn', { claimId: 'none' }],
		] as const
	).map(([action, form]) => ({
		...{ route: '/staff/tasks/[task]', action, form, path: `/staff/tasks/${taskId}` },
		expect: nobodySignedIn(),
	})),
	// a talk that is over; the picture is one that is not there
	...(['', 'send'] as const).map((action): Row => {
		const path = '/staff/thanks/talk/matrix-held';
		const form = { words: 'talk', kind: 'drawing', who: 'nobody' };
		const posted = action && { action, form };
		return { route: '/staff/thanks/[kind]/[id]', path, ...posted, expect: momentRunners };
	}),
	{
		...{ route: '/staff/thanks/[kind]/[id]', action: 'remove', path: '/staff/thanks/talk/matrix-held' },
		expect: nobodySignedIn(),
	},
	{ route: '/staff/talks', expect: anyStaff },
	...actions('/staff/talks', ['plan'], anyStaff),
	{ route: '/staff/talks/[round]', path: `/staff/talks/${roundId}`, expect: momentRunners },
	{
		route: '/staff/talks/[round]/change',
		path: `/staff/talks/${draftRoundId}/change`,
		expect: momentRunners,
	},
	...actions(
		'/staff/talks/[round]/change',
		['default'],
		momentRunners,
		`/staff/talks/${draftRoundId}/change`,
	),
	{
		...{ route: '/staff/talks/[round]/interpreters', path: `/staff/talks/${roundId}/interpreters` },
		expect: momentRunners,
	},
	...(
		[
			[
				'save',
				{ interpreterId: 'matrix-interpreter', name: 'Deniz', languages: 'tr', how: 'here' },
				momentRunners,
			],
			[
				'addParent',
				{ interpreterId: 'matrix-interpreter', guardianId: 'none', how: 'here' },
				nobodySignedIn(),
			],
			['addTime', {}, momentRunners],
			['removeTime', { interpreterId: 'none', at: '1' }, nobodySignedIn()],
			['remove', { interpreterId: 'none' }, nobodySignedIn()],
			['assign', { talkId: 'none', interpreter: 'none' }, nobodySignedIn()],
		] as const
	).map(([action, form, expect]): Row => {
		const route = '/staff/talks/[round]/interpreters';
		return { route, action, form, path: `/staff/talks/${roundId}/interpreters`, expect };
	}),
	{
		...{ route: '/staff/talks/[round]/answer/[guardian]', path: `/staff/talks/${roundId}/answer/ayse` },
		expect: momentRunners,
	},
	...actions(
		'/staff/talks/[round]/answer/[guardian]',
		['pick', 'wish', 'reply', 'none'],
		momentRunners,
		`/staff/talks/${roundId}/answer/ayse`,
	),
	{
		route: '/staff/talks/[round]/draw.txt',
		path: `/staff/talks/${roundId}/draw.txt`,
		expect: nobodySignedIn(),
	},
	{ route: '/staff/talks/[round]/list.csv', path: `/staff/talks/${roundId}/list.csv`, expect: momentRunners },
	...(
		[
			['publish', {}],
			['close', {}],
			['reopen', { closesOn: '2026-10-08' }],
			['start', {}],
			['stop', {}],
			['callOff', {}],
		] as const
	).map(([action, form]) => ({
		...{ route: '/staff/talks/[round]', action, form, path: `/staff/talks/${roundId}` },
		expect: momentRunners,
	})),
	// a teacher, a talk or a proposal that is not there, whoever asks
	...(
		[
			['addTime', { staffId: 'none', day: '2026-10-12', from: '15:00', till: '16:00' }],
			['removeTime', { staffId: 'none', sessionId: 'none' }],
			['copy', { staffId: 'none', day: '2026-10-12', toDay: '2026-10-13' }],
			['share', { staffId: 'none', how: 'add' }],
			['video', { staffId: 'none', address: '' }],
			['cancel', { talkId: 'none' }],
			['move', { talkId: 'none', at: '1 none' }],
			['fix', { revision: '1', talk: 'none', how: 'fix' }],
			['fixAll', { revision: '1', how: 'fix_all' }],
			['set', { revision: '1', talk: 'none', at: '1 none' }],
			['apply', { revision: '1', talk: 'none', who: 'school' }],
			['send', { revision: '1' }],
		] as const
	).map(([action, form]) => ({
		...{ route: '/staff/talks/[round]', action, form, path: `/staff/talks/${roundId}` },
		expect: nobodySignedIn(),
	})),
	{ route: '/staff/more', expect: anyStaff },
	{ route: '/staff/card', expect: anyStaff },
	{ route: '/staff/card/voices', expect: cardWriters },
	...actions('/staff/card/voices', ['save', 'remove'], cardWriters),
	...actions('/staff/card', ['move', 'show', 'looked', 'days', 'regionDays', 'discard'], officeOnly),
	...actions(
		'/staff/card',
		['save', 'add', 'remove', 'translate', 'addFile', 'nameFile', 'removeFile', 'publish'],
		cardWriters,
	),
	...actions('/staff', ['interpreter'], anyStaff),
	{ route: '/staff/moments/plan', expect: anyStaff },
	...actions('/staff/moments/plan', ['adjust', 'save', 'publish', 'keepTemplate', 'dropTemplate'], anyStaff),
	{ route: '/staff/moments/plan/about', expect: anyStaff },
	{ route: '/staff/moments', expect: anyStaff },
	...actions('/staff/moments', ['delete', 'takeOver'], anyStaff),
	{ route: '/staff/moments/door', expect: anyStaff },
	...actions('/staff/moments/door', ['cancelDay', 'mark'], anyStaff),
	{ route: '/staff/moments/year', expect: anyStaff },
	...actions('/staff/moments/year', ['renew', 'end'], anyStaff),
	{ route: '/staff/moments/[moment]/message', path: `${staffMoment}/message`, expect: momentRunners },
	...actions('/staff/moments/[moment]/message', ['default'], momentRunners, `${staffMoment}/message`),
	{ route: '/staff/moments/[moment]/lists', path: `${staffMoment}/lists`, expect: momentRunners },
	{ route: '/staff/moments/[moment]/languages', path: `${staffMoment}/languages`, expect: momentRunners },
	...actions(
		'/staff/moments/[moment]/languages',
		['translate', 'voice', 'unsay'],
		momentRunners,
		`${staffMoment}/languages`,
	),
	{ route: '/staff/moments/[moment]/list.csv', path: `${staffMoment}/list.csv`, expect: momentRunners },
	// an address that nobody has
	{ route: '/api/calendar/[token].ics', path: '/api/calendar/none.ics', expect: everybody('refused') },
	{ route: '/api/year-plan/[token].ics', path: '/api/year-plan/none.ics', expect: everybody('refused') },
	{ route: '/staff/moments/[moment]', path: staffMoment, expect: momentRunners },
	{ route: '/staff/moments/[moment]/door', path: `${staffMoment}/door`, expect: momentRunners },
	// a sign-up that is not there: told alike to who may mark and to who may not
	...actions('/staff/moments/[moment]/door', ['mark'], anyStaff, `${staffMoment}/door`),
	{ route: '/staff/moments/[moment]/add', path: `${staffMoment}/add`, expect: momentRunners },
	...actions('/staff/moments/[moment]/add', ['default'], momentRunners, `${staffMoment}/add`),
	{
		route: '/staff/moments/[moment]/slots/[slot]',
		path: `${staffMoment}/slots/${slotId}`,
		expect: momentRunners,
	},
	...actions(
		'/staff/moments/[moment]/slots/[slot]',
		['move', 'places'],
		momentRunners,
		`${staffMoment}/slots/${slotId}`,
	),
	...actions('/staff/moments/[moment]', ['interpreter', 'askInterpreters', 'remove'], anyStaff, staffMoment),
	...actions('/staff/moments/[moment]', ['details', 'slot', 'day', 'topic'], momentRunners, staffMoment),
	// a kijkmoment has no guides, whoever asks
	...actions('/staff/moments/[moment]', ['guides'], nobodySignedIn(), staffMoment),
	{ route: '/staff/interpreters', expect: anyStaff },
	...actions('/staff/interpreters', ['phone'], officeOnly),
	{ route: '/staff/say', expect: anyStaff },
	...['group:zonnebloem', 'child:elif', `moment:${momentId}`].map((to) => ({
		route: '/staff/say',
		of: to,
		path: `/staff/say?to=${to}`,
		expect: momentRunners,
	})),
	{ route: '/staff/say', of: 'school', path: '/staff/say?to=school', expect: schoolWriters },
	{ route: '/staff/say', of: 'year', path: '/staff/say?to=year:1', expect: schoolWriters },
	...['compose', 'voice', 'send'].map((action) => ({
		route: '/staff/say',
		action,
		path: '/staff/say?to=child:elif',
		form: { key: 'matrix', text: '' },
		expect: momentRunners,
	})),
	{ route: '/staff/say/[message]', path: `/staff/say/${messageId}`, expect: momentRunners },
	...actions(
		'/staff/say/[message]',
		['translate', 'voice', 'unsay'],
		momentRunners,
		`/staff/say/${messageId}`,
	),
	// only one's own
	...actions('/staff/say/[message]', ['takeBack'], only('teacher of the group'), `/staff/say/${messageId}`),
	...(['message', 'moment'] as const).flatMap((kind) => {
		const path = `/staff/calls/${kind}/${kind === 'message' ? messageId : momentId}`;
		return [
			{ route: '/staff/calls/[kind]/[id]', of: kind, path, expect: momentRunners },
			{
				route: '/staff/calls/[kind]/[id]/list.csv',
				of: kind,
				path: `${path}/list.csv`,
				expect: momentRunners,
			},
		];
	}),
	...actions('/staff/calls/[kind]/[id]', ['called'], momentRunners, `/staff/calls/message/${messageId}`),
	// these two call it off, so they come last
	...actions(
		'/staff/moments/[moment]/slots/[slot]',
		['cancel'],
		momentRunners,
		`${staffMoment}/slots/${slotId}`,
	),
	...actions('/staff/moments/[moment]', ['cancel', 'takeBack', 'thank'], momentRunners, staffMoment),
	{ route: '/staff/reach', expect: anyStaff },
	{
		route: '/staff/reach',
		of: 'one thing of a group',
		path: `/staff/reach?about=/join/${momentId}`,
		// another school's head finds what any made-up address gives: nothing was sent
		expect: only('teacher of the group', 'care', 'coordinator', 'office', 'head', 'head of another school'),
	},
	{ route: '/staff/reach/list.csv', expect: anyStaff },
	...actions('/staff/reach', ['plan', 'mark'], anyStaff),
	{
		route: '/staff/reach',
		action: 'plan',
		of: 'a guardian',
		form: { guardianId: 'mehmet', step: 'call', staffId: 'marieke' },
		expect: momentRunners,
	},
	{ route: '/staff/families', expect: anyStaff },
	{ route: '/staff/families/list.csv', expect: anyStaff },
	{ route: '/staff/groups', expect: anyStaff },
	{ route: '/staff/consents', expect: anyStaff },
	{ route: '/staff/consents/list.csv', expect: anyStaff },
	{ route: '/staff/consents/[child]', path: '/staff/consents/elif', expect: officeHere },
	...actions('/staff/consents/[child]', ['default'], officeHere, '/staff/consents/elif'),
	{ route: '/staff/consents/print', path: '/staff/consents/print?group=zonnebloem', expect: officeHere },
	{ route: '/staff/welcome', expect: welcomers },
	...actions('/staff/welcome', ['default'], welcomers),
	{ route: '/staff/groups/[group]', path: '/staff/groups/groep7', expect: officeHere },
	...actions('/staff/groups/[group]', ['save', 'join', 'leave', 'merge'], officeHere, '/staff/groups/groep7'),
	{ route: '/staff/devices', expect: anyStaff },
	...actions('/staff/devices', ['one', 'others', 'passkey', 'removePasskey'], anyStaff),
	{ route: '/staff/passkey', expect: anyStaff },
	...actions('/staff/passkey', ['enrol', 'use'], anyStaff),
	{ route: '/staff/passkeys', expect: officeOnly },
	...actions('/staff/passkeys', ['default'], officeOnly),
	{ route: '/staff/substitutes', expect: officeOnly },
	...actions('/staff/substitutes', ['give', 'take'], officeOnly),
	{ route: '/staff/audit', expect: headOnly },
	{ route: '/staff/audit/list.csv', expect: headOnly },
	{ route: '/staff/translation', expect: headOnly },
	...actions('/staff/translation', ['default'], headOnly),
	{ route: '/staff/rights', expect: headOnly },
	...actions('/staff/rights', ['inviteAll', 'add'], headOnly),
	{ route: '/staff/rights/[staff]', path: '/staff/rights/selin', expect: ownHead },
	// a form that names no right, an invitation that is not there: wrong, behind the door
	...actions('/staff/rights/[staff]', ['invite', 'withdraw', 'back'], ownHead, '/staff/rights/selin'),
	{
		route: '/staff/rights/[staff]',
		action: 'save',
		path: '/staff/rights/selin',
		form: { roles: 'teacher', groups: 'groep4' },
		expect: ownHead,
	},
	// never oneself
	...actions('/staff/rights/[staff]', ['end'], ownHead, '/staff/rights/joke'),
	{ route: '/staff/new-year', expect: officeOnly },
	...actions('/staff/new-year', ['begin', 'try', 'turn'], officeOnly),
	{ route: '/staff/new-year/[step]', path: '/staff/new-year/groups', expect: officeOnly },
	...actions('/staff/new-year/[step]', ['default'], officeOnly, '/staff/new-year/card'),
	{ route: '/staff/import', expect: officeOnly },
	...actions('/staff/import', ['children', 'guardians', 'undo', 'remove'], officeOnly),
	{ route: '/staff/import/template', expect: officeOnly },
	// a draft that is not there: refused alike, which tells nobody what was uploaded
	{ route: '/staff/import/[draft]', path: '/staff/import/none', expect: nobodySignedIn() },
	...actions('/staff/import/[draft]', ['apply'], nobodySignedIn(), '/staff/import/none'),
	{ route: '/staff/import/[draft]/columns', path: '/staff/import/none/columns', expect: nobodySignedIn() },
	...actions('/staff/import/[draft]/columns', ['default'], nobodySignedIn(), '/staff/import/none/columns'),
	{ route: '/staff/letters', expect: anyStaff },
	...actions('/staff/letters', ['lost'], anyStaff),
	{ route: '/staff/letters/list.csv', expect: anyStaff },
	{ route: '/staff/letters/print', expect: anyStaff },
	...actions('/staff/letters/print', ['default'], anyStaff),
	{ route: '/staff/door/[guardian]', path: '/staff/door/fatima', expect: inviters },
	...actions('/staff/door/[guardian]', ['default'], inviters, '/staff/door/fatima'),
	{ route: '/staff/card/readers', expect: anyStaff },
	// nothing is published there: who may not is refused before, who may is told alike
	...actions('/staff/card/readers', ['remind'], anyStaff),
	{ route: '/staff/card/history', expect: anyStaff },
	{ route: '/staff/card/print', expect: anyStaff },
	{ route: '/staff/absence', expect: absenceReaders },
	...actions('/staff/absence', ['seen', 'entered'], absenceReaders),
	...actions('/staff/absence', ['answer', 'settings'], officeOnly),
	{ route: '/staff/contacts', expect: anyStaff },
	...actions('/staff/contacts', ['fill'], contactNamers),
	{ route: '/staff/contacts/[staff]', path: '/staff/contacts/marieke', expect: ownProfile },
	...actions(
		'/staff/contacts/[staff]',
		['save', 'photo', 'removePhoto', 'name', 'removeName'],
		ownProfile,
		'/staff/contacts/marieke',
	),
	{
		route: '/staff/contacts/[staff]/away',
		path: '/staff/contacts/marieke/away',
		expect: only('coordinator', 'office', 'head'),
	},
	...actions(
		'/staff/contacts/[staff]/away',
		['away', 'back', 'handOver'],
		only('coordinator', 'office', 'head'),
		'/staff/contacts/marieke/away',
	),
	{ route: '/staff/contacts/place/[place]', path: '/staff/contacts/place/school', expect: contactNamers },
	...actions(
		'/staff/contacts/place/[place]',
		['save', 'topics', 'remove'],
		contactNamers,
		'/staff/contacts/place/school',
	),
	{
		route: '/staff/families/[child]',
		path: '/staff/families/elif',
		expect: momentRunners,
	},
	...actions('/staff/families/[child]', ['withdraw'], inviters, '/staff/families/elif'),
	...actions('/staff/families/[child]', ['unlink', 'link'], officeHere, '/staff/families/elif'),
	{ route: '/staff/families/[child]/add', path: '/staff/families/elif/add', expect: officeHere },
	...actions('/staff/families/[child]/add', ['link', 'add'], officeHere, '/staff/families/elif/add'),
	{ route: '/staff/families/[child]/[guardian]', path: '/staff/families/elif/mehmet', expect: officeHere },
	...actions(
		'/staff/families/[child]/[guardian]',
		['save', 'merge'],
		officeHere,
		'/staff/families/elif/mehmet',
	),
	{
		route: '/staff/families/[child]',
		action: 'level',
		path: '/staff/families/elif',
		form: { guardianId: 'nobody', level: 'full', ground: '' },
		// office is let in and finds no such guardian: refused alike, which tells nobody who is there
		expect: nobodySignedIn(),
	},

	// last, for it ends the sessions
	{ route: '/sign-out', expect: only(...parents, ...staff) },
	// who has no other way in is asked once more
	...actions('/sign-out', ['default'], { ...everybody('sign in'), 'parent of another group': 'let in' }),
];

/** Several actions of one route, alike for everybody. */
function actions(route: string, names: string[], expect: Record<ActorName, Outcome>, path = route): Row[] {
	return names.map((action) => ({ route, action, path, expect }));
}

/** Signing up and what follows: the same rights on the normal page and in the easy view. */
function momentActs(route: string): Row[] {
	return [
		...['signUp', 'change', 'cancel', 'skip', 'accept'].map((action) => ({
			route,
			action,
			path: route.replace('[moment]', momentId),
			// a sign-up that is not the asker's: a wrong form, never somebody else's row
			form: { childId: 'elif', slotId, signUpId: 'nobody', adults: '1', skips: 'yes' },
			expect: {
				signUp: only('parent of the child', 'information only'),
				change: nobodySignedIn(),
				cancel: anyParent,
				// of a kijkmoment no single time can be left out
				skip: nobodySignedIn(),
				accept: nobodySignedIn(),
			}[action] as Record<ActorName, Outcome>,
		})),
		...['decline', 'undoDecline'].map((action) => ({
			route,
			action,
			path: route.replace('[moment]', momentId),
			form: { childId: 'elif' },
			expect: action === 'decline' ? only('parent of the child', 'information only') : anyParent,
		})),
	];
}

/** One task and what a parent does with it: the same rights on the normal page and in the easy view. */
function taskActs(route: string, path: string): Row[] {
	return [
		{ route, path, expect: momentReaders },
		{ route, path, action: 'claim', form: { shiftId: 'matrix-shift' }, expect: momentReaders },
		// what is not theirs is not there, and nothing comes of it
		{
			...{ route, path, action: 'stepBack', expect: anyParent },
			form: { shiftId: 'matrix-shift', claimId: 'none' },
		},
		...['hand', 'keep', 'takeOver'].map((action) => ({
			...{ route, path, action },
			form: { shiftId: 'matrix-shift', claimId: 'none', token: 'x'.repeat(43) },
			// keeping what is not one's own changes nothing; a link that nobody made is told alike to all who see the task
			expect: { hand: nobodySignedIn(), keep: anyParent, takeOver: momentReaders }[action] ?? anyParent,
		})),
		// the task of the matrix has shifts: it is no role, whoever asks
		{ route, path, action: 'interest', form: { interested: 'yes' }, expect: nobodySignedIn() },
		{
			...{ route, path, action: 'accept', expect: nobodySignedIn() },
			form: { slotId: 'matrix-shift', signUpId: 'none' },
		},
	];
}

/** Nobody who is signed in finds anything there. */
function nobodySignedIn(): Record<ActorName, Outcome> {
	return only();
}

/** A published kijkmoment of the group Zonnebloem, with one slot far enough ahead. */
export async function addMatrixMoment(store: Store, dataDir: string): Promise<void> {
	const now = today;
	await addCardFile(store, dataDir, now);
	const startsAt = new Date(now.getTime() + 5 * 24 * 60 * 60 * 1000);
	await store.transact(async (tx) => {
		const { t } = tx;
		await tx.insert(t.moment).values({
			schoolId,
			id: momentId,
			schoolYearId: '2026',
			kind: 'look',
			adultsPerChild: 2,
			slotsPerChild: 1,
			interpreterOffered: true,
			closesHoursBefore: 1,
			shareToken,
			createdBy: 'marieke',
			createdAt: now,
			publishedAt: now,
		});
		await tx.insert(t.momentGroup).values({ schoolId, momentId, groupId: 'zonnebloem' });
		await tx.insert(t.slot).values({
			schoolId,
			id: slotId,
			momentId,
			startsAt,
			endsAt: new Date(startsAt.getTime() + 30 * 60 * 1000),
			capacity: 4,
		});
		await tx.insert(t.task).values({
			...{ schoolId, id: taskId, schoolYearId: '2026', template: 'library' },
			...{ marks: [], languages: [], stepBackHours: 24, createdBy: 'marieke', publishedAt: now },
		});
		await tx.insert(t.taskGroup).values({ schoolId, taskId, groupId: 'zonnebloem' });
		await tx.insert(t.shift).values({
			...{ schoolId, id: 'matrix-shift', taskId, startsAt, capacity: 4 },
			endsAt: new Date(startsAt.getTime() + 30 * 60 * 1000),
		});
		await tx.insert(t.taskDraft).values({
			...{ schoolId, id: 'matrix-draft', schoolYearId: '2026', template: 'library', revision: 1 },
			...{ createdBy: 'marieke', changedBy: 'marieke', changedAt: now, form: taskDraftForm },
		});
		await addTalkRound(tx, startsAt, now);
		await tx.insert(t.talkRound).values({
			...{ schoolId, id: roundId, schoolYearId: '2026', kind: 'ten_minutes', way: 'plan' },
			...{ places: ['school'], child: 'without', minutes: 10, pauseMinutes: 0, walkMinutes: 2 },
			...{ waitMinutes: 20, apartMinutes: 30, firstDay: '2026-10-12', lastDay: '2026-10-15' },
			...{ interpreterOffered: true, closesAt: startsAt, changeHoursBefore: 24, createdBy: 'marieke' },
			...{ createdAt: now, publishedAt: now },
		});
		await tx.insert(t.talkRoundGroup).values({ schoolId, roundId, groupId: 'zonnebloem' });
		const message = { schoolId, byStaffId: 'marieke', parts: [], text: 'Tot morgen', language: 'nl' };
		const when = { createdAt: now, dueAt: now, sentAt: now };
		await tx.insert(t.message).values([
			{
				...{ ...message, ...when, id: messageId, formKey: messageId },
				...{ aboutKind: 'group' as const, aboutId: 'zonnebloem' },
			},
			{
				...{ ...message, ...when, id: childMessageId, formKey: childMessageId, childId: 'elif' },
				...{ aboutKind: 'child' as const, aboutId: 'elif' },
			},
		]);
		// to who may only know of the child, and to who may see nothing, as if that had changed since
		await tx.insert(t.messageRecipient).values(
			[messageId, childMessageId].flatMap((id) =>
				['ayse', 'ahmet', 'kerem'].map((guardianId) => ({
					...{ schoolId, messageId: id, guardianId },
					childId: 'elif',
				})),
			),
		);
	});
}

/** A round of talks of the same group that parents can answer. */
async function addTalkRound(tx: Tx, startsAt: Date, now: Date): Promise<void> {
	const { t } = tx;
	const day = startsAt.toISOString().slice(0, 10);
	await tx.insert(t.talkRound).values({
		...{ schoolId, id: talkRoundId, schoolYearId: '2026', kind: 'ten_minutes', way: 'pick' },
		...{ places: ['school', 'home'], child: 'without', minutes: 10, pauseMinutes: 0, walkMinutes: 0 },
		...{ waitMinutes: 20, apartMinutes: 30, firstDay: day, lastDay: day, interpreterOffered: true },
		...{ closesAt: startsAt, changeHoursBefore: 24, createdBy: 'marieke', createdAt: now, publishedAt: now },
	});
	await tx.insert(t.talkRound).values({
		...{ schoolId, id: draftRoundId, schoolYearId: '2026', kind: 'ten_minutes', way: 'pick' },
		...{ places: ['school'], child: 'without', minutes: 10, pauseMinutes: 0, walkMinutes: 0 },
		...{ waitMinutes: 20, apartMinutes: 30, firstDay: day, lastDay: day, interpreterOffered: true },
		...{ closesAt: startsAt, changeHoursBefore: 24, createdBy: 'marieke', createdAt: now },
	});
	await tx
		.insert(t.talkRoundGroup)
		.values([talkRoundId, draftRoundId].map((roundId) => ({ schoolId, roundId, groupId: 'zonnebloem' })));
	const team = { groupId: 'zonnebloem', staffId: 'marieke', team: 1 };
	await tx.insert(t.talkTeam).values({ schoolId, roundId: talkRoundId, ...team });
	const question = { schoolId, roundId: talkRoundId, form: 'words', asks: 'guardian' } as const;
	await tx.insert(t.talkQuestion).values([
		{ ...question, id: 'matrix-question', position: 1, name: 'good_at' },
		{ ...question, id: 'matrix-said', position: 2, name: 'hopes' },
	]);
	const talk = { schoolId, roundId: talkRoundId, status: 'agreed', place: 'school' } as const;
	const kept = { changedBy: 'staff', changedAt: now, createdAt: now } as const;
	const yesterday = new Date(now.getTime() - 86_400_000);
	for (const [id, childId, at] of [
		['matrix-talk', 'elif', startsAt],
		['matrix-held', 'ilyas', yesterday],
	] as const) {
		const endsAt = new Date(at.getTime() + 600_000);
		await tx.insert(t.talk).values({ ...talk, ...kept, id, childId, startsAt: at, endsAt });
		await tx.insert(t.talkStaff).values({ schoolId, talkId: id, staffId: 'marieke' });
	}
	await tx.insert(t.talkAnswer).values({
		...{ schoolId, id: 'matrix-answer', roundId: talkRoundId, questionId: 'matrix-said' },
		...{ guardianId: 'ayse', childId: 'elif', language: 'ti', voiceId: answerVoiceId, answeredAt: now },
	});
}

async function addCardFile(store: Store, dataDir: string, now: Date): Promise<void> {
	const prepared = await prepareFile(Buffer.from('%PDF-1.4\n%%EOF\n'), ['pdf']);
	if (!prepared.ok) throw new Error(prepared.refusal);
	const { hash, mediaType, bytes } = prepared.file;
	await keepFile(dataDir, schoolId, prepared.file, now);
	await store.transact(async (tx) => {
		const section = addOwnSection([], {
			id: 'gym',
			icon: 'info',
			words: { title: 'Gym', text: 'Op dinsdag.' },
		});
		const file = {
			fileId,
			kind: 'pdf',
			title: 'Gym',
			bytes: bytes.byteLength,
			width: null,
			height: null,
		} as const;
		const sections = addSectionFile(section ?? [], 'gym', file) ?? [];
		const card = { id: 'matrix-card', schoolYearId: '2026', version: 1, sections };
		await tx
			.insert(tx.t.infoCard)
			.values({ schoolId, ...card, publishedAt: now, createdAt: now, changedAt: now });
		await tx.insert(tx.t.storedFile).values({
			schoolId,
			id: fileId,
			kind: 'pdf',
			hash,
			mediaType,
			bytes: bytes.byteLength,
			name: 'gym.pdf',
			ownerKind: 'card',
			ownerId: 'gym',
			addedBy: 'staff:petra',
			createdAt: now,
		});
		await tx.insert(tx.t.storedFile).values({
			schoolId,
			id: voiceFileId,
			kind: 'pdf',
			hash,
			mediaType,
			bytes: bytes.byteLength,
			name: 'gym.pdf',
			ownerKind: 'card_voice',
			ownerId: 'gym',
			language: 'ti',
			saysOf: '',
			addedBy: 'staff:petra',
			createdAt: now,
		});
		for (const [id, ownerKind, ownerId] of [
			[messageVoiceId, 'message_voice', messageId],
			[draftVoiceId, 'message_draft', 'marieke:matrix'],
			[momentVoiceId, 'moment_voice', momentId],
			[answerVoiceId, 'talk_answer', 'matrix-answer'],
			[thanksPictureFileId, 'thanks_picture', 'matrix-thanks-picture'],
		] as const)
			await tx.insert(tx.t.storedFile).values({
				...{ schoolId, id, kind: 'audio', hash, mediaType, bytes: bytes.byteLength, name: 'said.m4a' },
				...{ ownerKind, ownerId, language: 'ti', saysOf: '', addedBy: 'staff:marieke', createdAt: now },
			});
		const about = { aboutKind: 'moment', aboutId: momentId, schoolYearId: '2026' } as const;
		await tx.insert(tx.t.thanks).values({
			...{ schoolId, guardianId: 'ayse', ...about, what: 'look', day: '2026-10-05' },
			...{ words: 'coming', at: now },
		});
		await tx
			.insert(tx.t.thanksPicture)
			.values({ schoolId, id: 'matrix-thanks-picture', ...about, kind: 'drawing', shows: 0 });
		await tx.insert(tx.t.storedFile).values({
			schoolId,
			id: nameFileId,
			kind: 'pdf',
			hash,
			mediaType,
			bytes: bytes.byteLength,
			name: 'marieke.pdf',
			ownerKind: 'staff_name',
			ownerId: 'marieke',
			addedBy: 'staff:marieke',
			createdAt: now,
		});
	});
}
