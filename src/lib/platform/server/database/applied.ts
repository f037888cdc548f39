import { readMigrationFiles } from 'drizzle-orm/migrator';

/**
 * drizzle applies only what is younger than the youngest applied migration: one that was merged later with an
 * earlier date is skipped in silence. Throws when any migration of the folder is missing from `done` (hashes).
 */
export function refuseSkipped(folder: string, done: string[]): void {
	const have = new Set(done);
	const missing = readMigrationFiles({ migrationsFolder: folder }).filter(({ hash }) => !have.has(hash));
	if (missing.length > 0)
		throw new Error(
			`${missing.length} migration(s) of ${folder} were skipped: give them a later "when" in meta/_journal.json`,
		);
}
