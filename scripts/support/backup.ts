import Database from 'better-sqlite3';
import { cpSync, existsSync, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';

/** What belongs to a backup besides the database: keys, photos and files. */
const ALSO = ['keys.json', 'files'];

/**
 * Copies a running installation (SQLite) into a new folder: the database as of one moment, checked, then keys and files.
 * Restoring is copying the folder back as DATA_DIR. Throws when the folder exists or the copy is not sound.
 */
export function backUp(databaseFile: string, dataDir: string, to: string): { bytes: number } {
	if (existsSync(to)) throw new Error(`${to} is there already`);
	mkdirSync(to, { recursive: true, mode: 0o700 });
	const copy = path.join(to, 'schoolbrug.db');
	const database = new Database(databaseFile, { readonly: true, fileMustExist: true });
	try {
		database.prepare('VACUUM INTO ?').run(copy);
	} finally {
		database.close();
	}
	refuseUnsound(copy);
	for (const name of ALSO) {
		const from = path.join(dataDir, name);
		if (existsSync(from)) cpSync(from, path.join(to, name), { recursive: true, preserveTimestamps: true });
	}
	return { bytes: statSync(copy).size };
}

function refuseUnsound(file: string): void {
	const copy = new Database(file, { readonly: true });
	try {
		const said = copy.pragma('integrity_check', { simple: true });
		if (said !== 'ok') throw new Error(`the copy is not sound: ${String(said)}`);
		if ((copy.pragma('foreign_key_check') as unknown[]).length > 0)
			throw new Error('the copy is not sound: rows without their parents');
	} finally {
		copy.close();
	}
}
