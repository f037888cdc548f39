import { m } from '#lib/paraglide/messages.js';
import { calendarDay, formatDay } from '#lib/translation/dates.ts';
import type { Locale } from '#lib/translation/locale.ts';
import type { IconName } from '#lib/ui/icon-names.ts';
import { kindOfAction, type AuditKind } from './audit-kinds.ts';
import { roleTexts } from './role-texts.ts';
import type { Role } from './server/actors.ts';
import type { AuditRow } from './server/audit-trail.ts';

/** What a kind of lines is called. */
export const auditKindTexts: Record<AuditKind, { icon: IconName; name: () => string }> = {
	rights: { icon: 'key', name: () => m.rights_kind_rights() },
	looks: { icon: 'eye', name: () => m.rights_kind_looks() },
	exports: { icon: 'download', name: () => m.rights_kind_exports() },
	access: { icon: 'device-phone', name: () => m.rights_kind_access() },
	families: { icon: 'family', name: () => m.rights_kind_families() },
	moments: { icon: 'calendar', name: () => m.rights_kind_moments() },
	messages: { icon: 'mail', name: () => m.rights_kind_messages() },
	card: { icon: 'card', name: () => m.rights_kind_card() },
	other: { icon: 'info', name: () => m.rights_kind_other() },
};

interface Said {
	about: AuditRow['about'];
	staff: string;
	guardian: string;
	child: string;
	group: string;
	locale: Locale;
}
type Words = (said: Said) => string;

const role = ({ about }: Said) => roleTexts[about.role as Role]?.name() ?? '';
const day = ({ about, locale }: Said) => (about.day ? formatDay(String(about.day), locale, 'UTC') : '');

