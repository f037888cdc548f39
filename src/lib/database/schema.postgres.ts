import { postgresKit } from '../platform/server/database/kit.ts';
import { defineSchema } from './schema.ts';

export const postgresTables = defineSchema(postgresKit);
