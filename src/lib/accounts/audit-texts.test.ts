import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { auditText } from './audit-texts.ts';
import type { AuditRow } from './server/audit-trail.ts';

const line = (action: string, about: AuditRow['about'] = {}): AuditRow => ({
	id: 'line',
	at: new Date(0),
	actor: 'Joke',
	action,
	about,
	names: { guardian: 'Mehmet', child: 'Elif', staff: 'Selin', group: 'Groep 4' },
});

test('what a guardian may see: which level, and on what paper', () => {
	const set = (level: string, paper: string | null) =>
		auditText(line('families.level_set', { level, paper }), 'nl');
	expect(set('full', null)).toBe('Mehmet mag alles zien van Elif');
	expect(set('information', 'beschikking 3 maart')).toContain('alleen informatie');
	expect(set('nothing', 'beschikking 3 maart')).toBe(
		'Mehmet mag niets zien van Elif. Op grond van: beschikking 3 maart',
	);
	// written before the paper was kept with it
	expect(auditText(line('families.level_set', { level: 'nothing' }), 'nl')).toContain('gewijzigd');
});

test('every line about families, buddies, contacts, absence, talks and the school says what was done', () => {
	const domains = /'((?:families|buddies|consents|absence|contacts|school|talks)\.[a-z_]+)'/g;
	const actions = readdirSync('src/lib', { recursive: true, encoding: 'utf8' })
		.filter((file) => /server\/[\w-]+\.ts$/.test(file) && !file.endsWith('.test.ts'))
		.flatMap((file) => {
			const source = readFileSync(path.join('src/lib', file), 'utf8');
			return source.includes('audit(') ? [...source.matchAll(domains)].map(([, action = '']) => action) : [];
		});
	expect(actions.length).toBeGreaterThan(30);
	// those of guardians are not shown; a welcome is also the kind of a notice
	const others =
		/families\.welcome$|buddies\.(answered|together|reported|stopped|check_\w+|goes_on|meeting\w*|profile_\w+|key_agreed|key_stopped|key_note|key_said|found|ended|looking_on|check|go_on|asked_again)$|brought_along|languages_chosen|sick_reported|sick_withdrawn|leave_asked|leave_withdrawn|talks\.(answered|address_given|address_removed)$/;
	const general = [auditText(line('families.unknown'), 'nl'), auditText(line('contacts.unknown'), 'nl')];
	general.push(auditText(line('talks.unknown'), 'nl'));
	const unsaid = [...new Set(actions)].filter(
		(action) => !others.test(action) && general.includes(auditText(line(action), 'nl')),
	);
	expect(unsaid).toEqual([]);
});

test('a talk that was moved or cancelled is named by its child where the line says which', () => {
	expect(auditText(line('talks.moved', { childId: 'elif' }), 'nl')).toBe('Gesprek over Elif verzet');
	expect(auditText(line('talks.cancelled', { childId: 'elif' }), 'nl')).toBe('Gesprek over Elif afgezegd');
	expect(auditText(line('talks.cancelled', { talks: 3 }), 'nl')).toBe('Gesprekken afgezegd');
	expect(auditText(line('talks.wished', { guardianId: 'mehmet' }), 'nl')).toContain('Mehmet');
});