const lineTexts: Record<string, Words> = {
	'accounts.role_given': (said) => m.rights_line_role_given({ role: role(said), staff: said.staff }),
	'accounts.role_taken': (said) => m.rights_line_role_taken({ role: role(said), staff: said.staff }),
	'accounts.group_given': ({ group, staff }) => m.rights_line_group_given({ group, staff }),
	'accounts.group_taken': ({ group, staff }) => m.rights_line_group_taken({ group, staff }),
	'accounts.substitute_given': (said) => m.rights_line_substitute_given({ ...said, day: day(said) }),
	'accounts.substitute_taken': (said) => m.rights_line_substitute_taken({ ...said, day: day(said) }),
	'accounts.staff_invited': ({ staff }) => m.rights_line_invited({ staff }),
	'accounts.staff_invitation_accepted': ({ staff }) => m.rights_line_accepted({ staff }),
	'accounts.staff_invitation_withdrawn': ({ staff }) => m.rights_line_withdrawn({ staff }),
	'accounts.colleague_added': ({ staff }) => m.rights_line_added({ staff }),
	'accounts.access_ended': ({ staff }) => m.rights_line_ended({ staff }),
	'accounts.brought_back': ({ staff }) => m.rights_line_back({ staff }),
	'accounts.passkeys_reset': ({ staff }) => m.rights_line_passkeys_reset({ staff }),
	'accounts.passkey_added': () => m.rights_line_passkey_added(),
	'accounts.passkey_removed': () => m.rights_line_passkey_removed(),
	'accounts.signed_in': ({ staff }) => m.rights_line_signed_in({ staff }),
	'accounts.signed_out': () => m.rights_line_signed_out(),
	'accounts.looked': ({ child }) => m.rights_line_looked({ child }),
	'accounts.exported': exported,
	'translation.outside_allowed': (said) => m.rights_line_outside_allowed({ kind: outsideKind(said) }),
	'translation.outside_ended': (said) => m.rights_line_outside_ended({ kind: outsideKind(said) }),
	'families.level_set': level,
	'families.guardian_linked': ({ guardian, child }) => m.rights_line_linked({ guardian, child }),
	'families.guardian_unlinked': ({ guardian, child }) => m.rights_line_unlinked({ guardian, child }),
	'families.guardian_added': ({ guardian, child }) => m.rights_line_guardian_added({ guardian, child }),
	'families.guardian_changed': ({ guardian }) => m.rights_line_guardian_of({ guardian }),
	'families.guardians_merged': ({ guardian }) => m.rights_line_guardians_merged({ guardian }),
	'families.import_undone': () => m.rights_line_import_undone(),
	'families.group_saved': ({ group }) => m.rights_line_group_saved({ group }),
	'families.group_joined': ({ child, group }) => m.rights_line_group_joined({ child, group }),
	'families.group_left': ({ child, group }) => m.rights_line_group_left({ child, group }),
	'families.groups_merged': ({ group }) => m.rights_line_groups_merged({ group }),
	'consents.answered': ({ child }) => m.rights_line_consent_slip({ child }),
	'absence.sick_seen': () => m.rights_line_sick(),
	'absence.sick_entered': () => m.rights_line_sick(),
	'absence.sick_unticked': () => m.rights_line_sick(),
	'absence.leave_answered': () => m.rights_line_leave_answered(),
	'absence.settings_changed': () => m.rights_line_absence_settings(),
	'families.door_code_shown': ({ guardian }) => m.rights_line_door({ guardian }),
	'families.invited': () => m.rights_line_letters(),
	'families.invitations_withdrawn': ({ guardian }) => m.rights_line_letters_withdrawn({ guardian }),
	'families.welcomed': ({ child }) => m.rights_line_welcomed({ child }),
	'families.imported': () => m.rights_line_imported(),
	'families.guardians_imported': () => m.rights_line_imported(),
	'families.called': ({ guardian }) => m.rights_line_called({ guardian }),
	'reach.step_planned': ({ guardian }) => m.rights_line_reach_planned({ guardian }),
	'reach.step_done': ({ guardian }) => m.rights_line_reach_done({ guardian }),
	'buddies.switched': ({ about }) => (about.on ? m.rights_line_buddies_on() : m.rights_line_buddies_off()),
	'buddies.proposed': () => m.rights_line_buddies_proposed(),
	'buddies.proposal_changed': () => m.rights_line_buddies_changed(),
	'buddies.placed': () => m.rights_line_buddies_placed(),
	'buddies.sent': () => m.rights_line_buddies_sent(),
	'buddies.suggested': ({ guardian }) => m.rights_line_buddies_suggested({ guardian }),
	'buddies.apart_noted': ({ about }) =>
		about.apart ? m.rights_line_buddies_apart() : m.rights_line_buddies_apart_end(),
	'buddies.shut_out': ({ about, guardian }) =>
		about.out ? m.rights_line_buddies_out({ guardian }) : m.rights_line_buddies_in({ guardian }),
	'buddies.key_asked': ({ guardian }) => m.rights_line_key_asked({ guardian }),
	'buddies.key_removed': ({ guardian }) => m.rights_line_key_removed({ guardian }),
	'buddies.key_noted': ({ guardian }) => m.rights_line_key_noted({ guardian }),
	'buddies.report_closed': () => m.rights_line_buddies_report(),
	'messages.sent': ({ about, child }) =>
		about.childId ? m.rights_line_message_child({ child }) : m.rights_line_message_sent(),
	'messages.planned': () => m.rights_line_message_planned(),
	'messages.taken_back': () => m.rights_line_message_taken_back(),
	'messages.translated': () => m.rights_line_message_translated(),
	'messages.voice_recorded': () => m.rights_line_message_recorded(),
	'messages.voice_removed': () => m.rights_line_message_recording_removed(),
	'moments.voice_recorded': () => m.rights_line_moment_recorded(),
	'moments.voice_removed': () => m.rights_line_moment_recording_removed(),
	'families.email_replaced': ({ guardian }) => m.rights_line_email_replaced({ guardian }),
	'moments.published': () => m.rights_line_moments_published(),
	'moments.cancelled': () => m.rights_line_moments_cancelled(),
	'moments.slot_cancelled': () => m.rights_line_moments_cancelled(),
	'moments.attendance_marked': () => m.rights_line_moments_attendance(),
	'moments.message_sent': () => m.rights_line_message_sent(),
	'moments.feed_renewed': () => m.rights_line_feed(),
	'moments.feed_ended': () => m.rights_line_feed(),
	'tasks.details_changed': () => m.rights_line_task_changed(),
	'talks.planned': () => m.rights_line_talk_planned(),
	'talks.draft_changed': () => m.rights_line_talk_draft_changed(),
	'talks.published': () => m.rights_line_talk_published(),
	'talks.closed': () => m.rights_line_talk_closed(),
	'talks.reopened': () => m.rights_line_talk_reopened(),
	'talks.called_off': () => m.rights_line_talk_called_off(),
	'talks.times_changed': ({ staff }) => m.rights_line_talk_times({ staff }),
	'talks.interpreter_saved': () => m.rights_line_talk_interpreter_saved(),
	'talks.interpreter_removed': () => m.rights_line_talk_interpreter_removed(),
	'talks.interpreter_given': () => m.rights_line_talk_interpreter_given(),
	'talks.planner_started': () => m.rights_line_talk_planner_started(),
	'talks.proposed': () => m.rights_line_talk_proposed(),
	'talks.sent': () => m.rights_line_talk_sent(),
	'talks.picked': ({ guardian }) => m.rights_line_talk_picked({ guardian }),
	'talks.replied': ({ guardian }) => m.rights_line_talk_replied({ guardian }),
	'talks.wished': ({ guardian }) => m.rights_line_talk_wished({ guardian }),
	'talks.drawn': () => m.rights_line_talk_drawn(),
	'talks.reminded': () => m.rights_line_talk_reminded(),
	'talks.moved': ({ about, child }) =>
		about.childId ? m.rights_line_talk_moved_child({ child }) : m.rights_line_talk_moved(),
	'talks.cancelled': ({ about, child }) =>
		about.childId ? m.rights_line_talk_cancelled_child({ child }) : m.rights_line_talk_cancelled(),
	'talks.agreed': () => m.rights_line_talk_agreed(),
	'talks.agreement_removed': () => m.rights_line_talk_agreement_removed(),
	'talks.agreement_done': () => m.rights_line_talk_agreement_done(),
	'talks.agreement_not_done': () => m.rights_line_talk_agreement_not_done(),
	'talks.next_contact': () => m.rights_line_talk_next_contact(),
	'talks.on_our_way': () => m.rights_line_talk_on_our_way(),
	'card.published': () => m.rights_line_card_published(),
	'card.reminded': () => m.rights_line_card_reminded(),
	'card.voice_recorded': () => m.rights_line_card_recorded(),
	'card.voice_removed': () => m.rights_line_card_recording_removed(),
	'contacts.named': ({ staff }) => m.rights_line_contact_named({ staff }),
	'contacts.removed': () => m.rights_line_contact_removed(),
	'contacts.handed_over': ({ staff }) => m.rights_line_handed_over({ staff }),
	'contacts.away_set': ({ staff }) => m.rights_line_away({ staff }),
	'contacts.away_removed': ({ staff }) => m.rights_line_away({ staff }),
	'contacts.profile_changed': ({ staff }) => m.rights_line_profile({ staff }),
	'contacts.portrait_set': ({ staff }) => m.rights_line_profile({ staff }),
	'contacts.portrait_removed': ({ staff }) => m.rights_line_profile({ staff }),
	'contacts.job_title_translated': ({ staff }) => m.rights_line_profile({ staff }),
	'contacts.name_recorded': ({ staff }) => m.rights_line_profile({ staff }),
	'contacts.name_recording_removed': ({ staff }) => m.rights_line_profile({ staff }),
	'school.created': () => m.rights_line_school_created(),
	'school.interpreter_phone_set': () => m.rights_line_interpreter_phone(),
	'school.days_off_set': () => m.rights_line_days_off(),
	'school.day_off_translated': () => m.rights_line_day_off_translated(),
};

