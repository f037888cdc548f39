// npm run backup -- FOLDER: copies this installation's SQLite database, keys and files, also while it runs.
import { readSettings } from '#lib/platform/server/settings.ts';
import { backUp } from './support/backup.ts';

const [to] = process.argv.slice(2);
const { database, dataDir } = readSettings(process.env, { production: false });
if (!to) {
	console.error('Say where to: npm run backup -- FOLDER');
	process.exit(1);
}
if (database.engine === 'postgres') {
	console.error(
		'This installation keeps its data in PostgreSQL: use pg_dump, and copy DATA_DIR for keys and files.',
	);
	process.exit(1);
}
const { bytes } = backUp(database.file, dataDir, to);
console.log(`Copied to ${to}: a database of ${Math.ceil(bytes / 1024)} kB, keys and files.`);
