import { defineConfig } from 'drizzle-kit';

const postgres = process.env.DIALECT === 'postgres';
export default defineConfig({
	dialect: postgres ? 'postgresql' : 'sqlite',
	schema: postgres ? './scripts/schema-files/postgres.ts' : './scripts/schema-files/sqlite.ts',
	out: postgres ? './drizzle/postgres' : './drizzle/sqlite',
	casing: 'snake_case',
});