function outsideKind({ about }: Said): string {
	const words: Record<string, () => string> = {
		message: m.rights_outside_message,
		good_news: m.rights_outside_good_news,
		answer: m.rights_outside_answer,
	};
	return words[String(about.kind)]?.() ?? '';
}

/** What somebody may see of a child now, and on what paper; lines of earlier releases don't say which. */
function level({ about, guardian, child }: Said): string {
	const paper = String(about.paper ?? '');
	if (about.level === 'full') return m.rights_line_level_full({ guardian, child });
	if (about.level === 'information' && paper)
		return m.rights_line_level_information({ guardian, child, paper });
	if (about.level === 'nothing' && paper) return m.rights_line_level_nothing({ guardian, child, paper });
	return m.rights_line_level({ guardian, child });
}

function exported({ about }: Said): string {
	const words: Record<string, () => string> = {
		accounts: m.rights_export_audit,
		families: m.rights_export_families,
		consents: m.rights_export_consents,
		moments: m.rights_export_moments,
		talks: m.rights_export_talks,
	};
	const domain = String(about.what ?? '').split('.')[0] ?? '';
	const what = (words[domain] ?? m.rights_export_other)();
	return typeof about.rows === 'number'
		? m.rights_line_exported_rows({ what, count: about.rows })
		: m.rights_line_exported({ what });
}

/** What somebody did, in a sentence. A line that this version has no words for says which part it is about. */
export function auditText({ action, about, names }: AuditRow, locale: Locale): string {
	const gone = (name: string | undefined) => name || m.rights_audit_gone();
	const said: Said = {
		about,
		staff: gone(names.staff),
		guardian: gone(names.guardian),
		child: gone(names.child),
		group: gone(names.group),
		locale,
	};
	if (action.startsWith('newyear.')) return m.rights_line_new_year();
	return (lineTexts[action] ?? ofKind(kindOfAction(action), names))(said);
}

function ofKind(kind: AuditKind, names: AuditRow['names']): Words {
	if (kind === 'families') {
		if (names.child) return ({ child }) => m.rights_line_family_of({ child });
		return names.guardian
			? ({ guardian }) => m.rights_line_guardian_of({ guardian })
			: () => m.rights_line_families_other();
	}
	if (kind === 'moments')
		return names.child
			? ({ child }) => m.rights_line_moments_child({ child })
			: () => m.rights_line_moments_other();
	if (kind === 'card') return () => m.rights_line_card_other();
	return () => m.rights_line_other();
}

/** Its day at the school, for a heading between lines. */
export function auditDay({ at }: AuditRow, timeZone: string): string {
	return calendarDay(at, timeZone);
}
