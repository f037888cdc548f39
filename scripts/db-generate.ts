// npm run db:generate -- --name what_changes: writes the migration for both engines. Review both before you commit.
import { spawnSync } from 'node:child_process';

for (const dialect of ['sqlite', 'postgres']) {
	const { status } = spawnSync('drizzle-kit', ['generate', ...process.argv.slice(2)], {
		stdio: 'inherit',
		env: { ...process.env, DIALECT: dialect },
	});
	if (status !== 0) process.exit(status ?? 1);
}
