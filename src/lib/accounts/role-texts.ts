import { m } from '#lib/paraglide/messages.js';
import type { IconName } from '#lib/ui/icon-names.ts';
import type { Role } from './server/actors.ts';

/** What a role is called, and what it lets somebody do. */
export const roleTexts: Record<Role, { icon: IconName; name: () => string; can: () => string }> = {
	teacher: { icon: 'people', name: m.rights_role_teacher, can: m.rights_role_teacher_can },
	coordinator: { icon: 'family', name: m.rights_role_coordinator, can: m.rights_role_coordinator_can },
	care: { icon: 'heart', name: m.rights_role_care, can: m.rights_role_care_can },
	office: { icon: 'list', name: m.rights_role_office, can: m.rights_role_office_can },
	head: { icon: 'key', name: m.rights_role_head, can: m.rights_role_head_can },
};
/** In the order in which they are shown. */
export const roleNames = Object.keys(roleTexts) as Role[];
