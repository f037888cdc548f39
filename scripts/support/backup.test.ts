import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { claimInstallation } from '#lib/app/server/installation.ts';
import { openStore } from '#lib/database/store.ts';
import { openKeys } from '#lib/platform/server/keys.ts';
import { temporaryFolder } from '../../tests/support/temporary-folder.ts';
import { backUp } from './backup.ts';

const now = new Date('2026-10-06T08:00:00Z');

test('a backup of a running installation can be started from', async () => {
	const [dataDir, backups] = [temporaryFolder(), temporaryFolder()];
	const file = path.join(dataDir, 'schoolbrug.db');
	const running = await openStore({ engine: 'sqlite', file });
	const keys = openKeys(dataDir);
	mkdirSync(path.join(dataDir, 'files/vuurvogel'), { recursive: true });
	writeFileSync(path.join(dataDir, 'files/vuurvogel/photo.webp'), 'photo');
	// committed, but still in the write-ahead log
	await running.transact((tx) => claimInstallation(tx, 'school', now));

	const to = path.join(backups, 'monday');
	backUp(file, dataDir, to);
	await running.transact((tx) => tx.delete(tx.t.installation));
	await running.close();

	const restored = await openStore({ engine: 'sqlite', file: path.join(to, 'schoolbrug.db') });
	expect(
		await restored.read.select({ madeBy: restored.t.installation.madeBy }).from(restored.t.installation),
	).toEqual([{ madeBy: 'school' }]);
	await restored.close();
	expect(openKeys(to)).toEqual(keys);
	expect(readFileSync(path.join(to, 'files/vuurvogel/photo.webp'), 'utf8')).toBe('photo');
});

test('an older backup is never written over, and nothing comes of a database that is not there', () => {
	const folder = temporaryFolder();
	expect(() => backUp(path.join(folder, 'none.db'), folder, folder)).toThrow(/is there already/);
	const file = path.join(folder, 'none.db');
	expect(() => backUp(file, folder, path.join(folder, 'new'))).toThrow();
	expect(existsSync(file)).toBe(false);
});
